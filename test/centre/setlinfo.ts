import { Amount } from './money.ts';
import { ageOn } from './policy.ts';
import type { Person } from './store/persons.ts';
import type { Settlement } from './store/settlements.ts';

/** What a `setlinfo` is written from; a pre-settlement has no number and no time. */
export interface SetlinfoSource {
  readonly settlement: Omit<Settlement, 'created_ms' | 'ended_ms' | 'ended_by' | 'cancel_setl_id' | 'cancel_msgid' | 'cancel_time'>;
  readonly person: Person;
  readonly medType: string;
  readonly sign: 1 | -1;
}

/** All 41 fields of the settlement result and the late additions, in the order of the interface reference §5.5. */
export function setlinfo({ settlement, person, medType, sign }: SetlinfoSource): Readonly<Record<string, unknown>> {
  const { doc } = settlement;
  const { split } = doc;
  const amount = (fen: number): Amount => new Amount(sign * fen);
  const zero = new Amount(0);
  return {
    mdtrt_id: settlement.mdtrt_id,
    setl_id: settlement.setl_id,
    psn_no: person.psnNo,
    psn_name: person.name,
    psn_cert_type: person.certType,
    certno: person.certno,
    gend: person.gend,
    naty: person.naty,
    brdy: person.birthOn,
    age: ageOn(person.birthOn, settlement.setl_time.slice(0, 10)),
    insutype: settlement.insutype,
    psn_type: doc.psnType,
    cvlserv_flag: doc.civilServant,
    setl_time: settlement.setl_time,
    mdtrt_cert_type: doc.mdtrtCertType,
    med_type: medType,
    medfee_sumamt: amount(split.total),
    fulamt_ownpay_amt: amount(split.selfPaid),
    overlmt_selfpay: amount(split.overLimit),
    preselfpay_amt: amount(split.firstShare),
    inscp_scp_amt: amount(split.inScope),
    act_pay_dedc: amount(split.deductible),
    hifp_pay: amount(split.pooledFund),
    pool_prop_selfpay: split.rate,
    cvlserv_pay: zero,
    hifes_pay: zero,
    hifmi_pay: zero,
    hifob_pay: amount(split.largeAid),
    maf_pay: zero,
    hosp_part_amt: zero,
    oth_pay: zero,
    fund_pay_sumamt: amount(split.fundSum),
    psn_part_amt: amount(split.part),
    acct_pay: amount(settlement.account_fen),
    psn_cash_pay: amount(split.part - settlement.account_fen),
    balc: new Amount(doc.balanceFen),
    acct_mulaid_pay: amount(doc.familyFen),
    medins_setl_id: settlement.msgid,
    clr_optins: settlement.clr_optins,
    clr_way: '1',
    clr_type: settlement.clr_type,
    exp_content: null,
    hifdm_pay: zero,
  };
}

/** One row per fund that the person's insurance has, also when it paid nothing this time. */
export function setldetail({ settlement, sign }: SetlinfoSource): readonly object[] {
  const { split } = settlement.doc;
  const resident = settlement.insutype === '390';
  const row = (type: string, name: string, fen: number, process: string): object => ({
    fund_pay_type: type,
    inscp_scp_amt: new Amount(sign * split.inScope),
    crt_payb_lmt_amt: new Amount(sign * (split.inScope - split.deductible)),
    fund_payamt: new Amount(sign * fen),
    fund_pay_type_name: name,
    setl_proc_info: process,
  });
  const basic = resident ? (['390100', '城乡居民基本医疗保险基金'] as const) : (['310100', '职工基本医疗保险统筹基金'] as const);
  const process = `起付线${split.deductible / 100}元,支付比例${split.rate}`;
  const rows = [row(basic[0], basic[1], split.pooledFund, process)];
  if (!resident) rows.push(row('330100', '职工大额医疗费用补助基金', split.largeAid, ''));
  return rows;
}
