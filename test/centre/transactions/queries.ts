import { fields, rowOf } from '../fields.ts';
import { ageOn } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { setldetail, setlinfo } from '../setlinfo.ts';
import { inTurn } from '../store/database.ts';
import type { Person } from '../store/persons.ts';
import { type Settlement, settlementByNumber, settlementsOfStay } from '../store/settlements.ts';
import { dischargesOf, existedAt, isVisit, type Stay, stayByNumber, staysOf } from '../store/stays.ts';
import { type Call, type Handler, horizon, knownPerson } from './call.ts';

const STAYS = fields('psn_no:C30! begntime:DT! endtime:DT! med_type:C6! mdtrt_id:C30');
const SETTLEMENT = fields('psn_no:C30! setl_id:C30 mdtrt_id:C30!');
const IN_HOSPITAL = fields('psn_no:C30! begntime:DT! endtime:DT!');

/** 5201 */
export const queryStays: Handler = async (call) => {
  const row = rowOf(call.input, 'data', STAYS);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const stays = (await visibleStays(call, person.psnNo))
    .filter((stay) => within(stay.begntime, row['begntime'], row['endtime']))
    .filter((stay) => stay.med_type === row['med_type'])
    .filter((stay) => !row['mdtrt_id'] || stay.mdtrt_id === row['mdtrt_id']);
  const mdtrtinfo = await inTurn(stays, (stay) => stayRow(call, person, stay));
  return { output: { mdtrtinfo } };
};

/** 5303 */
export const queryInHospital: Handler = async (call) => {
  const row = rowOf(call.input, 'data', IN_HOSPITAL);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const stays = (await visibleStays(call, person.psnNo)).filter(
    (stay) => !isVisit(stay) && within(stay.begntime, row['begntime'], row['endtime']),
  );
  const ends = await inTurn(stays, (stay) => visibleEnd(call, stay));
  const data = stays
    .filter((_stay, index) => ends[index] === null)
    .map((stay) => ({
      mdtrt_id: stay.mdtrt_id,
      ...identity(person, stay),
      insutype: stay.insutype,
      begndate: stay.begntime.slice(0, 10),
      med_type: stay.med_type,
      ipt_otp_no: stay.ipt_no,
      out_flag: outFlag(call, stay),
    }));
  return { output: { data } };
};

/** 5203 */
export const querySettlement: Handler = async (call) => {
  const row = rowOf(call.input, 'data', SETTLEMENT);
  if (!row['setl_id'] && call.behaviour.lookupWithoutSettlementNumber === 'refused') throw new Refusal('输入参数[data.setl_id]不能为空');
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const stay = await stayByNumber(call.store, row['mdtrt_id'] ?? '');
  const found = await findSettlement(call, row['setl_id'] ?? '', row['mdtrt_id'] ?? '');
  const visible = found !== undefined && found.psn_no === person.psnNo && found.created_ms <= horizon(call);
  if (!visible || stay === undefined) throw new Refusal('未查询到结算信息');
  return { output: settlementAnswer(call, found, person, stay, row['setl_id'] ?? '') };
};

async function findSettlement(call: Call, setlId: string, mdtrtId: string): Promise<Settlement | undefined> {
  if (setlId !== '') {
    const found = await settlementByNumber(call.store, setlId);
    return found?.mdtrt_id === mdtrtId ? found : undefined;
  }
  // Without a number: the latest one that a late query can see.
  return (await settlementsOfStay(call.store, mdtrtId)).findLast((row) => row.created_ms <= horizon(call));
}

function settlementAnswer(call: Call, settlement: Settlement, person: Person, stay: Stay, asked: string): object {
  const ofCancellation = asked !== '' && settlement.cancel_setl_id === asked;
  const sign = ofCancellation && call.behaviour.cancelAmounts === 'negative' ? -1 : 1;
  const shown = ofCancellation
    ? { ...settlement, setl_id: asked, setl_time: settlement.cancel_time ?? '', msgid: settlement.cancel_msgid ?? '' }
    : settlement;
  const source = { settlement: shown, person, medType: stay.med_type, sign } as const;
  const { psn_part_amt, psn_cash_pay, ...info } = setlinfo(source);
  const returned = settlement.ended_ms !== null && settlement.ended_ms <= horizon(call);
  return {
    setlinfo: {
      ...info,
      psn_pay: psn_part_amt,
      cash_payamt: psn_cash_pay,
      refd_setl_flag: returned ? '1' : '0',
      pay_loc: '2',
      year: shown.setl_time.slice(0, 4),
      invono: settlement.doc.invono,
    },
    setldetail: setldetail(source),
  };
}

async function visibleStays(call: Call, psnNo: string): Promise<readonly Stay[]> {
  return (await staysOf(call.store, psnNo)).filter((stay) => existedAt(stay, horizon(call)));
}

/** The end of a stay as far as a late query knows. */
async function visibleEnd(call: Call, stay: Stay): Promise<string | null> {
  return (await dischargesOf(call.store, stay.mdtrt_id)).find((row) => existedAt(row, horizon(call)))?.endtime ?? null;
}

async function stayRow(call: Call, person: Person, stay: Stay): Promise<object> {
  const end = await visibleEnd(call, stay);
  const { doc } = stay;
  return {
    mdtrt_id: stay.mdtrt_id,
    ...identity(person, stay),
    coner_name: doc['coner_name'] ?? null,
    tel: doc['tel'] ?? null,
    insutype: stay.insutype,
    insuplc_admdvs: doc['insuplc_admdvs'],
    fixmedins_code: call.envelope.fixmedinsCode,
    fixmedins_name: call.envelope.fixmedinsName,
    begntime: stay.begntime,
    endtime: end,
    mdtrt_cert_type: doc['mdtrt_cert_type'],
    mdtrt_cert_no: doc['mdtrt_cert_no'],
    med_type: stay.med_type,
    ipt_otp_no: stay.ipt_no,
    medrcdno: doc['medrcdno'] ?? null,
    chfpdr_code: doc['atddr_no'],
    chfpdr_name: doc['chfpdr_name'],
    adm_diag_dscr: doc['adm_diag_dscr'],
    adm_dept_codg: doc['adm_dept_codg'],
    adm_dept_name: doc['adm_dept_name'],
    adm_bed: doc['adm_bed'],
    dscg_maindiag_code: doc['dscg_maindiag_code'],
    dscg_maindiag_name: doc['dscg_maindiag_name'],
    inhosp_stas: end === null && !isVisit(stay) ? '1' : '0',
    pay_loc: '2',
    vali_flag: '1',
  };
}

function identity(person: Person, stay: Stay): object {
  return {
    psn_no: person.psnNo,
    psn_cert_type: person.certType,
    certno: person.certno,
    psn_name: person.name,
    gend: person.gend,
    brdy: person.birthOn,
    age: ageOn(person.birthOn, stay.begntime.slice(0, 10)),
  };
}

function outFlag(call: Call, stay: Stay): string {
  return stay.doc['insuplc_admdvs']?.slice(0, 4) === call.envelope.mdtrtareaAdmvs.slice(0, 4) ? '0' : '1';
}

function within(time: string, from: string | undefined, to: string | undefined): boolean {
  return time >= (from ?? '') && time <= (to ?? '');
}
