import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playReconciliation } from '../../../bench/reconcile/play.ts';
import { CLOCK_OFFSET_MS } from '../../../bench/reconcile/play.ts';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import { startCentre } from '../../../centre/centre.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'reconcile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a day at the centre against the books, over the line', () => {
  it.each([
    ['as it comes', {}],
    ['answers as text, results in words of who has more', { outputForm: 'string', infcodeForm: 'text', statementResult: 'who-has-more' }],
    ['results of six digits, cancellations net', { statementResult: 'six-digits', oneRowAsObject: false, cancellationCount: 'net' }],
  ] as const)('%s: every fault of every cause is found, and nothing else', async (name, behaviour) => {
    const centre = await startCentre({ clockOffsetMs: CLOCK_OFFSET_MS, behaviour: behaviour as BehaviourChange });
    try {
      const control = {
        url: centre.url,
        person: async (person: object) => centre.savePerson(person),
        behave: async (change: object) => centre.behave(change as BehaviourChange),
      };
      const cancellations = 'cancellationCount' in behaviour ? ('net' as const) : ('both-rows' as const);
      const asked = { patients: 102, faults: 34, cancellations } as const;
      const { wrong, ...played } = await playReconciliation(control, mkdtempSync(path.join(folder, `${name.length}-`)), asked);
      expect(wrong).toEqual([]);
      expect(played).toMatchObject({ planted: 34, causes: 17, found: 34, rightCause: 1, falseAlarms: 0 });
    } finally {
      await centre.close();
    }
  });
});
