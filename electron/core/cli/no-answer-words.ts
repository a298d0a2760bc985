import type { AppError } from '../../../shared/errors/app-error.ts';
import { filled } from './fact-words.ts';

const ENDING = '无法预估,以医保中心预结算为准';
const REMEDY = '向医保中心预结算;暂时不能的,先按预交金办理,以后再结算';

/** Why there is no figure at all, in words for the clerk. No article says so: the rules themselves are not at hand. */
export function wordsOfNoAnswer({ code, details }: AppError): { readonly sentence: string; readonly remedy: string } {
  return { sentence: filled(sentenceOf(code, details), details), remedy: REMEDY };
}

function sentenceOf(code: string, details: AppError['details']): string {
  if (code === 'policy.no-value-on-date') return `政策包在{on}缺少所需的数值,${ENDING}`;
  if ('choice' in details) return `参保地{region}的政策包没有写明他方负担的费用怎样处理,${ENDING}`;
  if ('begins' in details) return `参保地{region}的政策包自{begins}起才有规定,就医日{on}在此之前,${ENDING}`;
  if ('care' in details) return `参保地{region}的政策包没有这种情形的规定({scheme}{person},{filing},{level}医疗机构,{care}),${ENDING}`;
  return `没有参保地{region}的政策包,${ENDING}`;
}
