import { CHOICES } from '../../shared/policy/choices.ts';

const reference = { rule: 'Z-01', title: 't', article: 'a', publishedOn: '2023-01-01', source: 'https://example.invalid/', grade: 'A' };
const head = { $schema: 'x', description: 'd', checkedOn: '2026-01-05' };
const entry = { from: '2023-01-01', reference };

/** Every choice there is, made. */
const choices = Object.fromEntries(
  Object.entries(CHOICES).map(([name, alternatives]) => [
    name,
    { is: [...(alternatives as Iterable<string>)][0], reason: 'r', question: null },
  ]),
);

const parameter = (unit: string, value: unknown, atLeast: string | null) => ({
  ...head,
  unit,
  frame: { rule: 'A-06', least: '0.50', most: '0.90' },
  values: [
    { ...entry, value },
    {
      ...entry,
      rows: [
        { when: { level: ['tertiary'], care: ['inpatient'], specialty: ['tcm'] }, value },
        { when: { stay: '2+' }, gap: { reason: 'r', atLeast } },
      ],
    },
    { ...entry, gap: { reason: 'r', atLeast } },
  ],
});

/** Files that no pack inside the program needs, in every form that the schemas know: by kind, then by path inside a pack's folder. */
export const MADE: Readonly<Record<string, readonly (readonly [path: string, json: unknown])[]>> = {
  pack: [['pack.json', { description: 'd', catalogues: ['drugs'], choices }]],
  benefit: [['benefits/resident-inpatient.json', { choices }]],
  parameter: [
    ['parameters/made-money.json', parameter('money', '1.00', '1.00')],
    ['parameters/made-rate.json', parameter('rate', '0.5000', null)],
    ['parameters/made-days.json', parameter('days', '30', null)],
    ['parameters/made-count.json', parameter('count', '3', null)],
    ['parameters/made-bands.json', parameter('bands', [{ above: '0.00', rate: '0.5000' }], null)],
  ],
  catalogue: [
    [
      'catalogue/drugs.json',
      {
        ...head,
        reference,
        items: [
          {
            code: 'X01',
            values: [{ from: '2023-01-01', class: 'B', firstShare: '0.1000', priceCap: '1.000000', tariff: '1.000000', fee: 'bed' }],
          },
        ],
      },
    ],
  ],
};
