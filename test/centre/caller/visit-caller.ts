import { chinaTime } from '../../standin/clock.ts';
import { fenText, readFen } from '../money.ts';
import type { Caller, CallOptions, Reply } from './caller.ts';

type Json = Readonly<Record<string, unknown>>;

/** One line of an outpatient's bill. */
export interface VisitLine {
  readonly no: string;
  readonly code: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
}

/** One visit, sent step by step as a cashier's window would send it. */
export class VisitCaller {
  mdtrtId = '';
  batch = 'B1';
  setlId = '';
  sums: Json = {};
  total = '0.00';
  readonly number: string;
  readonly #caller: Caller;
  readonly #person: Json;
  readonly #area: string;

  /** `area`: the place of care. */
  constructor(caller: Caller, person: Json, { number = 'MZ0001', area = '210300' } = {}) {
    this.#area = area;
    this.#caller = caller;
    this.#person = person;
    this.number = number;
  }

  get psnNo(): string {
    return String(this.#person['psnNo']);
  }

  #options(options: CallOptions): CallOptions {
    const envelope = { mdtrtarea_admvs: this.#area };
    return { insuplc: this.#insurance['admdvs'] as string, envelope, ...options };
  }

  get #insurance(): Json {
    return (this.#person['insurances'] as readonly Json[])[0] ?? {};
  }

  async register(options: CallOptions = {}): Promise<Reply> {
    const now = chinaTime(this.#caller.nowMs() - 60_000);
    const data = {
      psn_no: this.psnNo,
      insutype: this.#insurance['insutype'],
      begntime: now,
      ...this.#credential(),
      psn_type: this.#insurance['psnType'],
      psn_name: this.#person['name'],
      ipt_otp_no: this.number,
      atddr_no: 'D1',
      dr_name: '示例医师',
      dept_code: 'A02',
      dept_name: '心内科',
      caty: 'A02',
    };
    const reply = await this.#caller.call('2201', { data }, this.#options(options));
    const answer = reply.output['data'] as Json | undefined;
    if (answer !== undefined) this.mdtrtId = String(answer['mdtrt_id']);
    return reply;
  }

  details(medType = '11'): Promise<Reply> {
    const now = chinaTime(this.#caller.nowMs() - 60_000);
    const mdtrtinfo = { ...this.#numbers(), med_type: medType, begntime: now, dise_codg: 'I10', dise_name: '高血压' };
    const row = { diag_type: '1', diag_srt_no: '1', diag_code: 'I10', diag_name: '高血压', diag_dept: 'A02' };
    const diseinfo = [{ ...row, dise_dor_no: 'D1', dise_dor_name: '示例医师', diag_time: now, vali_flag: '1' }];
    return this.#caller.call('2203', { mdtrtinfo, diseinfo }, this.#options({}));
  }

  async upload(lines: readonly VisitLine[], options: CallOptions = {}): Promise<Reply> {
    const feedetail = lines.map((line) => ({
      feedetl_sn: line.no,
      ...this.#numbers(),
      chrg_bchno: this.batch,
      rx_circ_flag: '0',
      fee_ocur_time: chinaTime(this.#caller.nowMs()),
      med_list_codg: line.code,
      medins_list_codg: line.code,
      det_item_fee_sumamt: line.amount,
      cnt: line.quantity,
      pric: line.price,
      bilg_dept_codg: 'A02',
      bilg_dept_name: '心内科',
      bilg_dr_codg: 'D1',
      bilg_dr_name: '示例医师',
      hosp_appr_flag: '0',
    }));
    const reply = await this.#caller.call('2204', { feedetail }, this.#options(options));
    const rows = (reply.output['result'] ?? []) as readonly Json[];
    const sum = (name: string) => fenText(rows.reduce((all, row) => all + (readFen(Number(row[name]).toFixed(2)) ?? 0), 0));
    this.total = sum('det_item_fee_sumamt');
    this.sums = {
      fulamt_ownpay_amt: sum('fulamt_ownpay_amt'),
      overlmt_selfpay: sum('overlmt_amt'),
      preselfpay_amt: sum('preselfpay_amt'),
      inscp_scp_amt: sum('inscp_scp_amt'),
    };
    return reply;
  }

  preSettle(change: Json = {}): Promise<Reply> {
    return this.#caller.call('2206', { data: this.#settlement(change) }, this.#options({}));
  }

  async settle(options: CallOptions = {}, change: Json = {}): Promise<Reply> {
    const reply = await this.#caller.call('2207', { data: this.#settlement({ ...this.sums, ...change }) }, this.#options(options));
    const info = reply.output['setlinfo'] as Json | undefined;
    if (info !== undefined) this.setlId = String(info['setl_id']);
    return reply;
  }

  giveBack(): Promise<Reply> {
    return this.#caller.call('2208', { data: { setl_id: this.setlId, ...this.#numbers() } }, this.#options({}));
  }

  removeLines(batch = '0000'): Promise<Reply> {
    return this.#caller.call('2205', { data: { ...this.#numbers(), chrg_bchno: batch } }, this.#options({}));
  }

  cancel(): Promise<Reply> {
    return this.#caller.call('2202', { data: { ...this.#numbers(), ipt_otp_no: this.number } }, this.#options({}));
  }

  reverse(msgid: string, infno: string): Promise<Reply> {
    return this.#caller.call('2601', { data: { psn_no: this.psnNo, omsgid: msgid, oinfno: infno } }, this.#options({}));
  }

  #numbers(): Json {
    return { mdtrt_id: this.mdtrtId, psn_no: this.psnNo };
  }

  #credential(): Json {
    return { mdtrt_cert_type: '02', mdtrt_cert_no: this.#person['certno'], psn_cert_type: '01', certno: this.#person['certno'] };
  }

  #settlement(change: Json): Json {
    return {
      ...this.#numbers(),
      ...this.#credential(),
      psn_type: this.#insurance['psnType'],
      psn_name: this.#person['name'],
      med_type: '11',
      medfee_sumamt: this.total,
      psn_setlway: '01',
      chrg_bchno: this.batch,
      acct_used_flag: '0',
      insutype: this.#insurance['insutype'],
      ...change,
    };
  }
}
