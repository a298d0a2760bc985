import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chinese } from '../../renderer/i18n/chinese.ts';
import { english } from '../../renderer/i18n/english.ts';
import { POSTING_KINDS, TILL_PAPER_KINDS } from '../../shared/model/ledger.ts';
import { PAPER_KINDS } from '../../shared/model/stay.ts';

type Sentences = ReadonlyMap<string, string>;

/** Every sentence by its dotted key. */
function flat(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`),
  );
}
const byArea = (areas: object): ReadonlyMap<string, Sentences> =>
  new Map(Object.entries(areas).map(([area, node]) => [area, new Map(flat(node as object))]));

const zh = byArea(chinese);
const en = byArea(english);
const inEnglish = [...zh].filter(([area]) => area !== 'paper'); // papers are Chinese
/** English counts one apart from many. */
const isSingular = (key: string) => key.endsWith('_one');
const facts = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe('English as the second language', () => {
  it('says everything that Chinese says, and nothing else', () => {
    const wrong = inEnglish.flatMap(([area, sentences]) => {
      const other = en.get(area) ?? new Map();
      const lacking = [...sentences.keys()].filter((key) => !other.has(key)).map((key) => `missing ${area}:${key}`);
      const idle = [...other.keys()].filter((key) => !sentences.has(key) && !isSingular(key)).map((key) => `idle ${area}:${key}`);
      return [...lacking, ...idle];
    });
    expect(wrong).toEqual([]);
    expect([...en.keys()].filter((area) => !zh.has(area))).toEqual([]);
  });

  it('fills the same facts into each sentence', () => {
    const wrong = inEnglish.flatMap(([area, sentences]) =>
      [...sentences]
        .filter(([key, sentence]) => facts(en.get(area)?.get(key) ?? sentence).join() !== facts(sentence).join())
        .map(([key]) => `${area}:${key}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is English, but for what the patient signs and what stands on his phone', () => {
    const wrong = [...en].flatMap(([area, sentences]) =>
      [...sentences]
        .filter(([key, sentence]) => /[\u4e00-\u9fff]/.test(sentence) && !/^(leave\.sentence|filingHelp\.|command\.language)/.test(key))
        .map(([key]) => `${area}:${key}`),
    );
    expect(wrong).toEqual([]);
  });
});

const sources = (readdirSync('renderer', { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join('renderer', file), 'utf8'));

describe('the books', () => {
  it('each kind of posting has its name: the page after a close names what came later', () => {
    expect(POSTING_KINDS.filter((kind) => ![...(zh.get('words')?.keys() ?? [])].some((key) => key.endsWith(`.${kind}`)))).toEqual([]);
  });
});

describe('papers', () => {
  it.each(['zh', 'en'])('each kind that can be made has its name among the prints (%s)', (language) => {
    const names = (language === 'zh' ? zh : en).get('prints');
    expect([...PAPER_KINDS, ...TILL_PAPER_KINDS].filter((kind) => !names?.has(`kind.${kind}`))).toEqual([]);
  });

  it('each kind of a stay has its name among the papers of that stay', () => {
    expect(PAPER_KINDS.filter((kind) => !zh.get('discharge')?.has(`papers.${kind}`))).toEqual([]);
  });
});

describe('sentences and pages', () => {
  it('each sentence that a page names is there', () => {
    const wrong = sources.flatMap((source) => {
      const areas = [...source.matchAll(/useTranslation\(\[?'(\w+)'/g)].map(([, area]) => area ?? '');
      if (areas.length === 0) return [];
      return [...source.matchAll(/\bt\(\s*'([^'$]+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => {
          const [area, own] = key.includes(':') ? key.split(':') : [undefined, key];
          return !(area === undefined ? areas : [area]).some((name) => zh.get(name)?.has(own ?? ''));
        });
    });
    expect(wrong).toEqual([]);
  });

  it('each sentence is said somewhere', () => {
    const literals = new Set<string>();
    const patterns = new Set<string>();
    for (const source of sources) {
      for (const [, text] of source.matchAll(/['"]([\w:.-]+)['"]/g)) literals.add((text ?? '').split(':').at(-1) ?? '');
      for (const [, text] of source.matchAll(/`([^`\n]+)`/g)) {
        const key = (text ?? '').split(/^[a-z]+:/i).at(-1) ?? '';
        const rule = key
          .replace(/\$\{[^}]*\}/g, '\0')
          .replace(/[.*+?^()|[\]\\]/g, '\\$&')
          .replaceAll('\0', '.+');
        if (/[a-z]{2}/i.test(rule) && /^[\w\\.+:-]+$/.test(rule)) patterns.add(rule);
      }
      // What stands inside another template: its beginning must do.
      for (const [, text] of source.matchAll(/([a-z][\w:.-]{3,})\$\{/gi)) {
        const beginning = (text ?? '').split(':').at(-1) ?? '';
        if (beginning !== '') patterns.add(`${beginning.replaceAll('.', String.raw`\.`)}.+`);
      }
    }
    // Sentences may stand in each other.
    for (const [, key] of JSON.stringify(chinese).matchAll(/\$t\(\w+:([\w.]+)/g)) literals.add(key ?? '');
    const said = new RegExp(`^(?:${[...patterns].join('|')})$`);
    const idle = [...zh].flatMap(([area, sentences]) =>
      [...sentences.keys()]
        .filter((key) => !literals.has(key.replace(/_(zero|other)$/, '')) && !said.test(key))
        .map((key) => `${area}:${key}`),
    );
    expect(idle).toEqual([]);
  });
});
