import { expect, it } from 'vitest';
import { asksInjury } from '../../../shared/rules/injury.ts';

it.each(['S72.001', 's06.000', 'T14.300', 'T39.1', 'T98.3', 'W19', 'V03.1', 'X60', 'Y98', 'M80.0', 'M84.4'])('%s asks', (code) => {
  expect(asksInjury(['I10.x00', code])).toBe(true);
});

it.each(['J18.900', 'T99', 'U07.1', 'Z54', 'M84.3', 'O80', 'Y99', 'S'])('%s does not', (code) => {
  expect(asksInjury([code])).toBe(false);
});
