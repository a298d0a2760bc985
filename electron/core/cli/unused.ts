import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { LAYER_ORDER } from '../../../shared/policy/benefit-schema.ts';
import type { RulePacks } from '../../../shared/policy/pack.ts';
import { policyFor } from '../../../shared/rules/find-benefit.ts';
import { placeOf } from '../../../shared/rules/gate-answers.ts';
import { filled } from './fact-words.ts';

/** Something a case brings that pays nothing under its rules: right or a slip, so somebody should look. */
export interface Unused {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly sentence: string;
  readonly remedy: string;
}

const WORDS = {
  'unused.commercial': ['规则包的这项待遇没有商业保险「{product}」,没有计入', '核对产品代码;不在包内的由承保公司理赔'],
  'unused.entry': ['规则包的这项待遇在「{entry}」及以后没有任何基金层,全部由个人负担', '核对费用从哪一层开始'],
  'unused.filing': ['就医地在参保地统筹区内,本不需要备案;仍按病例写明的「{filing}」计算', '本地就医请去掉备案,或写 local'],
  'unused.account': ['规则包的这项待遇不用个人账户,余额没有动用', '用其他方式支付'],
  'unused.family-account': ['规则包的这项待遇不用家庭共济账户,余额没有动用', '用其他方式支付'],
  'unused.credit': ['规则包的这项待遇不用信用就医,额度没有动用', '用其他方式支付'],
} as const satisfies Readonly<Record<string, readonly [sentence: string, remedy: string]>>;

const ENTRIES: Readonly<Record<string, string>> = {
  'large-amount': '大额补助',
  'serious-illness': '大病保险',
  assistance: '医疗救助',
  'second-assistance': '再救助',
  commercial: '商业补充保险',
};

/** Products, an entry and means of payment for which the benefit has no layer, and a filing for care at home. Errors: those of `policyFor`. */
export function unusedOf(claim: SettlementCase, rules: RulePacks): readonly Unused[] {
  const { layers } = policyFor(claim, rules).benefit;
  const has = (kind: string) => layers.some((layer) => layer.kind === kind);
  const products = layers.flatMap((layer) => (layer.kind === 'commercial' ? [layer.product] : []));
  const unknown = (claim.coverage.commercial ?? []).filter((product) => !products.includes(product));
  const entry = entryOf(claim);
  const after = entry === null ? [] : LAYER_ORDER.slice(LAYER_ORDER.indexOf(entry), LAYER_ORDER.indexOf('account'));
  return [
    ...unknown.map((product) => unused('unused.commercial', { product })),
    ...(entry === null || after.some(has) ? [] : [unused('unused.entry', { entry: ENTRIES[entry] ?? entry })]),
    ...(filedAtHome(claim) ? [unused('unused.filing', { filing: claim.filing })] : []),
    ...(brings(claim.account) && !has('account') ? [unused('unused.account')] : []),
    ...(brings(claim.familyAccount) && !has('family-account') ? [unused('unused.family-account')] : []),
    ...(brings(claim.credit) && !has('credit') ? [unused('unused.credit')] : []),
  ];
}

const brings = (amount: SettlementCase['account'] | undefined) => amount != null && !amount.isZero();

const filedAtHome = ({ coverage, provider, filing }: SettlementCase) =>
  placeOf(coverage.region, provider.region) === 'local' && filing !== 'local';

function entryOf({ charges }: SettlementCase) {
  if (charges.kind === 'burden-after-basic') return 'large-amount';
  return charges.kind === 'burden' ? charges.before : null;
}

function unused(code: keyof typeof WORDS, facts: Readonly<Record<string, string>> = {}): Unused {
  const [sentence, remedy] = WORDS[code];
  return { code, facts, sentence: filled(sentence, facts), remedy };
}
