import { type Coverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';

// Names of the platform's own code tables, as the platform prints them (interface reference §10). They are data of the trade, not sentences of ours.

const SCHEMES: Readonly<Record<string, string>> = {
  [SELF_PAY]: '全额自费',
  '310': '职工基本医疗保险',
  '320': '公务员医疗补助',
  '330': '大额医疗费用补助',
  '340': '离休人员医疗保障',
  '390': '城乡居民基本医疗保险',
  '391': '城镇居民基本医疗保险',
  '392': '城乡居民大病保险',
  '410': '长期照护保险',
  '510': '生育保险',
};
const CLASSES: Readonly<Record<string, string>> = {
  '11': '在职',
  '12': '退休',
  '13': '离休',
  '14': '未成年',
  '15': '普通居民',
  '16': '老年居民',
};
const STATUSES: Readonly<Record<string, string>> = { '0': '未参保', '1': '正常参保', '2': '暂停参保', '3': '无效', '4': '已终止' };

export const schemeName = (code: string): string => SCHEMES[code] ?? `险种 ${code}`;
export const personClassName = (code: string): string => CLASSES[code.slice(0, 2)] ?? `类别 ${code}`;
export const statusName = (code: string): string => STATUSES[code] ?? `状态 ${code}`;

/** The name of an insured place: the pack's own, else its code. */
export const placeName = (code: string, names: ReadonlyMap<string, string>): string =>
  names.get(code) ?? names.get(`${code.slice(0, 4)}00`) ?? code;

/** 职工医保·在职·210200, as on the strip. */
export function coverageLabel(coverage: Coverage, names: ReadonlyMap<string, string> = new Map()): string {
  if (coverage.schemeCode === SELF_PAY) return schemeName(SELF_PAY);
  const scheme =
    coverage.schemeCode === '310' ? '职工医保' : coverage.schemeCode.startsWith('39') ? '居民医保' : schemeName(coverage.schemeCode);
  return [scheme, personClassName(coverage.personClassCode), placeName(coverage.insuredPlaceCode, names)].join('·');
}
