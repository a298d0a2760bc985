import { chinaDay } from '../../standin/clock.ts';
import { accountBalance, yearOf } from '../accumulators.ts';
import { fields, type Row, rowOf } from '../fields.ts';
import { Amount } from '../money.ts';
import { ageOn } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { type Insurance, type Person, personByCard, personByCertificate } from '../store/persons.ts';
import { inTurn } from '../store/database.ts';
import { type Call, type Handler, horizon, isElsewhere, knownPerson, placeFits } from './call.ts';

const PERSON = fields(`mdtrt_cert_type:C3! mdtrt_cert_no:C50! card_sn:C32 begntime:DT psn_cert_type:C6 certno:C50 psn_name:C50`);
const STRICT_PERSON = fields('psn_cert_type:C6! certno:C50! psn_name:C50!');
const ENTITLEMENT = fields(`
  psn_no:C30! insutype:C6! fixmedins_code:C12! med_type:C6! begntime:DT! endtime:DT dise_codg:C30 dise_name:C500
  oprn_oprt_code:C30 oprn_oprt_name:C500 matn_type:C6 birctrl_type:C6
`);
const APPLICATIONS = fields('psn_no:C30! biz_appy_type:C3!');
const REFERRALS = fields('psn_no:C30! begntime:DT! endtime:DT');
const ACCUMULATED = fields('psn_no:C30! cum_ym:C6');

/** 1101 */
export const queryPerson: Handler = async (call) => {
  const row = rowOf(call.input, 'data', PERSON);
  if (call.behaviour.identityFieldsMandatory) rowOf(call.input, 'data', STRICT_PERSON);
  const person = await findPerson(call, row);
  if (person === undefined) throw new Refusal('未查询到人员基本信息,请核实是否参保');
  if (row['psn_name'] && row['psn_name'] !== person.name) throw new Refusal('人员姓名与证件号码不匹配');
  if (row['certno'] && row['certno'] !== person.certno) throw new Refusal('就诊凭证与证件号码不匹配');
  return { output: { baseinfo: baseInfo(call, person), insuinfo: await insuranceRows(call, person), idetinfo: identityRows(person) } };
};

async function findPerson(call: Call, row: Row): Promise<Person | undefined> {
  const number = row['mdtrt_cert_no'] ?? '';
  switch (row['mdtrt_cert_type']) {
    case '01': // a token of the stand-in world: "EC" and the certificate number
      return personByCertificate(call.store, number.replace(/^EC/, ''));
    case '02':
      return personByCertificate(call.store, number);
    case '03':
      return findByCard(call, row);
    default:
      throw new Refusal('就诊凭证类型不正确');
  }
}

async function findByCard(call: Call, row: Row): Promise<Person | undefined> {
  if (call.behaviour.cardNumberMandatory && !row['card_sn']) throw new Refusal('就诊凭证类型为社会保障卡时,卡识别码不能为空');
  const person = await personByCard(call.store, row['mdtrt_cert_no'] ?? '');
  if (person !== undefined && row['card_sn'] && row['card_sn'] !== person.cardSn) throw new Refusal('卡识别码与卡号不匹配');
  return person;
}

function baseInfo(call: Call, person: Person): object {
  return {
    psn_no: person.psnNo,
    psn_cert_type: person.certType,
    certno: person.certno,
    psn_name: person.name,
    gend: person.gend,
    naty: person.naty,
    brdy: person.birthOn,
    age: ageOn(person.birthOn, chinaDay(call.now)),
  };
}

async function insuranceRows(call: Call, person: Person): Promise<readonly object[]> {
  const balances = await inTurn(person.insurances, (row) => accountBalance(call.store, person, row));
  return person.insurances.map((row, index) => ({
    balc: new Amount(balances[index] ?? 0),
    insutype: row.insutype,
    psn_type: row.psnType,
    psn_insu_stas: row.status,
    psn_insu_date: row.insuredFrom,
    paus_insu_date: row.suspendedFrom === '' ? null : row.suspendedFrom,
    cvlserv_flag: row.civilServant,
    insuplc_admdvs: row.admdvs,
    emp_name: row.employer,
  }));
}

const identityRows = (person: Person): readonly object[] =>
  person.identities.map(({ code, memo, from, until }) => ({
    psn_idet_type: code,
    psn_type_lv: null,
    memo,
    begntime: from,
    endtime: until,
  }));

/** 5302: filings for living elsewhere (08) are all this centre has. Not yet begun ones are not told before their day. */
export const queryApplications: Handler = async (call) => {
  const row = rowOf(call.input, 'data', APPLICATIONS);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const today = chinaDay(call.now);
  const filed = person.insurances.filter(({ filedFrom }) => row['biz_appy_type'] === '08' && filedFrom !== null && filedFrom <= today);
  const psnfixmedin = filed.map(({ insutype, filedFrom, filedUntil, filedAs }, index) => ({
    psn_no: person.psnNo,
    insutype,
    fix_srt_no: String(index + 1),
    fixmedins_code: call.envelope.fixmedinsCode,
    fixmedins_name: call.envelope.fixmedinsName,
    begndate: filedFrom,
    enddate: filedUntil,
    memo: filedAs,
  }));
  return { output: { psnfixmedin } };
};

/** 5304: nobody was referred here. */
export const queryReferrals: Handler = async (call) => {
  const row = rowOf(call.input, 'data', REFERRALS);
  await knownPerson(call, row['psn_no'] ?? '');
  return { output: { refmedin: [] } };
};

/** 2001 */
export const checkEntitlement: Handler = async (call) => {
  const row = rowOf(call.input, 'data', ENTITLEMENT);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const insutype = row['insutype'] ?? '';
  const reason = whyNot(call, person, insutype, (row['begntime'] ?? '').slice(0, 10));
  const funds = insutype === '390' ? ['390100', '390200'] : ['310100', '330100'];
  const trtinfo = funds.map((fund) => ({
    psn_no: person.psnNo,
    trt_chk_type: '01',
    fund_pay_type: fund,
    trt_enjymnt_flag: reason === '' ? '1' : '0',
    begndate: `${(row['begntime'] ?? '').slice(0, 4)}-01-01`,
    enddate: null,
    trt_chk_rslt: reason,
  }));
  return { output: { trtinfo } };
};

function whyNot(call: Call, person: Person, insutype: string, day: string): string {
  const rows = person.insurances.filter((row) => row.insutype === insutype && placeFits(call, row));
  const row = rows.find(({ status }) => status === '1') ?? rows[0];
  if (row === undefined) return '未参加该险种';
  if (row.status !== '1') return `参保状态异常(${row.status === '2' ? '暂停参保' : '终止参保'})`;
  if (row.insuredFrom > day) return '尚未到待遇享受开始日期';
  if (isElsewhere(call, row) && !isFiled(row, chinaDay(call.now))) return '未办理异地就医备案';
  return '';
}

/** A filing in force on a day. */
export const isFiled = ({ filedFrom, filedUntil }: Pick<Insurance, 'filedFrom' | 'filedUntil'>, day: string): boolean =>
  filedFrom !== null && filedFrom <= day && (filedUntil === null || filedUntil >= day);

/** 5206; the meaning of `cum_type_code` is this centre's own, see BEHAVIOUR.md. */
export const queryAccumulated: Handler = async (call) => {
  const row = rowOf(call.input, 'data', ACCUMULATED);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const month = row['cum_ym'] || chinaDay(call.now).replaceAll('-', '').slice(0, 6);
  const year = month.slice(0, 4);
  const insutypes = [...new Set(person.insurances.filter(({ status }) => status === '1').map(({ insutype }) => insutype))];
  const known = await yearOf(call.store, person, year, horizon(call));
  const cuminfo = insutypes.flatMap((insutype) => {
    const rows = [
      ['ZYCS', known.stays * 100],
      ['QFX', known.deductible],
      ['FWNZF', known.burden],
      ['TCJJ', known.fund],
      ['MZQFX', known.outpatientDeductible],
      ['MZTCJJ', known.outpatientFund],
    ] as const;
    return rows.map(([code, fen]) => ({ insutype, year, cum_ym: month, cum_type_code: code, cum: new Amount(fen) }));
  });
  return { output: { cuminfo } };
};
