import { describe, expect, it } from 'vitest';
import { loadPack } from '../../shared/policy/load-pack.ts';
import type { Pack } from '../../shared/policy/pack.ts';
import { allPacks, packFiles, sha256 } from '../builders/packs.ts';
import { gateProbes, gatesWith, type Probe } from '../support/gate-probes.ts';
import { daysOf, stepsOf } from '../support/json-steps.ts';

/** Values that no answer shows, by the end of their path, with the reason. */
const EXCEPTIONS: readonly (readonly [gate: RegExp, reason: string])[] = [
  [/filing-categories\.groups\b/, 'who files under which category: shown to the clerk who asks, judged by nobody'],
  [/"not-needed".*emergencyCounts/, 'where no filing is needed, nothing has to count as one'],
  [
    /waiting-period\.collection\.from 1 d/,
    'paid on the first day itself: benefits begin on 1 January either way, three months later or at the turn of the year',
  ],
  [/^day-care-tariff/, 'needs a catalogue with public tariffs, which no pack inside the program has: see direct-gates.test.ts'],
];

const national = allPacks().find(({ places }) => places.includes('national')) ?? null;
const withGates = allPacks().filter(({ gates }) => gates.length > 0);

/** An exception is found by the gate's name, its values and the path, in this order. */
const excepted = (gate: object, path: string) =>
  EXCEPTIONS.some(([pattern]) => {
    const { gate: name } = gate as { readonly gate: string };
    return pattern.test(`${name}${path}`) || pattern.test(`${JSON.stringify(gate)}${path}`);
  });

/** Questions near one gate: on its days, at its hospitals, from its places. */
function probesOf(pack: Pack, gate: unknown): readonly Probe[] {
  const code = pack.region.code;
  const text = JSON.stringify(gate);
  const listed = [...new Set(text.match(/(?<=")\d{6}(?=")/g) ?? [])];
  const elsewhere = `${code.slice(0, 2)}9900`;
  const places = pack.places.includes('insured')
    ? ([
        [code, code],
        [code, elsewhere],
        [code, '650100'],
      ] as const)
    : ([
        ['650100', code],
        ['650100', '650100'],
        ['650100', '659900'],
      ] as const);
  const asked = [...text.matchAll(/"(\d{2})"/g)].map(([, province]) => Number(province));
  const from = [...listed, ...asked.flatMap((province) => [-1, 0, 1].map((by) => `${province + by}8800`))];
  const names = (key: string) =>
    [...text.matchAll(new RegExp(`"${key}":\\[([^\\]]*)\\]`, 'g'))].flatMap(([, list]) => JSON.parse(`[${list}]`) as string[]);
  const borders = [...text.matchAll(/"(\d{2}-\d{2})"/g)].map(([, border]) => border ?? '');
  const payDays = [...new Set(['06-30', ...borders.flatMap((border) => daysOf([`2022-${border}`]).map((near) => near.slice(5)))])];
  return gateProbes({
    days: [...new Set([...daysOf(gate), '2023-06-13', '2026-03-01'])],
    providers: [...names('providers'), ...names('names'), '某医院'],
    places,
    morePlaces: from.map((insured) => [insured, code] as const),
    diseases: names('names'),
    payDays,
  });
}

describe.each(withGates.map((pack) => [pack.region.code, pack] as const))('gates of %s', (region, pack) => {
  const own = new Map([...packFiles()].filter(([path]) => path.startsWith(`${region}/`)));
  const file = `${region}/gates.json`;
  const written = JSON.parse(own.get(file) ?? '{}') as { gates: readonly object[] };

  it.each(written.gates.map((gate, i) => [i, (gate as { gate: string }).gate, gate] as const))(
    '%s %s: no value can be left out or moved unseen',
    async (index, name, gate) => {
      const probes = probesOf(pack, gate);
      // Gates of other names answer for themselves: asking them as well would only take time.
      const alone = (whole: Pack) => ({ ...whole, gates: whole.gates.filter((one) => one.gate === name) });
      const law = national === null ? null : alone(national);
      const now = gatesWith(alone(pack), law);
      const answers = probes.map((probe) => probe(now));
      const seen = (json: unknown) => {
        const gates = json === undefined ? written.gates.toSpliced(index, 1) : written.gates.with(index, json as object);
        const loaded = loadPack(region, new Map(own).set(file, JSON.stringify({ ...written, gates })), sha256);
        if (!loaded.ok) return true;
        const other = gatesWith(alone(loaded.pack), law);
        return probes.some((probe, i) => probe(other) !== answers[i]);
      };
      const unseen = seen(undefined) || excepted(gate, '') ? [] : ['the whole gate'];
      for (const { path, json } of stepsOf(gate)) {
        if (!excepted(gate, path) && !seen(json)) unseen.push(path);
        await new Promise(setImmediate); // the runner must hear of us now and then
      }
      expect(unseen).toEqual([]);
    },
  );
});

it('every exception has a reason', () => {
  expect(EXCEPTIONS.filter(([, reason]) => reason.length < 10)).toEqual([]);
});
