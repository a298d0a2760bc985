// Draws the program's icon, a cross above a counter: `node build/icons/draw.mjs` writes the PNG files beside this one.
import fs from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const green = [14, 124, 102, 255];
const white = [255, 255, 255, 255];
const clear = [0, 0, 0, 0];
const samples = 4;

/** Colour at a point of the unit square. */
function colourAt(x, y) {
  const isCross = (Math.abs(x - 0.5) < 0.07 && Math.abs(y - 0.38) < 0.21) || (Math.abs(x - 0.5) < 0.21 && Math.abs(y - 0.38) < 0.07);
  const isCounter = Math.abs(x - 0.5) < 0.32 && Math.abs(y - 0.75) < 0.055;
  if (isCross || isCounter) return white;
  return isInRoundedSquare(x, y) ? green : clear;
}

function isInRoundedSquare(x, y) {
  const [half, radius] = [0.46, 0.12];
  const outside = [x, y].map((value) => Math.max(Math.abs(value - 0.5) - (half - radius), 0));
  return Math.hypot(...outside) < radius;
}

/** The mean of several points inside the pixel: edges without steps. */
function pixel(column, row, size) {
  const sum = [0, 0, 0, 0];
  for (let index = 0; index < samples * samples; index += 1) {
    const x = (column + ((index % samples) + 0.5) / samples) / size;
    const y = (row + (Math.floor(index / samples) + 0.5) / samples) / size;
    const colour = colourAt(x, y);
    // Weighted by opacity: the colour of what is transparent must not darken the edge.
    for (let part = 0; part < 3; part += 1) sum[part] += colour[part] * colour[3];
    sum[3] += colour[3];
  }
  const opacity = sum[3] || 1;
  return [...sum.slice(0, 3).map((value) => Math.round(value / opacity)), Math.round(sum[3] / samples ** 2)];
}

function png(size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // eight bits each of red, green, blue, opacity
  const rows = Array.from({ length: size }, (_, row) => {
    const pixels = Array.from({ length: size }, (_, column) => pixel(column, row, size));
    return Buffer.from([0, ...pixels.flat()]); // 0: the row is stored as it is
  });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND')]);
}

function chunk(name, content = Buffer.alloc(0)) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

for (const size of [256, 512]) fs.writeFileSync(path.join(import.meta.dirname, `${size}x${size}.png`), png(size));
