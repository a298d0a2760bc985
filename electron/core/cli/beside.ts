import type { FilingKind } from '../../../shared/model/settlement-case.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { Cause, CauseKind, Comparison } from '../../../shared/rules/compare-types.ts';
import type { Otherwise, WhatIf } from '../../../shared/rules/what-if.ts';
import { LEVELS } from './fact-words.ts';

// What may stand beside an estimate: the comparison with the centre's split, and what would have been otherwise.

const FILINGS: Readonly<Record<FilingKind, string>> = {
  local: '在参保地就医',
  'long-term': '办理长期异地备案',
  referred: '办理转诊备案',
  emergency: '按急诊抢救视同备案',
  temporary: '按临时外出就医(不备案)',
  unfiled: '不办理任何备案',
};

const supposed = (otherwise: Otherwise) =>
  otherwise.kind === 'filing' ? `若${FILINGS[otherwise.filing]}` : `若到${LEVELS[otherwise.level]}医疗机构`;

function outcome(burden: Money | undefined, change: Money | null): string {
  if (burden === undefined) return '规则包没有这种情形的规定,以中心为准';
  if (change === null) return `个人负担 ${burden} 元`;
  if (change.isZero()) return '个人负担不变';
  return change.isNegative() ? `个人负担少 ${change.negated()} 元` : `个人负担多 ${change} 元`;
}

export const otherwiseOf = ({ otherwise, split, change }: WhatIf) => ({
  otherwise,
  burden: split?.burden ?? null,
  change,
  sentence: `${supposed(otherwise)},${outcome(split?.burden, change)}`,
});

const CAUSES: Readonly<Record<CauseKind, string>> = {
  'missing-line': '费用总额不同:有费用未上传或未计入',
  price: '限价不同:超限价自费不同',
  catalogue: '目录类别不同:甲乙丙类或先行自付比例不同',
  'stay-count': '本年住院次数不同',
  'year-amount': '本年累计数不同',
  eligibility: '待遇身份不同:人员类别、备案或医院等级',
  'pack-version': '规则包版本不同',
  rounding: '舍入方式不同',
  'other-payer': '中心另有本机不计算的基金支付',
  unexplained: '原因不明,请与中心核对',
};

const causeOf = ({ kind, ownShare, effects, formula, facts }: Cause) => ({
  kind,
  sentence: `${CAUSES[kind]},自付${ownShare.isNegative() ? '少' : '多'} ${ownShare.isNegative() ? ownShare.negated() : ownShare} 元`,
  ownShare,
  effects,
  formula,
  facts,
});

export const comparisonOf = ({ equal, differences, causes, difference, explained, unexplained }: Comparison) => ({
  equal,
  differences,
  causes: causes.map(causeOf),
  difference,
  explained,
  unexplained,
});
