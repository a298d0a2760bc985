/** A mistake in a sound case, and the field that must be named. */
export type BadCase = readonly [name: string, edit: (json: any) => unknown, path: string];

/** In a stay given by its sums. */
export const BAD_SUMS: readonly BadCase[] = [
  ['unknown key', (json) => (json.patient.name = '示例'), 'patient.name'],
  ['unknown key at the top', (json) => (json.note = 'x'), 'note'],
  ['number for an amount', (json) => (json.sums.total = 22000), 'sums.total'],
  ['one decimal', (json) => (json.sums.total = '22000.0'), 'sums.total'],
  ['separators', (json) => (json.sums.total = '22,000.00'), 'sums.total'],
  ['exponent', (json) => (json.sums.total = '2e4'), 'sums.total'],
  ['negative', (json) => (json.sums.selfPaid = '-1.00'), 'sums.selfPaid'],
  ['absurdly large', (json) => (json.sums.total = '99999999999999.99'), 'sums.total'],
  ['parts over the total', (json) => (json.sums.selfPaid = '30000.00'), 'sums'],
  ['missing', (json) => delete json.coverage.scheme, 'coverage.scheme'],
  ['unknown word', (json) => (json.provider.level = '三级'), 'provider.level'],
  ['no such day', (json) => (json.care.dischargedOn = '2023-02-30'), 'care.dischargedOn'],
  ['discharge before admission', (json) => (json.care.dischargedOn = '2023-06-01'), 'care.dischargedOn'],
  ['no such age', (json) => (json.patient.age = 131), 'patient.age'],
  ['an age below zero', (json) => (json.patient.age = -1), 'patient.age'],
  ['half a year of age', (json) => (json.patient.age = 59.5), 'patient.age'],
  ['an age with zeros before it', (json) => (json.patient.age = '007'), 'patient.age'],
  [
    'an age before all calendars',
    (json) => Object.assign(json, { filing: undefined, care: { kind: 'inpatient', on: '0010-01-01' } }),
    'patient.age',
  ],
  ['born after the day of care', (json) => (json.patient = { birthOn: '2023-06-14' }), 'patient.birthOn'],
  ['older than anybody', (json) => (json.patient = { birthOn: '1850-01-01' }), 'patient.birthOn'],
  ['stay number 0', (json) => (json.care.stayNo = 0), 'care.stayNo'],
  ['stay number 500', (json) => (json.care.stayNo = 500), 'care.stayNo'],
  ['admission on no day', (json) => (json.care.admittedOn = '2023-02-30'), 'care.admittedOn'],
  ['settled before the admission', (json) => (json.care.settledOn = '2023-06-05'), 'care.settledOn'],
  ['settled before the visit', (json) => (json.care = { kind: 'inpatient', on: '2023-06-06', settledOn: '2023-06-05' }), 'care.settledOn'],
  ['care after the discharge', (json) => (json.care.on = '2023-08-25'), 'care.on'],
  ['care before the admission', (json) => (json.care.on = '2023-06-05'), 'care.on'],
  [
    'a filing that ends before it begins',
    (json) => (json.filing = { category: 'long-term-resident', filedOn: '2023-01-01', from: '2023-02-01', until: '2023-01-31' }),
    'filing.until',
  ],
  ['a person of the other scheme', (json) => (json.coverage.person = 'retired'), 'coverage.person'],
  ['more stays than days', (json) => (json.accumulators = { stays: 367 }), 'accumulators.stays'],
  [
    'stays at most fewer than known',
    (json) => {
      delete json.care.stayNo;
      json.accumulators = { stays: { value: 2, asOf: '2023-05-20T04:00:00.000Z', freshness: 'stale', atMost: 1 } };
    },
    'accumulators.stays.atMost',
  ],
  ['an object where an amount might stand', (json) => (json.accounts = { own: { balance: '1.00' } }), 'accounts.own'],
  ['a list where a balance might stand', (json) => (json.accounts = { family: [] }), 'accounts.family'],
  ['a relative without a balance', (json) => (json.accounts = { family: { relative: 'spouse' } }), 'accounts.family.balance'],
  ['lines and sums', (json) => (json.lines = [{ code: 'x', amount: '1.00' }]), 'lines'],
  ['neither lines nor sums', (json) => delete json.sums, 'lines'],
  ['entry that is not meant', (json) => (json.entry = 'burden-after-basic'), 'entry'],
  ['negative year-to-date amount', (json) => (json.accumulators.burden = '-5.00'), 'accumulators.burden'],
  ['number for a year-to-date amount', (json) => (json.accumulators.burden = 5), 'accumulators.burden'],
  ['half a year-to-date amount', (json) => (json.accumulators.burden = { value: '5.00' }), 'accumulators.burden.asOf'],
  ['no age and no birthday', (json) => (json.patient = {}), 'patient'],
  ['care without a day', (json) => (json.care = { kind: 'inpatient', stayNo: 1 }), 'care'],
  ['the number of the stay and a count of stays', (json) => (json.accumulators.stays = 1), 'accumulators.stays'],
  ['a split of the centre that leaves a part below zero', (json) => (json.final = FINAL), 'final'],
  ['a take-back beyond the charges', (json) => Object.assign(json, { sums: undefined, lines: [TAKE_BACK] }), 'lines'],
  ['a duty that the benefit has not', (json) => (json.accumulators.duties = { nobody: { paid: '1.00' } }), 'accumulators.duties.nobody'],
];
const FINAL = { total: '100.00', deductible: '200.00', pooledFund: '0.00' };
const TAKE_BACK = { code: 'x', amount: '-5.00', quantity: '-1', class: 'A' };

/** In the first line of a stay given by its lines. */
export const BAD_LINES: readonly BadCase[] = [
  ['quantity as a number', (line) => (line.quantity = 1), 'lines.0.quantity'],
  ['sign of amount and quantity', (line) => (line.amount = '-3000.00'), 'lines.0.amount'],
  ['rate over one', (line) => Object.assign(line, { class: 'B', firstShare: '1.5' }), 'lines.0.firstShare'],
  ['class B without a share', (line) => (line.class = 'B'), 'lines.0.firstShare'],
  ['share of class A', (line) => (line.firstShare = '0.1'), 'lines.0.firstShare'],
  ['unknown key', (line) => (line.price = '1'), 'lines.0.price'],
  ['a price cap without a class', (line) => Object.assign(line, { class: undefined, priceCap: '1' }), 'lines.0.class'],
];
