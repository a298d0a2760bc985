import type { GateAnswer, Remedy } from '../../../shared/rules/gate-types.ts';
import { filled } from './fact-words.ts';

/** What each refusal or question of a gate says to the clerk; `facts` fill the braces. */
const SENTENCES: Readonly<Record<string, string>> = {
  'direct.before-start': '就医日{on}早于直接结算开通日{start}',
  'scheme.not-covered': '{scheme}不在直接结算范围内',
  'care.not-direct': '{care}不能直接结算',
  'filing.missing': '没有异地就医备案',
  'filing.not-renewed': '备案早于新规定({renewedSince})且没有按新要求更新',
  'filing.late': '备案({filedOn},{from}起有效)晚于规定时限,本次不能直接结算',
  'filing.ended': '备案已于{until}到期',
  'filing.elsewhere': '备案的就医地是{filedFor},不是本地,需另办到本地的备案',
  'filing.category-not-covered': '备案类别「{category}」不在直接结算的人员范围内',
  'hospital.networked-unknown': '不清楚{hospital}是否已联网,请先询问',
  'hospital.not-networked': '{hospital}没有接入异地就医结算网络',
  'credential.missing': '没有出示社会保障卡或医保码',
  'credential.not-accepted': '{credential}当时不能用于直接结算',
  'credential.of-another': '凭证不是本人的;冒用他人凭证属于骗保',
  'area.not-listed': '参保地{region}不在已开通的地区内',
  'area.not-listed-ask': '参保地{region}还不在名单上,可能已陆续开通,请询问医保办',
  'outpatient.not-covered': '参保地的待遇不含门诊,请咨询办理门诊特殊病异地就医',
  'outpatient.account-used-up': '参保地门诊只用个人账户,余额已用完,请现金支付',
  'drug.maybe-special': '靶向药在参保地可能按门诊特殊病管理,请先询问',
  'drug.counted-as-special': '靶向药在参保地按门诊特殊病管理,不能按普通门诊直接结算',
  'registration.special-disease': '在参保地登记了门诊特殊病,请现金支付后回参保地报销',
  'line.down': '参保地服务器故障或网络不稳定,请稍后再试或现金支付',
  'day-care.disease-not-listed': '病种{disease}不在日间诊疗试点病种内',
  'day-care.disease-unknown': '病种{disease}是否在{count}类试点病种内不清楚,请先询问',
  'day-care.hospital-not-yet': '{hospital}自{since}起才开展日间诊疗结算',
  'day-care.hospital-not-listed': '{hospital}不在日间诊疗定点名单内',
  'day-care.hospital-unknown': '{hospital}是否在日间诊疗定点名单内不清楚,请先询问',
  'waiting.until': '待遇等待期未满,{from}起享受待遇',
  'tariff.differs': '床位费、护理费应为现行收费标准×{share}:应收{expected}元,账单{charged}元',
  'tariff.unknown': '没有这些床位费、护理费的现行收费标准,请按标准×{share}核对',
  'tariff.fees-unnamed': '账单没有标明哪些是床位费、护理费,请按现行收费标准×{share}核对',
  'payer.other-pays-all': '费用应由他方(工伤保险、第三人或公共卫生)负担,不由医保支付',
  'payer.other-pays-some': '部分费用应由他方负担,先行剔除',
  'care.in-patient-ask': '正在住院,住院期间能否享受门诊统筹请先询问参保地',
  'care.in-patient-now': '正在住院,住院期间不享受门诊统筹',
  'hospital.designated-unknown': '不清楚{hospital}是否为门诊统筹定点机构,请先询问',
  'hospital.not-designated': '{hospital}不是门诊统筹定点机构',
  'prepayment.not-allowed': '门诊不得收取预交金{asked}元',
  'deposit.average-unknown': '没有同病种平均个人负担,押金{asked}元是否超出请先核对',
  'deposit.above-average': '押金{asked}元高于同病种平均个人负担{average}元',
  'account.purpose-not-allowed': '个人账户不能用于{purpose}',
  'account.owner-not-insured-here': '账户所有人不在本统筹区参保',
  'account.not-bound': '还没有绑定家庭共济账户,请在{channel}办理',
  'account.face-not-checked': '绑定时没有人脸核验,请在{channel}办理',
  'account.not-across-areas': '账户不能跨这两个统筹区使用',
  'account.user-scheme-not-covered': '使用人参加{scheme},不能使用',
  'account.none': '没有个人账户',
  'account.balance-short': '账户余额不足',
  'account.relative-not-allowed': '账户不能为{relative}支付',
};

const REMEDIES: Readonly<Record<Remedy, string>> = {
  'file-now': '现在办理备案',
  'renew-filing': '更新备案信息',
  'change-filing': '更改备案类别',
  'go-to-networked-hospital': '到已联网的医院就医',
  'go-to-designated-hospital': '到门诊统筹定点机构就医',
  'bring-credential': '出示社会保障卡或医保码',
  'show-person': '由本人持本人凭证办理',
  'pay-and-claim': '先现金支付,再持材料回参保地手工报销',
  'pay-cash': '现金支付,留存材料',
  'ask-insurance-office': '询问医保办',
  'apply-special-registration': '申请门诊特殊病异地就医登记',
  'retry-later': '稍后再试',
  'wait-until': '待遇开始后再办理',
  'settle-as-self-paid': '按自费结算,向应负担的一方索赔',
  'settle-after-stay': '出院后再结算',
  'lower-deposit': '降低押金',
  'take-no-prepayment': '不收预交金',
  'correct-price': '更正价格',
  'bind-account': '办理账户绑定',
  'use-other-means': '用其他方式支付',
};

/** The sentence of a gate that is not met. */
export const sentenceOf = ({ code, facts }: Pick<GateAnswer, 'code' | 'facts'>): string => filled(SENTENCES[code] ?? code, facts);

/** What he can do about it, in words; a refusal that hands him papers leaves the manual claim beside it. */
export function remedyOf({ remedy, documents }: Pick<GateAnswer, 'remedy' | 'documents'>): string | null {
  if (remedy === null) return null;
  const beside = documents.length > 0 && remedy !== 'pay-and-claim' && remedy !== 'pay-cash';
  return beside ? `${REMEDIES[remedy]};来不及的${REMEDIES['pay-and-claim']}` : REMEDIES[remedy];
}
