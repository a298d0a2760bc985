import type { Step } from '../../../shared/model/settlement.ts';

/** One step in two wordings. `clerk`: terms, formula, article. `patient`: whole sentences without terms. */
export interface Wordings {
  readonly clerk: string;
  readonly patient: string;
}

const TERMS: Readonly<Record<string, string>> = {
  'self-paid': '自费',
  'over-cap': '超限价自费',
  'first-share': '乙类先行自付',
  'away-first-share': '异地就医先行自付',
  'other-payer': '他方负担',
  'monthly-cap': '统筹基金月度限额',
  'second-assistance': '再救助',
  commercial: '商业补充保险',
  'family-account': '家庭共济账户',
  deductible: '起付标准',
  'pooled-fund': '统筹基金支付',
  'annual-cap': '统筹基金年度封顶',
  coinsurance: '按比例自付',
  'large-amount': '大额医疗费用补助',
  'serious-illness': '大病保险',
  assistance: '医疗救助',
  account: '个人账户',
  credit: '信用垫付',
};

const PLAIN: Readonly<Record<string, string>> = {
  'self-paid': '医保目录以外的费用由您自己承担',
  'over-cap': '超过医保限价的部分由您自己承担',
  'first-share': '乙类项目先由您承担一部分',
  'away-first-share': '在外地就医先由您承担一部分',
  'other-payer': '依法由他方(工伤保险、第三人或公共卫生)承担,不由医保和您承担',
  'monthly-cap': '超过医保一个月最多支付的金额,不再由统筹基金支付',
  'second-assistance': '再救助为您支付',
  commercial: '商业补充保险为您支付',
  'family-account': '从家人的医保个人账户支付',
  deductible: '医保开始报销前先由您承担的起付线',
  'pooled-fund': '医保统筹基金为您支付',
  'annual-cap': '超过医保一年最多支付的金额,不再由统筹基金支付',
  coinsurance: '按比例由您承担的部分',
  'large-amount': '职工大额补助为您支付',
  'serious-illness': '居民大病保险为您支付',
  assistance: '医疗救助为您支付',
  account: '从您的医保个人账户支付',
  credit: '由银行先行垫付,以后由您归还',
};

/** Both wordings of one step. A step that only takes an amount off the patient says so. */
export function explainStep({ layer, payer, amount, basis, formula, reference }: Step): Wordings {
  const term = TERMS[layer] ?? layer;
  const relief = payer === 'patient' && amount.isNegative();
  const article = reference === null ? '' : `(${reference.title} ${reference.article})`;
  return {
    clerk: relief ? `${term}冲减个人负担 ${amount} 元${article}` : `${term} ${amount} 元;基数 ${basis} 元;${formula}${article}`,
    patient: relief ? `您因此少付 ${amount.negated()} 元` : `${PLAIN[layer] ?? term}:${amount.isNegative() ? amount.negated() : amount} 元`,
  };
}
