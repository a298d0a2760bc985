import type { Gate, GateCode } from '../../../shared/rules/door-types.ts';
import { filled } from './fact-words.ts';

/** What a shut gate of the credit door says, and what can be done. */
interface Words {
  readonly sentence: string;
  readonly remedy: string;
}

const DEPOSIT = '按普通预交金办理入院';

/** By code; `facts` fill the braces. Why a bank refuses is never asked nor said. */
const WORDS: Readonly<Record<string, Words>> = {
  'credit.before-start-day': { sentence: '入院日{admittedOn}早于信用就医开始日{start}', remedy: DEPOSIT },
  'credit.care-not-covered': { sentence: '{care}不在信用就医范围内', remedy: '按普通方式缴费' },
  'credit.not-insured-here': { sentence: '参保地{insured}不在{region},不能用信用就医', remedy: DEPOSIT },
  'credit.treated-elsewhere': { sentence: '就医地{provider}不在{region},不能用信用就医', remedy: DEPOSIT },
  'credit.opened-after-admission': {
    sentence: '授权时间{authorisedAt}晚于入院登记{admittedAt},规定须在入院前授权',
    remedy: `本次${DEPOSIT};下次在入院登记前授权`,
  },
  'credit.not-opened': { sentence: '没有开通信用就医', remedy: `入院登记前由本人在手机上开通并授权;不开通的${DEPOSIT}` },
  'credit.agreement-missing': { sentence: '没有签一体化结算服务协议', remedy: `入院登记前由本人签协议;不签的${DEPOSIT}` },
  'credit.consent-missing': {
    sentence: '没有同意向银行提供信息',
    remedy: `本人愿意的可单独同意;不同意的${DEPOSIT},待遇不受影响`,
  },
  'credit.criteria-not-met': { sentence: '没有住院证,不符合住院条件', remedy: '由医生开具住院证后再办理' },
  'credit.limit-out-of-range': { sentence: '额度{limit}不在{least}至{most}之间,数据有误', remedy: `与银行核对额度;核对前${DEPOSIT}` },
  'credit.no-limit': { sentence: '银行没有给出额度', remedy: DEPOSIT },
  'credit.hospital-not-listed': { sentence: '{hospital}没有列入信用就医医院', remedy: `${DEPOSIT},或到已列入的医院` },
  'credit.used-up': { sentence: '可用额度{available},已用完(未还{outstanding})', remedy: `还款后再用;本次${DEPOSIT}` },
  'credit.work-injury-pays': { sentence: '费用应由工伤保险负担,不享受信用就医', remedy: `${DEPOSIT},费用向工伤保险申报` },
  'credit.third-party-pays': { sentence: '费用应由第三人负担,不享受信用就医', remedy: `${DEPOSIT},费用向第三人索赔` },
  'credit.public-health-pays': { sentence: '费用应由公共卫生负担,不享受信用就医', remedy: '按公共卫生的规定办理' },
  'credit.no-product': { sentence: '就医地{region}没有信用就医', remedy: DEPOSIT },
  'credit.bank-declined': { sentence: '不符合信用就医条件,按普通预交金办理', remedy: DEPOSIT },
};

/** `no-product`: the place has no credit at all, and no gate to say so. */
interface Said {
  readonly code: GateCode | 'credit.no-product';
  readonly facts: Gate['facts'];
}

/** The sentence of a shut gate. */
export const sentenceOfGate = ({ code, facts }: Said): string => filled(WORDS[code]?.sentence ?? code, facts);

/** What can be done about it, in words. */
export const remedyOfGate = ({ code }: Pick<Said, 'code'>): string | null => WORDS[code]?.remedy ?? null;
