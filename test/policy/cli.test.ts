import { type SpawnOptions, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { setlinfoOf } from '../../electron/core/centre/setlinfo-names.ts';
import { splitOf } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import { ageOn } from '../../shared/time/calendar-date.ts';
import { settleCommand } from '../../electron/core/cli/settle-command.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const EXAMPLES = path.join(import.meta.dirname, 'cli-examples');
const folder = mkdtempSync(path.join(tmpdir(), 'settle-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly json: any;
}

/** The command inside this process, from a folder of its own; what it says has been JSON text. */
function settle(args: readonly string[], input: string | Buffer = ''): Ran {
  const { exit, json } = settleCommand(args, { from: folder, readInput: () => Buffer.from(input as string) });
  return { code: exit, json: JSON.parse(JSON.stringify(json)) };
}

/** A command as a stranger runs it: a child process of which nothing is known but its exit code and its output. */
async function run(
  command: string,
  args: readonly string[],
  input = '',
  options: SpawnOptions = {},
): Promise<Ran & { readonly stderr: string }> {
  const { INIT_CWD: _, ELECTRON_RUN_AS_NODE: __, ...env } = process.env;
  const child = spawn(command, args, { cwd: folder, env, stdio: 'pipe', ...options });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, json: JSON.parse(texts.stdout), stderr: texts.stderr };
}
const runDesk = (args: readonly string[], input = '') => run('node', [path.join(ROOT, 'build/run.mjs'), 'settle', ...args], input);

const example = (name: string) => path.join(EXAMPLES, `${name}.json`);
const caseOf = (name: string): any => JSON.parse(readFileSync(example(name), 'utf8'));
/** A case read from standard input, changed by hand. */
const changed = (name: string, edit: (json: any) => void): Ran => {
  const json = caseOf(name);
  edit(json);
  return settle([], JSON.stringify(json));
};
const paths = ({ json }: Ran) => json.problems.map((one: any) => one.path);

describe('published examples and stories', () => {
  it('W-02: fund 585.00, patient 915.00, all of it from the account, 1,845.00 left', () => {
    const { code, json } = settle([example('W-02')]);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      outcome: 'estimate',
      trusted: true,
      split: { pooledFund: '585.00', burden: '915.00', account: '915.00', cash: '0.00' },
      setlinfo: { hifp_pay: '585.00', psn_part_amt: '915.00', acct_pay: '915.00', psn_cash_pay: '0.00' },
      accountAfter: '1845.00',
    });
  });

  it('W-08: fund 13,160.00, co-pay 5,640.00, patient 8,840.00, our names and the national ones', () => {
    const { code, json } = settle([example('W-08')]);
    expect(code).toBe(0);
    expect(json.split).toMatchObject({ pooledFund: '13160.00', coinsurance: '5640.00', burden: '8840.00' });
    expect(json.setlinfo).toMatchObject({ medfee_sumamt: '22000.00', act_pay_dedc: '1200.00', fund_pay_sumamt: '13160.00' });
  });

  it('W-36: enters after basic insurance, aid 425,200.00 in two bands', () => {
    const { code, json } = settle([example('W-36'), '--explain']);
    expect(code).toBe(0);
    expect(json.split).toMatchObject({ largeAmount: '425200.00', burden: '74800.00' });
    expect(json.steps.filter((step: any) => step.payer === 'large-amount').map((step: any) => step.amount)).toEqual([
      '155200.00',
      '270000.00',
    ]);
  });

  it('what counts only in layers before the entry is no mark', () => {
    const layers = (over: object) => {
      const coverage = { region: '370300', scheme: 'resident', person: 'adult', aid: 'minimum-living' };
      const care = { kind: 'inpatient', on: '2024-07-17', stayNo: 1 };
      const json = { ...caseOf('W-36'), coverage, care, provider: { region: '370300', level: 'tertiary' }, accumulators: {}, ...over };
      return [...new Set(settle([], JSON.stringify(json)).json.marks.map(({ layer }: any) => layer))];
    };
    expect(layers({ entry: 'in-scope', sums: { inScope: '900.00' } })).toEqual([
      'annual-cap',
      'serious-illness',
      'assistance',
      'second-assistance',
    ]);
    expect(layers({ entry: 'burden-after-basic' })).toEqual(['serious-illness', 'assistance', 'second-assistance']);
    expect(layers({ entry: 'assistance' })).toEqual(['assistance', 'second-assistance']);
    expect(layers({ entry: 'second-assistance' })).toEqual(['second-assistance']);
    expect(layers({ entry: 'commercial' })).toEqual([]);
  });

  it('S01: credit pays 自付 3,146.90, cash 236.00', () => {
    const { code, json } = settle([example('S01')]);
    expect(code).toBe(0);
    expect(json.split).toMatchObject({ pooledFund: '9477.50', inScopeOwnShare: '3146.90', credit: '3146.90', cash: '236.00' });
    expect(json.credit).toMatchObject({ open: true, available: '10000.00', hospitalMaySettle: true });
  });

  it('S02: credit opened after admission is refused with all reasons, and what he owes without it is still said', () => {
    const { code, json } = settle([example('S02-late')]);
    expect(code).toBe(2);
    expect(json.outcome).toBe('refused');
    expect(json.reasons.map((one: any) => one.code)).toEqual(['credit.opened-after-admission', 'credit.agreement-missing']);
    expect(json.reasons[0].sentence).toContain('授权时间2023-06-13 09:12晚于入院登记2023-06-13 09:02');
    expect(json.split.credit).toBe('0.00');
  });

  it('S04: a stale stay count makes a range 3,253.00 to 3,397.50 with its cause', () => {
    const { code, json } = settle([example('S04')]);
    expect(code).toBe(0);
    expect(json.outcome).toBe('range');
    expect([json.range.least.split.inScopeOwnShare, json.range.most.split.inScopeOwnShare]).toEqual(['3253.00', '3397.50']);
    expect(json.range.causes).toMatchObject([{ kind: 'stay-count' }]);
  });

  it('S04: a stay count that cannot have grown makes no range; one that can have grown by one does', () => {
    const bounded = (atMost: number) =>
      changed('S04', (json) => Object.assign(json.accumulators.stays, { freshness: 'stale', atMost })).json;
    expect(bounded(0)).toMatchObject({ outcome: 'estimate', exact: true, split: { deductible: '850.00' } });
    expect(bounded(1)).toMatchObject({ outcome: 'range', range: { least: { split: { inScopeOwnShare: '3253.00' } } } });
  });

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['S03', 'cross-province, filed during the stay', { pooledFund: '13160.00', inScopeOwnShare: '7340.00', burden: '8840.00' }],
    ['S05', 'resident', { pooledFund: '6160.00', inScopeOwnShare: '3390.00', burden: '3710.00' }],
    ['S08', 'another payer owes some of it', { otherPayer: '5200.00', pooledFund: '1402.50', inScopeOwnShare: '1097.50' }],
    ['S09', 'seventy-one', { deductible: '425.00', pooledFund: '4070.00', burden: '930.00' }],
    ['S10', 'the corrected settlement', { pooledFund: '17195.50', inScopeOwnShare: '3884.50', credit: '3884.50', cash: '0.00' }],
    [
      'S11',
      'large-amount aid over the credit',
      { pooledFund: '45322.00', largeAmount: '508.50', inScopeOwnShare: '12169.50', credit: '5000.00' },
    ],
    ['S12', 'credit pays 自付, not 自费', { pooledFund: '5100.00', credit: '1780.00', cash: '120.00' }],
  ])('%s: %s', (name, _, split) => {
    const { code, json } = settle([example(name)]);
    expect(json.reasons).toEqual([]);
    expect(code).toBe(0);
    expect(json.split).toMatchObject(split);
    expect(json.exact).toBe(true);
  });

  it('S05 over the bound of the threshold nobody published: a range with the layer named', () => {
    const { code, json } = changed('S05', (one) => {
      one.sums.total = '20000.00';
    });
    expect([code, json.outcome]).toEqual([0, 'range']);
    expect(json.range.causes.map(({ parameter }: any) => parameter)).toEqual([
      'resident.serious-illness.threshold',
      'resident.serious-illness.bands',
    ]);
  });

  it('Y-02 Y-10 S2: a patient of a listed delta city at the clinic: settled directly, as at a third-class hospital, by his city', () => {
    const visit = (filing: object, over: object = {}) => ({
      patient: { age: 45 },
      coverage: { region: '321000', scheme: 'employee', person: 'in-service' },
      filing,
      provider: { region: '310000', name: '上海美中嘉和肿瘤门诊部', level: 'primary' },
      care: { kind: 'outpatient', on: '2023-09-01' },
      sums: { total: '1500.00', selfPaid: '100.00' },
      ...over,
    });
    const filed = { category: 'long-term-resident', filedOn: '2023-01-10', renewed: true };
    const { code, json } = settle(['--explain'], JSON.stringify(visit(filed)));
    expect([code, json.outcome, json.trusted, json.reasons, json.ask]).toEqual([0, 'range', true, [], []]);
    expect(json.packs).toMatchObject({ insured: { id: '321000' }, care: { id: '310000' } });
    expect(json.gates.find(({ gate }: any) => gate === 'listed-areas')).toMatchObject({ verdict: 'met', facts: { listedBy: 'Y-03' } });
    expect(json.range.causes.map(({ parameter }: any) => parameter)).toContain('employee.outpatient.deductible');
    expect([json.range.least.split.pooledFund, json.range.most.split.pooledFund]).toEqual(['0.00', '1400.00']);
    const referred = settle([], JSON.stringify(visit({ ...filed, category: 'referred' })));
    expect([referred.code, referred.json.reasons]).toEqual([0, []]);
    const elsewhere = { provider: { region: '310000', name: '上海某二级医院', level: 'secondary' } };
    const second = settle([], JSON.stringify(visit(filed, { ...elsewhere, sums: { total: '1500.00' } })));
    expect(second.json.split).toMatchObject({ deductible: '600.00', pooledFund: '585.00' });
    const early = settle([], JSON.stringify(visit(filed, { care: { kind: 'outpatient', on: '2019-07-21' } })));
    expect(early.json.reasons.map((one: any) => one.code)).toContain('direct.before-start');
  });

  it('Y-16: papers and the manual claim are said with a refusal', () => {
    const { code, json } = changed('S03', (one) => void delete one.filing);
    expect(code).toBe(2);
    expect(json.reasons.find((one: any) => one.code === 'filing.missing')).toMatchObject({
      remedy: '现在办理备案;来不及的先现金支付,再持材料回参保地手工报销',
      documents: ['病历', '明细清单', '发票', '定点机构证明'],
    });
  });

  it('S08: what another payer owes is not sent to the platform', () => {
    expect(settle([example('S08')]).json.setlinfo.medfee_sumamt).toBe('2500.00');
  });

  it('lines by class, first share, price cap and take-back', () => {
    const { code, json } = settle([example('lines')]);
    expect(code).toBe(0);
    expect(json.split).toMatchObject({ total: '5850.00', selfPaid: '150.00', overCap: '200.00', firstShare: '300.00', inScope: '5200.00' });
  });

  it('no pack of the insured place: refused, no guess', () => {
    const { code, json } = settle([example('no-pack')]);
    expect(code).toBe(2);
    expect(json).toMatchObject({ outcome: 'refused', trusted: false, reasons: [{ code: 'policy.no-pack' }] });
    expect(json.split).toBeUndefined();
  });
});

// Each starts npm or Node, the set-up and the shipped runtime.
const PATIENCE = 60_000;

describe('gates: every reason, what to do, and the papers', () => {
  const codes = (ran: Ran) => ran.json.reasons.map((one: any) => one.code);

  it('asks nothing of a fact that the case does not name', () => {
    const { json } = settle([example('W-08'), '--explain']);
    expect(json.reasons).toEqual([]);
    expect(json.ask).toEqual([]);
    expect(json.gates.map(({ verdict }: any) => verdict)).not.toContain('refused');
  });

  it('X-09 X-08 X-11: no card, hospital not networked, not filed are three reasons of one case, each with its article and a way out', () => {
    const ran = changed('W-08', (json) => {
      delete json.filing;
      json.provider.networked = false;
      json.patient.credential = 'none';
    });
    expect(ran.code).toBe(2);
    expect(codes(ran)).toEqual(expect.arrayContaining(['filing.missing', 'hospital.not-networked', 'credential.missing']));
    for (const one of ran.json.reasons.filter(({ code }: any) => code !== 'policy.no-pack')) {
      expect(one.sentence).toMatch(/[\u4e00-\u9fff]/);
      expect(one.sentence).not.toMatch(/[{}]/);
      expect(one).toMatchObject({ rule: expect.any(String), remedy: expect.any(String), reference: { source: expect.any(String) } });
    }
  });

  it('L-04: a filing made during the stay is good in 2023; without that law, in 2019, it was late', () => {
    const filedLater = (json: any, year: string) => {
      json.filing = { category: 'long-term-resident', filedOn: `${year}-06-09`, renewed: true };
      json.care = { kind: 'inpatient', admittedOn: `${year}-06-06`, dischargedOn: `${year}-06-13`, stayNo: 1 };
    };
    expect(changed('W-08', (json) => filedLater(json, '2023')).code).toBe(0);
    expect(codes(changed('W-08', (json) => filedLater(json, '2019')))).toContain('filing.late');
  });

  it("L-06: another person's card is refused", () => {
    expect(codes(changed('W-08', (json) => (json.patient.credentialMatches = false)))).toContain('credential.of-another');
  });

  it('Y-12: a targeted drug that counts as a special disease is his own, the other lines are settled', () => {
    const { code, json } = changed('W-02', (one) => {
      one.coverage = { ...one.coverage, targetedDrugsAreSpecial: true };
      one.provider = { region: '310000', name: '上海美中嘉和肿瘤门诊部', level: 'secondary' };
      one.filing = 'long-term';
      delete one.sums;
      one.lines = [
        { id: 'fee', code: 'f', amount: '1500.00', class: 'A' },
        { id: 'drug', code: 'd', amount: '9000.00', class: 'B', firstShare: '0.1', targetedDrug: true },
      ];
    });
    const own = json.reasons.find((one: any) => one.code === 'drug.counted-as-special');
    expect(own).toMatchObject({ lines: ['drug'], rule: 'Y-12' });
    if (json.split !== undefined) expect(json.split.selfPaid).toBe('9000.00');
    else expect(code).toBe(2);
  });

  it("A-12: a relative's account that was never bound does not pay", () => {
    const ran = changed('W-02', (json) => {
      json.coverage = { region: '210300', scheme: 'employee', person: 'in-service' };
      json.provider = { region: '210300', name: '某二级医院', level: 'secondary' };
      json.care.on = '2025-03-01';
      delete json.accounts.own;
      json.accounts.family = { balance: '5000.00', relative: 'spouse', ownerRegion: '210200', bound: false };
    });
    expect(ran.code).toBe(2);
    expect(codes(ran)).toContain('account.not-bound');
    expect(ran.json.split.familyAccount).toBe('0.00');
  });

  it("A-12: the owner's place is asked about his account, wherever the user is insured", () => {
    const ran = changed('W-02', (json) => {
      json.coverage = { region: '210200', scheme: 'employee', person: 'in-service' };
      json.provider = { region: '210200', name: '某三级医院', level: 'tertiary' };
      json.care = { kind: 'inpatient', on: '2025-03-01', stayNo: 1 };
      json.sums = { total: '2000.00' };
      json.accounts = { family: { balance: '5000.00', relative: 'spouse', ownerRegion: '210300', bound: false } };
    });
    expect(codes(ran)).toContain('account.not-bound');
  });
});

describe('what a refusal says', () => {
  it('of the credit door: the way out; a condition of another law has no number of ours', () => {
    const { json } = changed('S02-late', (one) => (one.credit.consentToBank = false));
    const consent = json.reasons.find(({ code }: any) => code === 'credit.consent-missing');
    expect(consent).toMatchObject({
      rule: null,
      remedy: expect.stringContaining('预交金'),
      documents: [],
      lines: [],
      reference: { title: expect.any(String) },
    });
    for (const { remedy } of json.reasons) expect(remedy).toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify(json.credit)).not.toContain('"rule":"consent');
  });

  it('of a place without credit, and of one without a pack: what can be done all the same', () => {
    const noProduct = changed('W-08', (json) => {
      json.credit = caseOf('S01').credit;
      json.provider.region = '330200';
    }).json.reasons;
    expect(noProduct).toMatchObject([{ code: 'credit.no-product', remedy: expect.stringContaining('预交金') }]);
    expect(settle([example('no-pack')]).json.reasons).toMatchObject([
      { code: 'policy.no-pack', remedy: expect.any(String), reference: null },
    ]);
  });

  it('of a case for which the pack has no rules: which case, in words', () => {
    const [reason] = changed('W-08', (json) => (json.care.kind = 'day-care')).json.reasons;
    expect(reason.sentence).toBe(
      '参保地330200的政策包没有这种情形的规定(居民医保成年居民,长期异地备案,三级医疗机构,日间治疗),无法预估,以医保中心预结算为准',
    );
  });

  it('of a day before the first day of the pack: from when it has rules', () => {
    const { code, json } = changed('W-08', (one) => (one.care = { kind: 'inpatient', on: '1999-06-13', stayNo: 1 }));
    const none = json.reasons.find((reason: any) => reason.code === 'policy.no-pack');
    expect([code, none.sentence]).toEqual([
      2,
      expect.stringMatching(/^参保地330200的政策包自\d{4}-\d\d-\d\d起才有规定,就医日1999-06-13在此之前,/),
    ]);
  });

  it('of chronic care without a disease, where the pack has it by disease: the field and the words of the pack', () => {
    const { code, json } = changed('W-08', (one) => {
      one.coverage = { region: '370300', scheme: 'resident', person: 'adult' };
      one.care = { kind: 'chronic-outpatient', on: '2024-03-01' };
      one.provider = { region: '370300', level: 'secondary' };
      one.filing = 'local';
    });
    expect(code).toBe(64);
    expect(json.problems).toEqual([{ path: 'care.disease', reason: expect.stringMatching(/give one of [a-z-]+/) }]);
  });

  it('of care that is paid for any disease at other levels: no rules, not an invitation to name a disease', () => {
    const pack = path.join(folder, 'both/370300');
    cpSync(path.join(ROOT, 'shared/policy/packs/370300'), pack, { recursive: true });
    const chronic = path.join(pack, 'benefits/resident-chronic.json');
    writeFileSync(chronic, JSON.stringify({ ...JSON.parse(readFileSync(chronic, 'utf8')), care: 'inpatient' }));
    const one = {
      ...caseOf('W-08'),
      coverage: { region: '370300', scheme: 'resident', person: 'adult' },
      care: { kind: 'inpatient', on: '2024-03-01', stayNo: 1 },
      filing: 'unfiled', // no benefit is for it
    };
    const { code, json } = settle(['--pack', pack], JSON.stringify(one));
    expect([code, json.reasons.map((reason: any) => reason.code)]).toEqual([2, expect.arrayContaining(['policy.no-pack'])]);
  });
});

describe('what a case brings and its rules do not use is asked about', () => {
  /** A benefit without an account. */
  const LINYI = {
    coverage: { region: '371300', scheme: 'resident', person: 'adult' },
    filing: 'temporary',
    provider: { region: '370100', level: 'tertiary' },
    care: { kind: 'inpatient', on: '2025-06-13', stayNo: 1 },
  };
  const unused = (edit: (json: any) => void, name = 'W-08') => changed(name, edit).json.ask.map(({ code }: any) => code);

  it.each<[string, (json: any) => void, readonly string[]]>([
    ['a commercial product that the pack does not know', (json) => (json.coverage.commercial = ['nope']), ['unused.commercial']],
    ['an account', (json) => Object.assign(json, LINYI, { accounts: { own: '5.00' } }), ['unused.account']],
    ['an account that is used', (json) => (json.accounts = { own: '5.00' }), []],
    ['an empty account', (json) => (json.accounts = { own: '0.00', family: '0.00' }), []],
    ["a relative's account", (json) => (json.accounts = { family: '5.00' }), ['unused.family-account']],
    ['credit', (json) => (json.credit = { available: '5.00' }), ['unused.credit']],
    ['a filing for care at home', (json) => (json.provider.region = '330200'), ['unused.filing']],
    ['nothing', () => {}, []],
  ])('%s', (_, edit, codes) => {
    expect(unused(edit)).toEqual(codes);
  });

  it('an entry behind all layers of the benefit', () => {
    const at = (entry: string) => unused((json) => (json.entry = entry), 'W-36');
    expect(at('commercial')).toEqual(['unused.entry']);
    expect(at('large-amount')).toEqual([]);
  });
});

describe('a line without its quantity', () => {
  const quantityOf = (amount: string, unitPrice?: string) => {
    const json = caseOf('lines');
    json.lines = [{ code: 'x', class: 'A', amount, ...(unitPrice === undefined ? {} : { unitPrice }) }];
    const read = readCaseText(json);
    const { charges } = (read as Extract<typeof read, { ok: true }>).value.claim;
    return charges.kind === 'lines' ? charges.lines[0]?.quantity : undefined;
  };

  it.each([
    ['30000.00', '15000', '2.0000'],
    ['-15000.00', '15000', '-1.0000'],
    ['7.50', '15', '0.5000'],
    ['10.00', '3', '1.0000'], // does not come out
    ['10.00', '0', '1.0000'],
    ['0.00', '3', '1.0000'],
    ['10.00', undefined, '1.0000'],
    ['-10.00', undefined, '-1.0000'],
  ])('%s at %s is %s', (amount, price, quantity) => {
    expect(quantityOf(amount, price)).toBe(quantity);
  });
});

describe('a filing as an object', () => {
  const filing = { category: 'temporary', filedOn: '2023-06-01', renewed: true };
  const kindOf = (edit: (json: any) => void) => changed('W-08', (json) => edit(Object.assign(json, { filing }))).json;

  it('says nothing of care at home', () => {
    const home = (json: any) => (json.provider = { region: '330200', level: 'tertiary' });
    const local = changed('W-08', (json) => home(Object.assign(json, { filing: 'local' }))).json;
    expect(kindOf(home)).toEqual(local);
  });
});

describe('the case format', () => {
  it('reads every key of CASES.md into the case of the rules', () => {
    const read = readCaseText({
      patient: { birthOn: '1950-01-02' },
      coverage: {
        region: '210200',
        scheme: 'resident',
        person: 'adult',
        aid: 'minimum-living',
        familyDoctor: true,
        commercial: ['one'],
        priorDisease: true,
      },
      provider: { region: '370300', level: 'secondary', specialty: 'tcm' },
      care: { kind: 'day-care', admittedOn: '2023-11-10', dischargedOn: '2023-11-20', stayNo: '3', disease: 'low-back-pain' },
      lines: [{ code: 'x', amount: '-5.00', class: 'B', firstShare: '0.1', unitPrice: '5', otherPayer: 'third-party' }],
      accumulators: {
        assistance: '10.00',
        month: { value: '1.00', asOf: '2023-11-01T00:00:00.000Z', freshness: 'stale', atMost: '2.00', source: 'card' },
      },
      accounts: { own: '1.00', family: '2.00' },
    });
    expect(JSON.parse(JSON.stringify(read))).toMatchObject({
      ok: true,
      value: {
        credit: null,
        familyAccount: null,
        claim: {
          patient: { birthOn: '1950-01-02' },
          coverage: { aid: 'minimum-living', familyDoctor: true, commercial: ['one'], priorDisease: true },
          filing: 'temporary',
          provider: { name: '', specialty: 'tcm' },
          care: { kind: 'day-care', on: '2023-11-20', disease: 'low-back-pain' },
          charges: {
            lines: [
              {
                id: '1',
                quantity: '-1.0000',
                grade: { class: 'B', firstShare: '0.1000' },
                unitPrice: '5.000000',
                otherPayer: 'third-party',
              },
            ],
          },
          accumulators: {
            stays: { value: 2, freshness: 'fresh' },
            assistance: { value: '10.00', freshness: 'fresh' },
            month: { value: '1.00', freshness: 'stale', atMost: '2.00', source: 'card' },
            burden: null,
          },
          account: '1.00',
          familyAccount: '2.00',
          credit: null,
        },
      },
    });
  });

  it.each(['large-amount', 'serious-illness', 'assistance', 'second-assistance', 'commercial'])('enters before %s', (entry) => {
    const read = readCaseText({ ...caseOf('W-36'), entry });
    expect(JSON.parse(JSON.stringify(read)).value.claim.charges).toEqual({ kind: 'burden', before: entry, amount: '500000.00' });
  });

  it('of the first example in the manual is the one that is run here', () => {
    const manual = readFileSync(path.join(ROOT, 'shared/policy/CASES.md'), 'utf8');
    const first = /```json\n([\s\S]*?)```/.exec(manual)?.[1] ?? '';
    expect(settle([], first).json.split).toMatchObject({ pooledFund: '13160.00', burden: '8840.00' });
  });

  it('counts age back from the day of care', () => {
    const read = readCaseText({ ...caseOf('W-36'), patient: { age: 70 } });
    expect(read.ok && ageOn(read.value.claim.patient.birthOn, read.value.claim.care.on)).toBe(70);
  });
});

describe('the national names', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 }).map(Money.fromFen);
  const parts = fc.record({
    selfPaid: amount,
    overCap: amount,
    firstShare: amount,
    awayShare: amount,
    otherPayer: amount,
    deductible: amount,
    pooledFund: amount,
    coinsurance: amount,
    otherFunds: amount,
  });

  it('keep the identities of the interface for any split', () => {
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        ({ coinsurance, ...given }, shares) => {
          const inScope = Money.sum([given.deductible, given.pooledFund, coinsurance]);
          const total = Money.sum([given.selfPaid, given.overCap, given.firstShare, given.awayShare, given.otherPayer, inScope]);
          let left = given.firstShare.plus(given.awayShare).plus(given.deductible).plus(coinsurance).toFen();
          const take = (index: number) => {
            const fen = Math.floor(left * (shares[index] ?? 0));
            left -= fen;
            return Money.fromFen(fen);
          };
          const otherFunds = take(0);
          const funds = {
            otherFunds,
            largeAmount: take(1),
            seriousIllness: take(2),
            assistance: take(3),
            secondAssistance: take(4),
            commercial: take(5),
          };
          const split = splitOf({ ...given, total, ...funds, account: take(6), familyAccount: take(7) });
          const info = setlinfoOf(split);
          const fen = (...names: readonly (keyof typeof info)[]) => names.reduce((sum, name) => sum + Money.parse(info[name]).toFen(), 0);
          expect(fen('medfee_sumamt')).toBe(fen('fund_pay_sumamt', 'psn_part_amt'));
          expect(fen('fund_pay_sumamt')).toBe(fen('hifp_pay', 'hifob_pay', 'hifmi_pay', 'maf_pay', 'oth_pay'));
          expect(fen('psn_part_amt')).toBe(fen('acct_pay', 'psn_cash_pay'));
          expect(fen('medfee_sumamt')).toBe(fen('fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'));
        },
      ),
    );
  });
});

describe('how it is called', () => {
  it(
    "npm run --silent: nothing but JSON on standard output, paths from the caller's folder",
    async () => {
      cpSync(example('W-08'), path.join(folder, 'mine.json'));
      cpSync(path.join(ROOT, 'shared/policy/packs/330200'), path.join(folder, 'a-city'), { recursive: true });
      const args = ['--prefix', ROOT, 'run', '--silent', 'settle', '--', 'mine.json', '--pack', 'a-city', '--explain'];
      const { code, json, stderr } = await run('npm', args, '', { shell: process.platform === 'win32' });
      expect(code).toBe(0);
      expect(json).toMatchObject({ trusted: false, split: { pooledFund: '13160.00' } });
      expect(stderr).not.toContain('[setup]');
    },
    PATIENCE,
  );

  it.each<[string, number, readonly string[], string]>([
    ['a case on standard input', 0, [], readFileSync(example('W-36'), 'utf8')],
    ['a refused case', 2, [example('S02-late')], ''],
    ['a malformed case', 64, [], '{'],
  ])(
    'exit code of %s: %i',
    async (_, code, args, input) => {
      const ran = await runDesk(args, input);
      expect(ran.code).toBe(code);
      expect(ran.json.outcome).toBe(code === 0 ? 'estimate' : code === 2 ? 'refused' : 'malformed');
    },
    PATIENCE,
  );

  it('reads standard input, with or without a byte order mark', () => {
    const text = readFileSync(example('W-08'), 'utf8');
    const plain = settle([], text);
    expect(plain.code).toBe(0);
    expect(settle(['-'], `\uFEFF${text}`).json).toEqual(plain.json);
  });

  it('says the same bytes each time', () => {
    expect(settle([example('S04'), '--explain']).json).toEqual(settle([example('S04'), '--explain']).json);
  });

  it('explains each step to the clerk and to the patient; the steps sum to the total', () => {
    const { json } = settle([example('S01'), '--explain']);
    const fen = json.steps.reduce((sum: number, { amount }: any) => sum + Number(amount.replace('.', '')), 0);
    expect(fen).toBe(1286040);
    for (const { clerk, patient } of json.steps) for (const words of [clerk, patient]) expect(words).toMatch(/[\u4e00-\u9fff]/);
    expect(settle([example('S01')]).json.steps).toBeUndefined();
  });
});

describe('packs from elsewhere', () => {
  const own = (name: string) => {
    const to = path.join(folder, name);
    cpSync(path.join(ROOT, 'shared/policy/packs/330200'), to, { recursive: true });
    return to;
  };

  const worked = (expected: object) => JSON.stringify({ case: caseOf('W-08'), expected });
  const writeCase = (at: string, content: string | Buffer) => {
    mkdirSync(path.join(at, 'cases'), { recursive: true });
    writeFileSync(path.join(at, 'cases/one.json'), content);
  };

  it('counts with a valid pack in any folder, and says that nobody signed it', () => {
    own('my-city');
    const { code, json } = settle([example('W-08'), '--pack', 'my-city']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ trusted: false, split: { pooledFund: '13160.00' } });
  });

  it('takes a folder of packs, and worked cases beside the rules', () => {
    writeCase(own('many/ningbo'), worked({ split: { pooledFund: '13160.00' } }));
    expect(settle([example('W-08'), '--pack', 'many']).json.trusted).toBe(false);
  });

  it.each<[string, (at: string) => void, string, string, RegExp]>([
    [
      'a worked case that comes out otherwise',
      (at) => writeCase(at, worked({ split: { pooledFund: '1.00' } })),
      'cases/one.json',
      'expected.split.pooledFund',
      /comes out as "13160.00", expected "1.00"/,
    ],
    ['a worked case without what it expects', (at) => writeCase(at, '{}'), 'cases/one.json', '', /"case" and "expected"/],
    ['a worked case that is no JSON', (at) => writeCase(at, '{'), 'cases/one.json', '', /not JSON/],
    [
      'a worked case of the wrong form',
      (at) => writeCase(at, JSON.stringify({ case: {}, expected: {} })),
      'cases/one.json',
      'case.patient',
      /missing/,
    ],
    ['a worked case in another encoding', (at) => writeCase(at, Buffer.from([0x22, 0xc4, 0xe3, 0x22])), 'cases/one.json', '', /UTF-8/],
    [
      'a pack.json in another encoding',
      (at) => writeFileSync(path.join(at, 'pack.json'), Buffer.from([0x22, 0xc4, 0xe3, 0x22])),
      'pack.json',
      '',
      /UTF-8/,
    ],
    ['a folder where a parameter might stand', (at) => mkdirSync(path.join(at, 'parameters/x.json')), 'parameters/x.json', '', /folder/],
    [
      'a folder where pack.json might stand',
      (at) => {
        rmSync(path.join(at, 'pack.json'));
        mkdirSync(path.join(at, 'pack.json'));
      },
      'pack.json',
      '',
      /folder/,
    ],
    [
      'a key twice',
      (at) =>
        writeFileSync(path.join(at, 'pack.json'), readFileSync(path.join(at, 'pack.json'), 'utf8').replace('{', '{ "version": "0.0.1",')),
      'pack.json',
      'version',
      /twice/,
    ],
  ])('refuses %s', (_, spoil, file, at, reason) => {
    rmSync(path.join(folder, 'spoilt'), { recursive: true, force: true });
    spoil(own('spoilt'));
    const { code, json } = settle([example('W-08'), '--pack', 'spoilt']);
    expect(code).toBe(64);
    expect(json.problems).toContainEqual({ file: path.join(folder, 'spoilt', file), path: at, reason: expect.stringMatching(reason) });
  });

  it('refuses two packs of one region', () => {
    own('one-of-two');
    own('two-of-two');
    const { code, json } = settle([example('W-08'), '--pack', 'one-of-two', 'two-of-two']);
    expect(code).toBe(64);
    expect(json.problems[0]).toMatchObject({ path: 'region.code', reason: expect.stringContaining('same region') });
  });

  it('takes several, after one option or each after its own', () => {
    own('first');
    cpSync(path.join(ROOT, 'shared/policy/packs/321000'), path.join(folder, 'second'), { recursive: true });
    expect(settle([example('W-02'), '--pack', 'first', 'second']).json).toMatchObject({ outcome: 'estimate', trusted: false });
    expect(settle(['--pack', 'first', '--pack=second', example('W-02')]).json).toMatchObject({ outcome: 'estimate', trusted: false });
  });

  it('refuses a broken one with file, path and reason', () => {
    const file = path.join(own('broken'), 'pack.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), from: '2023' }));
    const { code, json } = settle([example('W-08'), '--pack', 'broken']);
    expect(code).toBe(64);
    expect(json.problems[0]).toMatchObject({ file: expect.stringContaining('pack.json'), path: 'from' });
  });

  it('refuses a folder that is none', () => {
    expect(settle([example('W-08'), '--pack', 'nowhere']).code).toBe(64);
    expect(settle([example('W-08'), '--pack', example('W-08')]).code).toBe(64);
  });
});

describe('malformed input: 64, the field and a sentence', () => {
  it.each([
    ['no case at all', ''],
    ['not JSON', '{ "patient": '],
    ['not an object', '[]'],
    ['null', 'null'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('%s', (_, input) => {
    const { code, json } = settle([], input);
    expect(code).toBe(64);
    expect(json).toMatchObject({ outcome: 'malformed', problems: [{ reason: expect.stringMatching(/\.$/) }] });
  });

  it('a file that is not there, two files, an unknown option', () => {
    for (const args of [['nowhere.json'], ['a.json', 'b.json'], ['--what']]) expect(settle(args).code).toBe(64);
  });

  it.each<[string, (json: any) => void, RegExp]>([
    ['a day', (json) => (json.care.admittedOn = '2023-02-30'), /^"2023-02-30" is no day: /],
    ['an age', (json) => (json.patient.age = 59.5), /^59\.5 is no age in completed years: write a whole number, 0 to 130\.$/],
    ['an amount', (json) => (json.sums.total = 22000), /^22000 is no amount: write yuan as text/],
    ['an amount beyond all money', (json) => (json.sums.total = '99999999999999.00'), /^"99999999999999\.00" is beyond any amount/],
    ['a key of another form', (json) => (json.sums.inScope = '1.00'), /^This key belongs to another form/],
    ['a key of no form', (json) => (json.sums.inScop = '1.00'), /^This key is unknown/],
    ['an amount below zero', (json) => (json.sums.selfPaid = '-1.00'), /^"-1\.00" is below zero/],
    ['a place', (json) => (json.provider.region = '大连'), /^"大连" is no place/],
    ['an instant', (json) => (json.accumulators.burden = { value: '1.00', asOf: '2023-05-20' }), /^"2023-05-20" is no instant/],
    ['a number of a stay', (json) => (json.care.stayNo = 500), /^500 is no number of a stay: .* 1 to 366\.$/],
    ['an empty word', (json) => (json.care.disease = ''), /^This field is empty\.$/],
    ['a word', (json) => (json.filing = 'posted'), /^"posted" is none of "local", /],
  ])('says how %s is written', (_, edit, sentence) => {
    expect(changed('W-08', edit).json.problems[0].reason).toMatch(sentence);
  });

  it('two lines with one id, given or counted: a refused line is found again by its id', () => {
    const ids = (...given: readonly (string | undefined)[]) =>
      paths(changed('lines', (json) => (json.lines = given.map((id) => ({ id, code: 'x', amount: '1.00', class: 'A' })))));
    expect(ids('fee', 'fee')).toEqual(['lines.1.id']);
    expect(ids('2', undefined)).toEqual(['lines.1.id']);
    expect(ids('fee', 'x', 'fee', 'x')).toEqual(['lines.2.id', 'lines.3.id']);
    expect(changed('lines', (json) => json.lines.push({ ...json.lines[0], id: 'other' })).code).toBe(0);
  });

  it('a key that stands twice, and brackets without end', () => {
    const text = readFileSync(example('W-08'), 'utf8');
    const twice = settle([], text.replace('"sums": {', '"sums": { "total": "1.00",'));
    expect([twice.code, paths(twice)]).toEqual([64, ['sums.total']]);
    expect(twice.json.problems[0].reason).toMatch(/twice\.$/);
    expect(settle([], '['.repeat(200_000) + ']'.repeat(200_000)).code).toBe(64);
  });

  it('a hundred thousand lines are a case, one more is not', () => {
    const many = (count: number) =>
      changed('lines', (json) => (json.lines = Array.from({ length: count }, () => ({ code: 'x', amount: '1.00', class: 'A' }))));
    expect(many(100_000).json.split.total).toBe('100000.00');
    expect(paths(many(100_001))).toEqual(['lines']);
  }, 60_000);

  it('keys of every object are not keys of a case', () => {
    const read = settle([], readFileSync(example('W-08'), 'utf8').replace('{', '{ "__proto__": {}, "constructor": 1,'));
    expect(read.code).toBe(64);
    expect(paths(read)).toContain('constructor');
  });

  it('names every field at once', () => {
    const ran = changed('W-08', (json) => {
      json.sums.total = 1;
      json.coverage.region = 'Ningbo';
    });
    expect(paths(ran).sort()).toEqual(['coverage.region', 'sums.total']);
  });
});
