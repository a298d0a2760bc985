import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { REMEDIES } from '../../shared/rules/gate-types.ts';
import { REGISTRATION_STATES } from '../../shared/contract/common-schemas.ts';
import { STAY_STATES, EXITS } from '../../shared/model/stay.ts';
import { LINES } from '../../shared/contract/desk-contract.ts';
import { ACT_STATES } from '../../shared/model/acts.ts';
import { FIGURES, PRECHECKS } from '../../shared/contract/settlement-contract.ts';
import { WORK_GROUPS } from '../../shared/contract/worklist-contract.ts';
import { ERROR_CODES } from '../../shared/errors/app-error.ts';
import { LAYERS, PAYERS } from '../../shared/model/settlement.ts';
import { CAUSE_KINDS } from '../../shared/rules/compare-types.ts';
import { GATE_CODES } from '../../shared/rules/door-types.ts';
import { FACTORY_KEYS } from '../../shared/contract/key-map.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../renderer/i18n/zh-CN');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));

/** What i18next would say for a dotted key; undefined when there is no sentence. */
function sentence(file: string, key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], read(`${file}.json`));
}

const missing = (file: string, keys: readonly string[]) => keys.filter((key) => typeof sentence(file, key) !== 'string');

describe('the page has a sentence for everything the core can say', () => {
  test('each error: what happened and what to do', () => {
    expect(
      missing(
        'errors',
        ERROR_CODES.flatMap((code) => [`${code}.what`, `${code}.do`]),
      ),
    ).toEqual([]);
  });

  test('each condition of the credit door', () => {
    expect(
      missing(
        'words',
        GATE_CODES.map((code) => `cond.${code}`),
      ),
    ).toEqual([]);
  });

  test('each cause of a difference', () => {
    expect(
      missing(
        'discharge',
        CAUSE_KINDS.map((cause) => `cause.${cause}`),
      ),
    ).toEqual([]);
  });

  test('each state, layer, payer, check, exit and figure', () => {
    expect(
      missing(
        'words',
        STAY_STATES.flatMap((state) => [`stay.${state}`, `stayShort.${state}`]),
      ),
    ).toEqual([]);
    expect(
      missing(
        'words',
        REGISTRATION_STATES.map((state) => `registration.${state}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'words',
        ACT_STATES.map((state) => `actState.${state}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'words',
        LAYERS.map((layer) => `layer.${layer}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'words',
        PAYERS.map((payer) => `payer.${payer}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'discharge',
        PRECHECKS.map((check) => `checks.${check}.name`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'discharge',
        EXITS.flatMap((exit) => [`exit.${exit}.name`, `exit.${exit}.say`, `next.${exit}`]),
      ),
    ).toEqual([]);
    expect(
      missing(
        'discharge',
        FIGURES.map((figure) => `figure.${figure}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'paper',
        FIGURES.map((figure) => `figure.${figure}`),
      ),
    ).toEqual([]);
    expect(
      missing(
        'worklist',
        WORK_GROUPS.flatMap((group) => [`group.${group}`, `matter.${group}`, `verb.${group}`]),
      ),
    ).toEqual([]);
    expect(
      missing(
        'frame',
        LINES.flatMap((line) => [`line.${line}`, `lineLong.${line}`, `down.text.${line}`]),
      ),
    ).toEqual([]);
  });

  test('each answer of the gates of direct settlement that is not met, and each remedy', () => {
    const source = ['direct-gates', 'filing-gate'].map((name) => readFileSync(`shared/rules/${name}.ts`, 'utf8')).join();
    const codes = [...source.matchAll(/\b(?:ask|refused)\('([a-z-]+\.[a-z-]+)'/g)].map(([, code]) => `gate.${code}`);
    expect(codes.length).toBeGreaterThan(20);
    expect(missing('words', codes)).toEqual([]);
    expect(
      missing(
        'words',
        REMEDIES.map((remedy) => `remedy.${remedy}`),
      ),
    ).toEqual([]);
  });

  test('each command of the key map', () => {
    expect(
      missing(
        'frame',
        Object.keys(FACTORY_KEYS).map((command) => `command.${command}`),
      ),
    ).toEqual([]);
  });
});

test('no two commands share a factory key', () => {
  const keys = Object.values(FACTORY_KEYS);
  expect(new Set(keys).size).toBe(keys.length);
});

test('Chinese sentences have Chinese punctuation', () => {
  const wrong = readdirSync(FOLDER).flatMap((file) => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    return [...text.matchAll(/[\u4e00-\u9fff][,;:()][^"]/g)].map(([found]) => `${file}: ${found}`);
  });
  expect(wrong).toEqual([]);
});
