import { Caller } from '../../centre/caller/caller.ts';
import { VisitCaller } from '../../centre/caller/visit-caller.ts';

/** A patient whom the stand-in centre has settled, as its answers said. */
export interface Settled {
  readonly n: number;
  readonly personNumber: string;
  readonly certNumber: string;
  readonly schemeCode: string;
  readonly placeCode: string;
  readonly visitNumber: string;
  readonly settlementNumber: string;
  readonly messageId: string;
  /** The centre's time, "yyyy-MM-dd HH:mm:ss". */
  readonly settledAt: string;
  /** Yuan as the centre wrote them. */
  readonly total: string;
  readonly fund: string;
  readonly account: string;
  readonly agencyCode: string;
  readonly clearingType: string;
}

/** A visit of a patient on the same day, settled (2207) and given back (2208). */
export interface Visited {
  readonly of: Settled;
  readonly visit: Settled;
  readonly cancelNumber: string;
}

export interface CentreControl {
  readonly url: string;
  person(person: object): Promise<void>;
  behave(behaviour: object): Promise<void>;
}

type Json = Readonly<Record<string, unknown>>;
const HOSPITAL = { code: 'DEPT', name: '示例科' };
const ITEM = '001102000050000-110200005';

/** The patients of one day at the centre, through its business port alone, so many at once. `settle`: false leaves a visit without a settlement. */
export class CentreSide {
  readonly #control: CentreControl;
  readonly caller: Caller;

  constructor(control: CentreControl, clockOffsetMs: number) {
    this.#control = control;
    this.caller = new Caller(control.url);
    this.caller.nowMs = () => Date.now() + clockOffsetMs;
  }

  async all(count: number, unsettled: ReadonlySet<number>, lanes = 16): Promise<readonly Settled[]> {
    await this.#control.behave({ dischargeFirst: false, lateVisibilityMs: 0, secondSettlement: 'accepted', maxLinesPerUpload: 100 });
    const found: Settled[] = [];
    let next = 0;
    const lane = async () => {
      for (let n = next; n < count; n = next) {
        next += 1;
        found[n] = await this.one(n, !unsettled.has(n));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return found;
  }

  async visits(of: readonly Settled[]): Promise<readonly Visited[]> {
    const found: Visited[] = [];
    for (const one of of) found.push(await this.visit(one));
    return found;
  }

  async one(n: number, settles: boolean): Promise<Settled> {
    const who = personOf(n);
    await this.#control.person(who.person);
    const insuplc = who.placeCode;
    const admitted = await this.caller.done('2401', admission(who), { insuplc });
    const mdtrt_id = String((admitted['result'] as Json)['mdtrt_id']);
    await this.caller.done('2301', { feedetail: [feeLine(who, mdtrt_id)] }, { insuplc });
    const common = {
      n,
      personNumber: who.psnNo,
      certNumber: who.certno,
      schemeCode: who.insutype,
      placeCode: who.placeCode,
      visitNumber: mdtrt_id,
    };
    const messageId = this.caller.nextMsgid();
    const nothing = {
      settlementNumber: '',
      messageId,
      settledAt: '',
      total: who.amount,
      fund: '0.00',
      account: '0.00',
      agencyCode: '',
      clearingType: '',
    };
    if (!settles) return { ...common, ...nothing };
    return { ...common, ...(await this.settle({ ...common, ...nothing }, messageId)) };
  }

  /** 2304; also a second time, where the centre takes it. */
  async settle(of: Pick<Settled, 'n' | 'visitNumber'>, messageId: string) {
    const who = personOf(of.n);
    const data = { ...who.settlement, mdtrt_id: of.visitNumber, mdtrtarea_admvs: '210200', insuplc_admdvs: who.placeCode };
    const output = await this.caller.done('2304', { data }, { insuplc: who.placeCode, msgid: messageId });
    return { messageId, ...readSettled(output['setlinfo'] as Json) };
  }

  /** A visit beside his stay, settled and given back whole. */
  async visit(of: Settled): Promise<Visited> {
    const who = personOf(of.n);
    const visit = new VisitCaller(this.caller, who.person, { number: `MZ${of.n}`, area: '210200' });
    const messageId = this.caller.nextMsgid();
    await visit.register();
    await visit.details(EMERGENCY);
    await visit.upload([{ no: '1', code: ITEM, quantity: '1.0000', price: '50.000000', amount: '50.00' }]);
    const settled = await visit.settle({ msgid: messageId }, { med_type: EMERGENCY });
    const back = await visit.giveBack();
    if (settled.infcode !== '0' || back.infcode !== '0') throw new Error(`${settled.text} ${back.text}`);
    const cancelNumber = String((back.output['setlinfo'] as Json)['setl_id']);
    const numbers = { visitNumber: visit.mdtrtId, messageId };
    return { of, visit: { ...of, ...numbers, ...readSettled(settled.output['setlinfo'] as Json) }, cancelNumber };
  }

  /** 2305 by somebody; returns the number of the cancelling settlement. */
  async cancel(of: Settled, messageId: string): Promise<string> {
    const data = { mdtrt_id: of.visitNumber, setl_id: of.settlementNumber, psn_no: of.personNumber };
    const output = await this.caller.done('2305', { data }, { insuplc: of.placeCode, msgid: messageId });
    return String((output['setlinfo'] as Json)['setl_id']);
  }

  /** 2601 of its settlement. */
  async reverse(of: Settled): Promise<void> {
    const data = { psn_no: of.personNumber, omsgid: of.messageId, oinfno: '2304' };
    await this.caller.done('2601', { data }, { insuplc: of.placeCode });
  }
}

function readSettled(info: Json) {
  const amount = (name: string) => Number(info[name]).toFixed(2);
  return {
    settlementNumber: String(info['setl_id']),
    settledAt: String(info['setl_time']),
    total: amount('medfee_sumamt'),
    fund: amount('fund_pay_sumamt'),
    account: amount('acct_pay'),
    agencyCode: String(info['clr_optins']),
    clearingType: String(info['clr_type']),
  };
}

/** Settled beside a stay, too. */
const EMERGENCY = '13';

type Who = ReturnType<typeof personOf>;

/** An invented person: a third insured as residents, a seventh in another city. */
function personOf(n: number) {
  const serial = String(n + 1).padStart(6, '0');
  const psnNo = `2102009${String(n).padStart(8, '0')}`;
  const certno = `21020219800101${serial.slice(-4)}${serial.slice(0, 2)}`.slice(0, 18);
  const insutype = n % 3 === 0 ? '390' : '310';
  const placeCode = n % 7 === 0 ? '330200' : '210200';
  const amount = (1_000 + n * 1.37).toFixed(2);
  const insurance = { insutype, psnType: insutype === '390' ? '15' : '11', status: '1', insuredFrom: '2005-01-01', admdvs: placeCode };
  const person = {
    ...{ psnNo, certno, name: '示例人', gend: '1', birthOn: '1980-01-01', cardNo: `B${serial}`, cardSn: `2102${serial}` },
    insurances: [{ ...insurance, balance: '500.00', filedFrom: '2023-01-01' }],
  };
  const credential = { mdtrt_cert_type: '02', mdtrt_cert_no: certno };
  const settlement = {
    ...{ psn_no: psnNo, ...credential, psn_cert_type: '01', certno, psn_type: insurance.psnType, psn_name: person.name },
    ...{ medfee_sumamt: amount, psn_setlway: '01', insutype, acct_used_flag: n % 5 === 0 ? '1' : '0', mid_setl_flag: '0' },
  };
  return { n, psnNo, certno, insutype, placeCode, amount, person, credential, settlement };
}

const BEGAN = '2023-06-10 09:00:00';

function admission(who: Who): object {
  const doctor = { code: 'D210200000001', name: '示例医师' };
  const mdtrtinfo = {
    ...{
      psn_no: who.psnNo,
      insutype: who.insutype,
      begntime: BEGAN,
      ...who.credential,
      cert_type: '01',
      certno: who.certno,
      med_type: '21',
    },
    ...{ ipt_no: `ZY${who.n}`, atddr_no: doctor.code, chfpdr_name: doctor.name, adm_diag_dscr: '肺炎', adm_dept_codg: HOSPITAL.code },
    ...{ adm_dept_name: HOSPITAL.name, adm_bed: '01', dscg_maindiag_code: 'J18.900', dscg_maindiag_name: '肺炎' },
    ...{ insuplc_admdvs: who.placeCode, mdtrtarea_admvs: '210200' },
  };
  const diagnosis = {
    ...{ psn_no: who.psnNo, diag_type: '1', maindiag_flag: '1', diag_srt_no: '1', diag_code: 'J18.900', diag_name: '肺炎' },
    ...{ diag_dept: HOSPITAL.code, dise_dor_no: doctor.code, dise_dor_name: doctor.name, diag_time: BEGAN },
  };
  return { mdtrtinfo, diseinfo: [diagnosis] };
}

function feeLine(who: Who, mdtrt_id: string): object {
  return {
    ...{ feedetl_sn: '1', mdtrt_id, psn_no: who.psnNo, med_type: '21', fee_ocur_time: '2023-06-10 10:00:00', med_list_codg: ITEM },
    ...{ medins_list_codg: 'H1', det_item_fee_sumamt: who.amount, cnt: '1.0000', pric: `${who.amount}0000` },
    ...{ bilg_dept_codg: HOSPITAL.code, bilg_dept_name: HOSPITAL.name, bilg_dr_codg: 'D210200000001', bilg_dr_name: '示例医师' },
  };
}
