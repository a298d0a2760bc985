import { chinaTime } from '../../standin/clock.ts';
import { fields, rowOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { personByCertificate } from '../store/persons.ts';
import type { Handler } from './call.ts';

/** §11.1; the field of the scanned text is our own guess, the reference names none. */
const VOUCHER = fields(
  'ecQrCode:C500! orgId:C40! businessType:C5! operatorId:C20! operatorName:C30! officeId:C20! officeName:C30! deviceType:C20',
);
const USES = new Set(['01101', '01102', '01103', '01104', '01301']);

/**
 * 6101. A code of this world: "EC.", the certificate number, ".", the last second it is good for as fourteen digits of the centre's clock.
 * Its token is the one 1101 takes; the answer lies as text in `data`, as some platforms send it.
 */
export const decodeVoucher: Handler = async (call) => {
  const row = rowOf(call.input, 'data', VOUCHER);
  if (!USES.has(row['businessType'] ?? '')) throw new Refusal('用码业务类型不正确');
  const [, certno = '', until = ''] = /^EC\.([0-9A-Z]{3,30})\.(\d{14})$/.exec(row['ecQrCode'] ?? '') ?? [];
  if (certno === '') throw new Refusal('不是有效的医保电子凭证二维码');
  if (until < chinaTime(call.now).replace(/\D/g, '')) throw new Refusal('二维码已过期,请刷新后重新出示');
  const person = await personByCertificate(call.store, certno);
  if (person === undefined) throw new Refusal('医保电子凭证未激活');
  const data = {
    userName: person.name,
    idNo: person.certno,
    idType: person.certType,
    ecToken: `EC${person.certno}`,
    insuOrg: person.insurances[0]?.admdvs ?? '',
    gender: person.gend,
    birthday: person.birthOn,
  };
  return { output: { code: 0, message: '成功', orgId: row['orgId'], data: JSON.stringify(data) } };
};
