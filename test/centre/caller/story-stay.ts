import { readFileSync } from 'node:fs';
import { chinaTime } from '../../standin/clock.ts';
import { fenText, readFen } from '../money.ts';
import type { Caller, CallOptions, Reply } from './caller.ts';

type Json = Readonly<Record<string, unknown>>;

/** One stay of a sample story, sent step by step as a desk would send it. */
export class StoryStay {
  readonly psn: Json;
  readonly order: Json;
  readonly notice: Json | undefined;
  readonly parts: readonly (readonly Json[])[];
  mdtrtId = '';
  private readonly caller: Caller;

  constructor(caller: Caller, story: string, index = 0) {
    const file = new URL(`../../his/stories/${story}.json`, import.meta.url);
    const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly Json[]>;
    this.caller = caller;
    this.order = data['admissionOrders']?.[index] ?? {};
    this.parts = (data['chargeParts'] ?? []) as unknown as readonly (readonly Json[])[];
    this.notice = data['dischargeNotices']?.[index];
    const persons = JSON.parse(readFileSync(new URL('../persons.json', import.meta.url), 'utf8')) as readonly Json[];
    const certno = (this.order['patient'] as Json)['certNo'];
    this.psn = persons.find((person) => person['certno'] === certno) ?? {};
  }

  get psnNo(): string {
    return String(this.psn['psnNo']);
  }

  get iptNo(): string {
    return String(this.order['orderNo']);
  }

  get insutype(): string {
    const rows = this.psn['insurances'] as readonly Json[];
    return String((rows.find((row) => row['status'] === '1') ?? rows[0])?.['insutype']);
  }

  get lines(): readonly Json[] {
    return this.parts.flat();
  }

  get total(): string {
    return fenText(this.lines.reduce((sum, line) => sum + (readFen(String(line['amount'])) ?? 0), 0));
  }

  async admit(options: CallOptions = {}, change: Json = {}): Promise<Reply> {
    const reply = await this.caller.call('2401', this.admission(change), options);
    const result = reply.output['result'] as Json | undefined;
    if (result !== undefined) this.mdtrtId = String(result['mdtrt_id']);
    return reply;
  }

  upload(lines: readonly Json[] = this.lines, options: CallOptions = {}): Promise<Reply> {
    return this.caller.call('2301', { feedetail: lines.map((line) => this.feeLine(line)) }, options);
  }

  discharge(options: CallOptions = {}): Promise<Reply> {
    const dscginfo = {
      ...this.numbers(),
      insutype: this.insutype,
      endtime: local(this.notice?.['leftAt']),
      dscg_dept_codg: code(this.order['dept']),
      dscg_dept_name: name(this.order['dept']),
      dscg_bed: this.order['bed'],
      dscg_way: '1',
    };
    const diseinfo = this.diagnoses().map(({ adm_cond: _dropped, ...row }) => ({ ...row, mdtrt_id: this.mdtrtId }));
    return this.caller.call('2402', { dscginfo, diseinfo }, options);
  }

  preSettle(change: Json = {}): Promise<Reply> {
    return this.caller.call('2303', { data: this.settlement(change) });
  }

  settle(options: CallOptions = {}, change: Json = {}): Promise<Reply> {
    return this.caller.call('2304', { data: this.settlement(change) }, options);
  }

  /** Everything up to 2402. */
  async untilDischarge(): Promise<this> {
    for (const step of [() => this.admit(), () => this.upload(), () => this.discharge()]) {
      const reply = await step();
      if (reply.infcode !== '0') throw new Error(reply.text);
    }
    return this;
  }

  numbers(): { mdtrt_id: string; psn_no: string } {
    return { mdtrt_id: this.mdtrtId, psn_no: this.psnNo };
  }

  admission(change: Json = {}): Json {
    const [main] = this.diagnoses();
    const mdtrtinfo = {
      psn_no: this.psnNo,
      insutype: this.insutype,
      tel: '13800000001',
      begntime: local(this.order['issuedAt']),
      mdtrt_cert_type: '02',
      mdtrt_cert_no: this.psn['certno'],
      cert_type: '01',
      certno: this.psn['certno'],
      med_type: '21',
      ipt_no: this.iptNo,
      atddr_no: code(this.order['attendingDoctor']),
      chfpdr_name: name(this.order['attendingDoctor']),
      adm_diag_dscr: main?.['diag_name'],
      adm_dept_codg: code(this.order['dept']),
      adm_dept_name: name(this.order['dept']),
      adm_bed: this.order['bed'],
      dscg_maindiag_code: main?.['diag_code'],
      dscg_maindiag_name: main?.['diag_name'],
      insuplc_admdvs: this.caller.insuplc,
      mdtrtarea_admvs: '210200',
      ...change,
    };
    return { mdtrtinfo, diseinfo: this.diagnoses() };
  }

  diagnoses(): readonly Record<string, unknown>[] {
    return (this.order['diagnosis'] as readonly Json[]).map((one, index) => ({
      psn_no: this.psnNo,
      diag_type: '1',
      maindiag_flag: one['main'] === true ? '1' : '0',
      diag_srt_no: index + 1,
      diag_code: one['code'],
      diag_name: one['name'],
      adm_cond: '',
      diag_dept: code(this.order['dept']),
      dise_dor_no: code(this.order['attendingDoctor']),
      dise_dor_name: name(this.order['attendingDoctor']),
      diag_time: local(this.order['issuedAt']),
    }));
  }

  feeLine(line: Json): Json {
    return {
      feedetl_sn: line['lineNo'],
      init_feedetl_sn: line['originalLineNo'] ?? '',
      ...this.numbers(),
      med_type: '21',
      fee_ocur_time: local(line['occurredAt']),
      med_list_codg: line['itemCode'],
      medins_list_codg: line['hospitalItemCode'],
      det_item_fee_sumamt: line['amount'],
      cnt: line['quantity'],
      pric: line['unitPrice'],
      bilg_dept_codg: code(line['dept']),
      bilg_dept_name: name(line['dept']),
      bilg_dr_codg: code(line['doctor']),
      bilg_dr_name: name(line['doctor']),
    };
  }

  settlement(change: Json = {}): Json {
    const rows = this.psn['insurances'] as readonly Json[];
    return {
      ...this.numbers(),
      mdtrt_cert_type: '02',
      mdtrt_cert_no: this.psn['certno'],
      psn_cert_type: '01',
      certno: this.psn['certno'],
      psn_type: rows.find((row) => row['status'] === '1')?.['psnType'],
      psn_name: this.psn['name'],
      medfee_sumamt: this.total,
      psn_setlway: '01',
      insutype: this.insutype,
      acct_used_flag: '0',
      mid_setl_flag: '0',
      insuplc_admdvs: this.caller.insuplc,
      mdtrtarea_admvs: '210200',
      ...change,
    };
  }
}

/** The centre's local time of an ISO instant. */
export function local(instant: unknown): string {
  return chinaTime(Date.parse(String(instant)));
}

function code(pair: unknown): unknown {
  return (pair as Json)['code'];
}

function name(pair: unknown): unknown {
  return (pair as Json)['name'];
}
