import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error.ts';
import { ENTRY_LAYERS, type HOSPITAL_LEVELS, type SettlementCase } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { Rate } from '../../shared/money/rate.ts';
import { namesOf } from '../../shared/policy/check-pack.ts';
import { loadPack } from '../../shared/policy/load-pack.ts';
import type { AnyParameter, Band, Benefit, Condition, Pack } from '../../shared/policy/pack.ts';
import { sweepPack } from '../../shared/policy/sweep-pack.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { creditDoor } from '../../shared/rules/door.ts';
import { aClaim, day, fresh, NOTHING_USED } from '../builders/a-claim.ts';
import { anApplicationForCredit } from '../builders/credit-application.ts';
import { allPacks, packFiles, sha256, withFile } from '../builders/packs.ts';

/** Values that no case can tell, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  '210200 credit.interest-free-days': 'the bank’s own books: shown, never computed (D-14)',
};

/** A little more in scope, a little more burden: where a step of one fen or one ten-thousandth shows. */
const AMOUNTS = [
  ...[0, 1, 2, 3, 5].map((fen) => 40_000 + fen),
  100_000,
  120_001,
  300_001,
  1_000_003,
  4_000_000,
  9_000_001,
  13_000_000,
  22_000_003,
  45_000_000,
  60_000_001,
  200_000_000,
  399_999_999,
];

const packs = allPacks().filter(({ benefits }) => benefits.length > 0);

/** The commercial duty that a parameter belongs to, if it is one's. */
const dutyOf = ({ layers }: Benefit, name: string) =>
  layers
    .flatMap((layer) => (layer.kind === 'commercial' ? layer.duties : []))
    .find((duty) => [duty.threshold, duty.bands, duty.annualCap].includes(name));

/** Cases that a row of a parameter rules, through one benefit. */
function casesOf(pack: Pack, benefit: Benefit, name: string, when: Condition, from: string): readonly SettlementCase[] {
  const pick = <T>(of: readonly T[] | null, all: readonly T[]) => all.filter((one) => of === null || of.includes(one));
  const on = day(from < pack.from ? pack.from : from);
  const persons = pick(when.person, benefit.persons).slice(0, 1);
  const levels = pick(when.level, benefit.levels).slice(0, 1);
  const filings = [...pick(when.filing, benefit.filings)].reverse().slice(0, 1);
  const aids = when.aid === null ? (['none', 'minimum-living', 'low-income-edge'] as const) : when.aid.slice(0, 1);
  const age = when.age === null ? 46 : Math.max(when.age.least, 1);
  const stay = when.stay?.least ?? 1;
  const duty = dutyOf(benefit, name);
  const disease = when.disease?.[0] ?? duty?.diseases?.[0] ?? benefit.diseases?.[0];
  const products = benefit.layers.flatMap((layer) => (layer.kind === 'commercial' ? [layer.product] : []));
  const bases = persons.flatMap((person) =>
    levels.flatMap((level) =>
      filings.flatMap((filing) =>
        aids.map((aid) =>
          aClaim({
            patient: { birthOn: day(`${Number(on.slice(0, 4)) - age}-01-01`) },
            coverage: {
              region: pack.region.code,
              scheme: benefit.scheme,
              person,
              aid,
              commercial: products,
              ...(when.familyDoctor === null ? {} : { familyDoctor: when.familyDoctor }),
              ...(when.priorDisease === null ? {} : { priorDisease: when.priorDisease }),
            },
            filing,
            // A special level is given by the pack's own list.
            provider: { region: pack.region.code, name: nameOf(pack, level), level },
            care: { kind: benefit.care[0] ?? 'inpatient', on, ...(disease === undefined ? {} : { disease }) },
            accumulators: { ...NOTHING_USED, stays: fresh(stay - 1) },
          }),
        ),
      ),
    ),
  );
  return bases.flatMap((base) =>
    AMOUNTS.flatMap((fen) => {
      const amount = Money.fromFen(fen);
      const charged: SettlementCase = { ...base, charges: { kind: 'in-scope', amount } };
      const late = ENTRY_LAYERS.filter((kind) => benefit.layers.some((layer) => layer.kind === kind)).map(
        (before): SettlementCase => ({ ...base, charges: { kind: 'burden', before, amount } }),
      );
      const selfPaid: SettlementCase = {
        ...base,
        charges: { kind: 'sums', sums: { total: amount, selfPaid: amount, overCap: Money.ZERO, firstShare: Money.ZERO } },
      };
      return [...(benefit.entry === 'charges' ? [charged] : []), ...(duty?.of === 'self-paid' ? [selfPaid] : []), ...late];
    }),
  );
}

const nameOf = (pack: Pack, level: (typeof HOSPITAL_LEVELS)[number]) =>
  pack.hospitals.find(({ benefitLevels }) => benefitLevels.some((listed) => listed.level === level))?.names[0] ?? '';

function answer(claim: SettlementCase, pack: Pack): string {
  try {
    const { least, most } = estimateRange(claim, { insured: pack, care: null });
    return JSON.stringify([least, most]);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const FEN = Money.fromFen(1);
const step = (rate: Rate, by: 1 | -1): Rate | null => {
  const digits = rate.digits + (by * rate.scale) / 10_000;
  return digits < 0 || digits > rate.scale ? null : Rate.parse((digits / rate.scale).toFixed(4));
};
const moved = (amount: Money, by: 1 | -1): Money | null => {
  const next = by === 1 ? amount.plus(FEN) : amount.minus(FEN);
  return next.isNegative() ? null : next;
};

/** Every single step up and down of a cell: the amount, or each border and each rate of its bands. What no law could say is left out. */
function stepsOf(parameter: AnyParameter, value: unknown): readonly unknown[] {
  return ([1, -1] as const).flatMap((by): readonly unknown[] => {
    if (value instanceof Money) return [moved(value, by)].filter((next) => next !== null);
    if (value instanceof Rate) return [step(value, by)].filter((next) => next !== null);
    if (parameter.unit !== 'bands') return [(value as number) + by];
    const bands = value as readonly Band[];
    return bands.flatMap((band, i) => {
      const rate = step(band.rate, by);
      const above = i === 0 ? null : moved(band.above, by);
      return [...(rate === null ? [] : [bands.with(i, { ...band, rate })]), ...(above === null ? [] : [bands.with(i, { ...band, above })])];
    });
  });
}

/** Beyond each border of a ladder, fen by fen: a border moved by one fen shows only where a fen is rounded otherwise. */
function* nearBorders(cases: readonly SettlementCase[], bands: readonly Band[]): Generator<SettlementCase> {
  const bases = new Map(cases.map((claim) => [JSON.stringify({ ...claim, charges: claim.charges.kind }), claim]));
  for (const claim of bases.values()) {
    const { charges } = claim;
    if (charges.kind !== 'in-scope' && charges.kind !== 'burden') continue;
    for (const { above } of bands.slice(1))
      for (let fen = 1; fen <= 120; fen += 1)
        yield { ...claim, charges: { ...charges, amount: above.plus(above).plus(Money.fromFen(fen)) } };
  }
}

describe.each(packs.map((pack) => [pack.region.code, pack] as const))('values of %s', (region, pack) => {
  const users = (name: string) =>
    pack.benefits.filter(({ layers }) => layers.some((layer) => namesOf(layer).some(([, used]) => used === name)));
  const ofBenefits = [...pack.parameters.values()].filter(({ name }) => users(name).length > 0);

  it.each(ofBenefits.map((parameter) => [parameter.name, parameter] as const))(
    '%s: one step of any value changes some case',
    (name, parameter) => {
      const unseen: string[] = [];
      parameter.values.forEach((entry, e) => {
        entry.rows?.forEach((row, r) => {
          if (row.cell.kind !== 'value') return;
          for (const [s, value] of stepsOf(parameter, row.cell.value).entries()) {
            const rows = entry.rows?.with(r, { ...row, cell: { kind: 'value', value } } as never);
            const changed = {
              ...parameter,
              values: (parameter.values as readonly object[]).with(e, { ...entry, rows }),
            } as unknown as AnyParameter;
            const other: Pack = { ...pack, parameters: new Map(pack.parameters).set(name, changed) };
            const tells = (claim: SettlementCase) => answer(claim, pack) !== answer(claim, other);
            const seen = users(name).some((benefit) => {
              const cases = casesOf(pack, benefit, name, row.when, entry.from);
              return cases.some(tells) || (parameter.unit === 'bands' && [...nearBorders(cases, value as readonly Band[])].some(tells));
            });
            if (!seen) unseen.push(`${name}.values.${e}.rows.${r} step ${s}`);
          }
        });
      });
      expect(unseen).toEqual([]);
    },
  );

  /** An older value goes on where a newer one is left out: some case of its days must tell. */
  function answersOtherwise(files: ReturnType<typeof packFiles>, name: string, from: string): boolean {
    const loaded = loadPack(region, files, sha256);
    if (!loaded.ok) return true;
    const rows = pack.parameters.get(name)?.values.find((entry) => entry.from === from)?.rows ?? [];
    return users(name).some((benefit) =>
      rows.some(({ when }) => casesOf(pack, benefit, name, when, from).some((claim) => answer(claim, pack) !== answer(claim, loaded.pack))),
    );
  }

  it('no row, no entry and no file can be left out: the pack is refused, has a hole, or answers otherwise', () => {
    const kept: string[] = [];
    const own = new Map([...packFiles()].filter(([path]) => path.startsWith(`${region}/`)));
    const wrong = (files: ReturnType<typeof packFiles>) => {
      const loaded = loadPack(region, files, sha256);
      return !loaded.ok || sweepPack(region, loaded.pack, day('2027-12-31')).length > 0;
    };
    for (const { name, values } of pack.parameters.values()) {
      const file = `${region}/parameters/${name}.json`;
      const without = new Map(own);
      without.delete(file);
      if (!wrong(without)) kept.push(file);
      if (users(name).length === 0) continue;
      values.forEach((entry, e) => {
        const left = withFile(file, (json) => void json.values.splice(e, 1), own);
        if (!wrong(left) && !answersOtherwise(left, name, entry.from)) kept.push(`${file} entry ${e}`);
        if (!('rows' in JSON.parse(own.get(file) ?? '{}').values[e])) return;
        entry.rows?.forEach((_, r) => {
          if (!wrong(withFile(file, (json) => void json.values[e].rows?.splice(r, 1), own))) kept.push(`${file} entry ${e} row ${r}`);
        });
      });
    }
    expect(kept).toEqual([]);
  });
});

describe('every number is looked at', () => {
  it('by a benefit, as a limit of the credit, or with the reason why not', () => {
    const blind = packs.flatMap((pack) => {
      const seen = new Set([
        ...pack.benefits.flatMap(({ layers }) => layers.flatMap((layer) => namesOf(layer).map(([, name]) => name))),
        ...pack.credit.flatMap(({ limitLeast, limitMost }) => [limitLeast, limitMost]),
      ]);
      return [...pack.parameters.keys()].filter((name) => !seen.has(name)).map((name) => `${pack.region.code} ${name}`);
    });
    expect(blind.toSorted()).toEqual(Object.keys(EXCEPTIONS).toSorted());
  });
});

describe('values of the credit', () => {
  it('one fen at either limit opens or shuts the door', () => {
    const pack = allPacks().find(({ credit }) => credit.length > 0);
    if (pack === undefined) throw new Error('no credit');
    const names = pack.credit.flatMap(({ limitLeast, limitMost }) => [limitLeast, limitMost]);
    for (const name of new Set(names)) {
      const parameter = pack.parameters.get(name);
      if (parameter?.unit !== 'money') throw new Error(name);
      for (const { from, rows } of parameter.values) {
        const cell = rows?.[0]?.cell;
        if (cell?.kind !== 'value') continue;
        const kind = from < '2022-05-01' ? 'outpatient' : 'inpatient';
        const on = day(from);
        const door = (limit: Money) =>
          creditDoor(
            anApplicationForCredit({
              care: { kind, admittedOn: on, admittedAt: `${on}T05:00:00.000Z` as never },
              credit: { ...anApplicationForCredit().credit, limit },
            }),
            pack,
          ).gates.find(({ gate }) => gate === 'limit-in-range')?.ok;
        const around = [-1, 0, 1].map((fen) => door(cell.value.plus(Money.fromFen(fen))));
        expect(around, `${name} ${from}`).toEqual(name.includes('least') ? [false, true, true] : [true, true, false]);
      }
    }
  });
});
