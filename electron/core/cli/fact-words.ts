import type { CareKind, FilingKind, HospitalLevel, PersonClass, Scheme } from '../../../shared/model/settlement-case.ts';
import type { AccountPurpose, Credential, FilingCategory, Relative } from '../../../shared/policy/gate-schema.ts';
import { hospitalText, instantSchema } from '../../../shared/time/calendar-date.ts';

// Code words of the rules in the clerk's language, by the fact that carries them.

const SCHEMES: Readonly<Record<Scheme, string>> = { employee: '职工医保', resident: '居民医保' };
const PERSONS: Readonly<Record<PersonClass, string>> = { 'in-service': '在职', retired: '退休', adult: '成年居民', minor: '未成年及学生' };
const CARE: Readonly<Record<CareKind, string>> = {
  inpatient: '住院',
  outpatient: '普通门诊',
  'day-care': '日间治疗',
  'chronic-outpatient': '门诊慢特病',
};
const RELATIVES: Readonly<Record<Relative, string>> = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  grandparent: '祖父母、外祖父母',
  grandchild: '孙子女、外孙子女',
};
const CREDENTIALS: Readonly<Record<Credential, string>> = { card: '社会保障卡', 'e-code': '医保码' };
const CATEGORIES: Readonly<Record<FilingCategory, string>> = {
  'settled-retired': '异地安置退休人员',
  'long-term-resident': '异地长期居住人员',
  posted: '常驻异地工作人员',
  referred: '转诊转院人员',
  emergency: '异地急诊抢救人员',
  temporary: '其他临时外出就医人员',
};
const PURPOSES: Readonly<Record<AccountPurpose, string>> = {
  care: '就医费用',
  pharmacy: '药店购药',
  'resident-premium': '居民医保缴费',
  'long-term-care-premium': '长期护理保险缴费',
  'commercial-premium': '商业健康保险缴费',
};

export const LEVELS: Readonly<Record<HospitalLevel, string>> = {
  'special-tertiary': '特三级',
  tertiary: '三级',
  secondary: '二级',
  primary: '一级',
  community: '基层',
};
const FILINGS: Readonly<Record<FilingKind, string>> = {
  local: '参保地就医',
  'long-term': '长期异地备案',
  referred: '异地转诊',
  emergency: '异地急诊',
  temporary: '临时外出就医',
  unfiled: '异地未备案',
};

/** Facts that are words of the rules. A fact that is not named here stands as it is: a name, a day, an amount, a place. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scheme: SCHEMES,
  person: PERSONS,
  care: CARE,
  relative: RELATIVES,
  credential: CREDENTIALS,
  category: CATEGORIES,
  purpose: PURPOSES,
  level: LEVELS,
  filing: FILINGS,
};

/** What stands in a sentence where the fact was not given. */
const MISSING: Readonly<Record<string, string>> = { hospital: '该医院', disease: '(未填)' };

function wordOf(name: string, fact: string): string {
  if (fact === '') return MISSING[name] ?? '';
  if (name === 'share') return `${Number((Number(fact) * 100).toFixed(6))}%`;
  const instant = instantSchema.safeParse(fact);
  // An instant is told by the hospital's clock, to the minute.
  return instant.success ? hospitalText(instant.data).slice(0, 16) : (WORDS[name]?.[fact] ?? fact);
}

/** A sentence with its braces filled: every fact in words. */
export const filled = (sentence: string, facts: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => wordOf(name, String(facts[name] ?? '')));
