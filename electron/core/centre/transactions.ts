import type { CentreContent } from '../ports/centre-gateway.ts';

/** How the outcome of a lost answer is found out (in this order), and what takes the attempt back when that fails. */
export interface Transaction {
  readonly number: string;
  readonly find: readonly ('5303' | '5201' | '5203' | '5204' | '4103')[];
  /** `repeat`: asking for the same once more tells, and harms nothing. */
  readonly undo: '2601' | '2302' | '2205' | 'repeat' | null;
}

/**
 * Source: interface reference §8.3.
 *
 * settlement: 5203 wants `setl_id`, which is missing exactly when this answer was lost: then 2601 with the lost message id, and settle again.
 * discharge: repeating 2402 is not promised to be harmless, so 5201 decides; what it does not show is absent.
 * admission-change: 5201 shows the stay as it is there now; where that is not what we said, 2403 is made again, which says the same once more.
 * settlement-reversal: `setl_id` is known here, so 5203 shows `refd_setl_flag`. discharge-reversal: 5201 shows him in hospital again.
 * visit, visit-settlement, visit-settlement-reversal: as their like of a stay. visit-charges: one batch, taken back by its own number (2205).
 * visit-details: saying the same once more harms nothing. visit-reversal: gone from 5201.
 * settlement-list, settlement-list-reversal: 4103 shows the list of a settlement and its state; what it does not show is absent.
 * charges-comparison: what 5204 shows counts when it was shown twice, after the delay: lines of just now may not be shown yet.
 * admission-reversal: gone from both 5201 and 5303. charges-reversal, charges-removal, message-reversal: no query shows either; both end in the same state
 * however often they are asked for, as long as nothing new is sent in between, which the lane sees to.
 */
export const TRANSACTIONS: Readonly<Record<CentreContent['kind'], Transaction>> = {
  admission: { number: '2401', find: ['5201', '5303'], undo: null },
  charges: { number: '2301', find: [], undo: '2302' },
  discharge: { number: '2402', find: ['5201'], undo: null },
  settlement: { number: '2304', find: ['5203'], undo: '2601' },
  'admission-change': { number: '2403', find: ['5201'], undo: null },
  'settlement-reversal': { number: '2305', find: ['5203'], undo: null },
  'discharge-reversal': { number: '2405', find: ['5201'], undo: null },
  'charges-reversal': { number: '2302', find: [], undo: 'repeat' },
  'admission-reversal': { number: '2404', find: ['5201', '5303'], undo: null },
  'message-reversal': { number: '2601', find: [], undo: 'repeat' },
  'settlement-adoption': { number: '5203', find: [], undo: 'repeat' },
  'charges-comparison': { number: '5204', find: ['5204'], undo: 'repeat' },
  'charges-removal': { number: '2302', find: [], undo: 'repeat' },
  visit: { number: '2201', find: ['5201'], undo: null },
  'visit-details': { number: '2203', find: [], undo: 'repeat' },
  'visit-charges': { number: '2204', find: [], undo: '2205' },
  'visit-settlement': { number: '2207', find: ['5203'], undo: '2601' },
  'visit-settlement-reversal': { number: '2208', find: ['5203'], undo: null },
  'visit-charges-reversal': { number: '2205', find: [], undo: 'repeat' },
  'visit-reversal': { number: '2202', find: ['5201'], undo: null },
  'settlement-list': { number: '4101', find: ['4103'], undo: null },
  'settlement-list-reversal': { number: '4102', find: ['4103'], undo: null },
};

/** Path of each transaction below the base address: interface reference §1.6. */
export const PATHS: Readonly<Record<string, string>> = {
  '1101': 'fsiPsnInfoService/queryPsnInfo',
  '1312': 'catalogqueryservice/queryHilist',
  '1318': 'catalogqueryservice/queryHilistLmtpric',
  '1901': 'catalogqueryservice/queryDataDic',
  '2001': 'fsiPsnPriorityInfoService/queryPsnPriorityInfo',
  '2201': 'outpatientDocInfoService/outpatientRregistration',
  '2202': 'outpatientDocInfoService/outpatientRegistrationCancel',
  '2203': 'outpatientDocInfoService/outpatientMdtrtinfoUp',
  '2204': 'outpatientDocInfoService/outpatientFeeListUp',
  '2205': 'outpatientDocInfoService/outpatientFeeListUpCancel',
  '2206': 'outpatientSettleService/preSettletment',
  '2207': 'outpatientSettleService/saveSettletmentV2',
  '2208': 'outpatientSettleService/cancleSettletment',
  '2301': 'hospFeeDtlService/feeDtlUp',
  '2302': 'hospFeeDtlService/feeDtlCl',
  '2303': 'hospSettService/preSett',
  '2304': 'hospSettService/settV2',
  '2305': 'hospSettService/settCl',
  '2401': 'hospitalRegisterService/hospitalRegisterSave',
  '2402': 'dscgService/dischargeProcess',
  '2403': 'hospitalRegisterService/hospitalRegisterEdit',
  '2404': 'hospitalRegisterService/hospitalRegisterCancel',
  '2405': 'dscgService/dischargeUndo',
  '2601': 'reverseService/revsMethod',
  '3201': 'ybSettlementStmtService/stmtTotal',
  '3202': 'ybSettlementStmtService/stmtDetail',
  '4101': 'medinfoupload/setllistinfoupld',
  '4102': 'medinfoupload/setllistinfostas',
  '4103': 'medinfoupload/querysetllistinfo',
  '5201': 'fsiIntegratedQueryService/queryMdtrtInfo',
  '5203': 'fsiIntegratedQueryService/querySetlInfo',
  '5202': 'fsiIntegratedQueryService/queryDiseInfo',
  '5204': 'fsiIntegratedQueryService/queryFeeList',
  '5206': 'fsiIntegratedQueryService/queryPsnAccumulated',
  '5302': 'fsiIntegratedQueryService/queryFixmedinsPracPsnInfo',
  '5303': 'fsiIntegratedQueryService/queryInhospInfo',
  '5304': 'fsiIntegratedQueryService/queryReflInfo',
  '6101': 'fsiEcService/decodeEcCode',
  '5301': 'fsiIntegratedQueryService/queryOpspInfo',
  '9001': 'signInSignOutService/signIn',
  '9002': 'signInSignOutService/signOut',
  '9101': 'fileupload/upload',
  '9102': 'fileupload/download',
};
