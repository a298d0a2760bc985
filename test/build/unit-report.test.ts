import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { aboutToReport, currentReport } from '../../build/run/unit-report.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'unit-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a report is of use for the sources it ran on, when all ran, and for no others', () => {
  const source = path.join(folder, 'shared/a.ts');
  const [first, second] = [path.join(folder, 'one.json'), path.join(folder, 'two.json')];
  const current = () => currentReport([first, second], folder);
  mkdirSync(path.dirname(source));
  writeFileSync(source, '1');

  aboutToReport(first, folder);
  writeFileSync(first, '{}');
  expect(current()).toBeUndefined(); // only some tests ran

  const whole = aboutToReport(second, folder);
  writeFileSync(second, '{}');
  whole();
  expect(current()).toBe(second);

  writeFileSync(source, '2');
  expect(current()).toBeUndefined();
  writeFileSync(source, '1');
  expect(current()).toBe(second);

  aboutToReport(second, folder);
  expect(current()).toBeUndefined(); // forgotten as soon as the next run begins
});
