// Cuts the centre's line in a running demo, or mends it: line.ts CONTROL-ADDRESS down|up
const [control = '', word = ''] = process.argv.slice(2);
if (!['down', 'up'].includes(word)) {
  console.error('usage: line.ts CONTROL-ADDRESS down|up');
  process.exit(2);
}
const response = await fetch(`${control}/control/line`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ up: word === 'up' }),
});
console.log(await response.text());
export {};
