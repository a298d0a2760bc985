import type { Handler } from './call.ts';
import { deleteLines, uploadLines } from './fees.ts';
import { downloadFile, uploadFile } from './files.ts';
import { checkEntitlement, queryAccumulated, queryApplications, queryPerson, queryReferrals } from './person.ts';
import { changeListState, queryList, uploadList } from './list.ts';
import { queryInHospital, querySettlement, queryStays } from './queries.ts';
import { queryChronic, queryDiagnoses, queryFeeLines, readDictionary, readInsuranceItems, readLimitPrices } from './reading.ts';
import { reverse } from './reversal.ts';
import { cancelSettlement, preSettle, settle } from './settlement.ts';
import { signIn, signOut } from './sign-in.ts';
import { compareStatement } from './statement.ts';
import { compareDetail } from './statement-detail.ts';
import { admit, cancelAdmission, cancelDischarge, changeStay, discharge } from './stay.ts';
import { cancelVisit, registerVisit, visitDetails } from './visit.ts';
import { deleteVisitLines, uploadVisitLines } from './visit-fees.ts';
import { cancelVisitSettlement, preSettleVisit, settleVisit } from './visit-settlement.ts';
import { decodeVoucher } from './voucher.ts';

interface Transaction {
  readonly handler: Handler;
  /** Path below /fsi/api/, checked only where `pathCheck` says so. */
  readonly path: string;
}

/** Everything this centre can do, by transaction number. A new one is a handler and a row here. */
export const TRANSACTIONS: Readonly<Record<string, Transaction>> = {
  '1101': { handler: queryPerson, path: 'fsiPsnInfoService/queryPsnInfo' },
  '1312': { handler: readInsuranceItems, path: 'catalogqueryservice/queryHilist' },
  '1318': { handler: readLimitPrices, path: 'catalogqueryservice/queryHilistLmtpric' },
  '1901': { handler: readDictionary, path: 'catalogqueryservice/queryDataDic' },
  '2001': { handler: checkEntitlement, path: 'fsiPsnPriorityInfoService/queryPsnPriorityInfo' },
  '2201': { handler: registerVisit, path: 'outpatientDocInfoService/outpatientRregistration' },
  '2202': { handler: cancelVisit, path: 'outpatientDocInfoService/outpatientRegistrationCancel' },
  '2203': { handler: visitDetails, path: 'outpatientDocInfoService/outpatientMdtrtinfoUp' },
  '2204': { handler: uploadVisitLines, path: 'outpatientDocInfoService/outpatientFeeListUp' },
  '2205': { handler: deleteVisitLines, path: 'outpatientDocInfoService/outpatientFeeListUpCancel' },
  '2206': { handler: preSettleVisit, path: 'outpatientSettleService/preSettletment' },
  '2207': { handler: settleVisit, path: 'outpatientSettleService/saveSettletmentV2' },
  '2208': { handler: cancelVisitSettlement, path: 'outpatientSettleService/cancleSettletment' },
  '2301': { handler: uploadLines, path: 'hospFeeDtlService/feeDtlUp' },
  '2302': { handler: deleteLines, path: 'hospFeeDtlService/feeDtlCl' },
  '2303': { handler: preSettle, path: 'hospSettService/preSett' },
  '2304': { handler: settle, path: 'hospSettService/settV2' },
  '2305': { handler: cancelSettlement, path: 'hospSettService/settCl' },
  '2401': { handler: admit, path: 'hospitalRegisterService/hospitalRegisterSave' },
  '2402': { handler: discharge, path: 'dscgService/dischargeProcess' },
  '2403': { handler: changeStay, path: 'hospitalRegisterService/hospitalRegisterEdit' },
  '2404': { handler: cancelAdmission, path: 'hospitalRegisterService/hospitalRegisterCancel' },
  '2405': { handler: cancelDischarge, path: 'dscgService/dischargeUndo' },
  '2601': { handler: reverse, path: 'reverseService/revsMethod' },
  '3201': { handler: compareStatement, path: 'ybSettlementStmtService/stmtTotal' },
  '3202': { handler: compareDetail, path: 'ybSettlementStmtService/stmtDetail' },
  '4101': { handler: uploadList, path: 'medinfoupload/setllistinfoupld' },
  '4102': { handler: changeListState, path: 'medinfoupload/setllistinfostas' },
  '4103': { handler: queryList, path: 'medinfoupload/querysetllistinfo' },
  '5201': { handler: queryStays, path: 'fsiIntegratedQueryService/queryMdtrtInfo' },
  '5202': { handler: queryDiagnoses, path: 'fsiIntegratedQueryService/queryDiseInfo' },
  '5203': { handler: querySettlement, path: 'fsiIntegratedQueryService/querySetlInfo' },
  '5204': { handler: queryFeeLines, path: 'fsiIntegratedQueryService/queryFeeList' },
  '5206': { handler: queryAccumulated, path: 'fsiIntegratedQueryService/queryCumInfo' },
  '5301': { handler: queryChronic, path: 'fsiIntegratedQueryService/queryOpspInfo' },
  '5302': { handler: queryApplications, path: 'fsiIntegratedQueryService/queryFixmedinsPracPsnInfo' },
  '5303': { handler: queryInHospital, path: 'fsiIntegratedQueryService/queryInhospInfo' },
  '5304': { handler: queryReferrals, path: 'fsiIntegratedQueryService/queryReflInfo' },
  '6101': { handler: decodeVoucher, path: 'fsiEcService/decodeEcCode' },
  '9001': { handler: signIn, path: 'signInSignOutService/signIn' },
  '9002': { handler: signOut, path: 'signInSignOutService/signOut' },
  '9101': { handler: uploadFile, path: 'fileupload/upload' },
  '9102': { handler: downloadFile, path: 'fileupload/download' },
};

const GENERIC_PATH = 'rsfComIfsService/callService';

/** Does the path belong to the transaction? The generic path fits all. */
export function pathFits(path: string, infno: string): boolean {
  const below = path.replace(/^\/fsi\/api\//, '').replace(/\?.*$/, '');
  return below === GENERIC_PATH || below === TRANSACTIONS[infno]?.path;
}
