import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Gate } from '../../../shared/rules/door-types.ts';
import { hospitalText, instantSchema } from '../../../shared/time/calendar-date.ts';

/** Why there is no answer, in words for the clerk. */
export function reasonOf({ code, details }: AppError): {
  readonly code: string;
  readonly rule: string | null;
  readonly text: string;
  readonly facts: Readonly<Record<string, string | number>>;
} {
  const text =
    code === 'policy.no-pack'
      ? `没有参保地${details['region'] ?? ''}适用于本例的政策包,无法预估,以医保中心预结算为准`
      : `政策包在${details['on'] ?? '该日'}没有${details['parameter'] ?? '所需'}的数值,无法预估`;
  return { code, rule: null, text, facts: details };
}

/** What each shut gate says; `facts` fill the braces. */
const GATE_SENTENCES: Readonly<Record<string, string>> = {
  'credit.before-start-day': '入院日{admittedOn}早于信用就医开始日{start}',
  'credit.care-not-covered': '这种就医方式({care})不在信用就医范围内',
  'credit.not-insured-here': '参保地{insured}不在{region},不能用信用就医',
  'credit.treated-elsewhere': '就医地{provider}不在{region},不能用信用就医',
  'credit.opened-after-admission': '授权时间{authorisedAt}晚于入院登记{admittedAt},规定须在入院前授权',
  'credit.not-opened': '没有开通信用就医',
  'credit.agreement-missing': '没有签一体化结算服务协议',
  'credit.consent-missing': '没有同意向银行提供信息',
  'credit.criteria-not-met': '没有住院证,不符合住院条件',
  'credit.limit-out-of-range': '额度{limit}不在{least}至{most}之间,数据有误',
  'credit.no-limit': '银行没有给出额度',
  'credit.hospital-not-listed': '{hospital}没有列入信用就医医院',
  'credit.used-up': '可用额度{available},已用完(未还{outstanding})',
  'credit.work-injury-pays': '费用应由工伤保险负担,不享受信用就医',
  'credit.third-party-pays': '费用应由第三人负担,不享受信用就医',
  'credit.public-health-pays': '费用应由公共卫生负担,不享受信用就医',
  'credit.bank-declined': '银行没有同意',
};

/** The sentence of a shut gate. */
export function sentenceOfGate({ code, facts }: Pick<Gate, 'code' | 'facts'>): string {
  const sentence = GATE_SENTENCES[code] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => shown(facts[name] ?? ''));
}

/** An instant is told by the hospital's clock, to the minute. */
function shown(fact: string): string {
  const instant = instantSchema.safeParse(fact);
  return instant.success ? hospitalText(instant.data).slice(0, 16) : fact;
}
