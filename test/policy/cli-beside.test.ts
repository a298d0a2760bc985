import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { settleCommand } from '../../electron/core/cli/settle-command.ts';

// What may stand beside the figures: what would have been otherwise, and the comparison with the centre's split.

function settle(edit: (json: any) => void, ...args: readonly string[]): { readonly exit: number; readonly json: any } {
  const json = JSON.parse(readFileSync(path.join(import.meta.dirname, 'cli-examples/W-08.json'), 'utf8'));
  edit(json);
  const answer = settleCommand(args, { from: '/', readInput: () => Buffer.from(JSON.stringify(json)) });
  return { exit: answer.exit, json: JSON.parse(JSON.stringify(answer.json)) };
}
const dalian = (json: any) => {
  json.coverage = { region: '210200', scheme: 'employee', person: 'in-service' };
  json.filing = 'local';
  json.sums = { total: '20000.00' };
};

describe('--what-if', () => {
  it('is there only when asked for', () => {
    expect(settle(dalian).json).not.toHaveProperty('whatIf');
  });

  it('says in yuan what another hospital would have cost', () => {
    const { json } = settle(dalian, '--what-if');
    expect(json.split.burden).toBe('3722.50');
    expect(json.whatIf).toContainEqual({
      otherwise: { kind: 'level', level: 'secondary' },
      burden: '2840.00',
      change: '-882.50',
      sentence: '若到二级医疗机构,个人负担少 882.50 元',
    });
  });

  it('a refused case still says what a filing would give', () => {
    const { exit, json } = settle((one) => {
      one.filing = 'temporary';
    }, '--what-if');
    expect(exit).toBe(2);
    expect(json.whatIf).toContainEqual({
      otherwise: { kind: 'filing', filing: 'long-term' },
      burden: '8840.00',
      change: null,
      sentence: '若办理长期异地备案,个人负担 8840.00 元',
    });
  });

  it('without any pack of the insured place there is nothing to say', () => {
    const { json } = settle((one) => {
      one.coverage.region = '650100';
    }, '--what-if');
    expect(json.whatIf).toEqual([]);
  });
});

describe('a case with the centre’s split', () => {
  const compared = (final: object, edit: (json: any) => void = dalian) =>
    settle((json) => {
      edit(json);
      json.final = final;
    });

  it('that agrees differs in nothing', () => {
    const { json } = compared({ total: '20000.00', deductible: '850.00', pooledFund: '16277.50' });
    expect(json.comparison).toMatchObject({ equal: true, causes: [], difference: '0.00', unexplained: '0.00' });
  });

  it('names the stay count where that leads to the centre’s figures', () => {
    // second stay: deductible 680.00, 85 % of 19,320.00 = 16,422.00
    const { json } = compared({ total: '20000.00', deductible: '680.00', pooledFund: '16422.00' });
    expect(json.comparison).toMatchObject({
      equal: false,
      difference: '-144.50',
      explained: '-144.50',
      unexplained: '0.00',
      causes: [
        { kind: 'stay-count', ownShare: '-144.50', formula: '170.00 × 85 % = 144.50', sentence: '本年住院次数不同,自付少 144.50 元' },
      ],
    });
  });

  it('one fen that nothing explains is not explained away', () => {
    const { json } = compared({ total: '20000.00', deductible: '850.00', pooledFund: '16277.49' });
    expect(json.comparison).toMatchObject({ unexplained: '0.01', causes: [{ kind: 'unexplained' }] });
  });

  it('a commercial product that the centre does not know is no difference', () => {
    const zibo = (json: any) => {
      json.coverage = { region: '370300', scheme: 'employee', person: 'in-service', commercial: ['qihui-2023'] };
      json.provider = { region: '370300', level: 'tertiary' };
      json.filing = 'local';
      json.sums = { total: '400000.00' };
      json.accumulators = { base: '0.00', pooledFund: '0.00', burden: '0.00', supplement: '0.00' };
    };
    const { split } = settle(zibo).json;
    expect(split.commercial).not.toBe('0.00');
    const { total, deductible, pooledFund, largeAmount } = split;
    expect(compared({ total, deductible, pooledFund, largeAmount }, zibo).json.comparison).toMatchObject({ equal: true, causes: [] });
  });

  it('figures that make no split are sent back with the field', () => {
    const { exit, json } = compared({ total: '20000.00', deductible: '850.00', pooledFund: '20000.00' });
    expect(exit).toBe(64);
    expect(json.problems).toEqual([{ path: 'final', reason: expect.stringContaining('coinsurance') }]);
  });
});
