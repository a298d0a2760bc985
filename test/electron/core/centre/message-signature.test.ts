import { sm2, sm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { envelopeText } from '../../../../electron/core/centre/envelope.ts';
import { type MessageSignature, signedText } from '../../../../electron/core/centre/message-signature.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';

const settings = {
  ...{ hospitalCode: 'H21020200001', hospitalName: '示例医院', region: '210200', interfaceVersion: 'V1.0', receiverCode: '99' },
  ...{ operatorNumber: 'A01', operatorName: '收费员', inputAsText: false, codes: { operatorKind: '1' } },
};
const facts = {
  ...{ number: '1101', messageId: 'H21020200001202306131000000301', insuredPlaceCode: '', signInNumber: 'QD1', input: { data: { a: 1 } } },
  at: '2023-06-13T02:00:00.000Z' as Instant,
};
const envelope = async (messageSignature: MessageSignature, input: object = facts.input) =>
  JSON.parse(await envelopeText({ ...settings, messageSignature }, { ...facts, input })) as Record<string, unknown>;

describe('cainfo', () => {
  it('the library gives the digest of the standard (GB/T 32905, example 1)', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('is empty by default', async () => {
    expect(await envelope({ kind: 'none' })).toMatchObject({ cainfo: '', signtype: '' });
  });

  it('signs the fields in the order of their names, without input and cainfo', async () => {
    const { cainfo, signtype, ...fields } = await envelope({ kind: 'sm3' });
    expect(signtype).toBe('SM3');
    const text = signedText({ ...fields, signtype });
    expect(text).toMatch(
      /^dev_no=&dev_safe_info=&fixmedins_code=H21020200001&fixmedins_name=示例医院&inf_time=2023-06-13 10:00:00&infno=1101&/,
    );
    expect(text).not.toMatch(/input|cainfo/);
    expect(cainfo).toBe(sm3(text).toUpperCase());
    expect((await envelope({ kind: 'sm3' }, { data: { a: 2 } }))['cainfo']).toBe(cainfo);
  });

  it('SM2: the bureau can check it with our public key and the user id, and only with those', async () => {
    const { privateKey, publicKey } = sm2.generateKeyPairHex();
    const how = { kind: 'sm2', privateKey, userId: '1234567812345678' } as const;
    const { cainfo, ...fields } = await envelope(how);
    expect(String(cainfo)).toMatch(/^[0-9A-F]{128}$/);
    const holds = (text: string, userId: string) =>
      sm2.doVerifySignature(text, String(cainfo).toLowerCase(), publicKey, { hash: true, userId });
    expect(holds(signedText(fields), how.userId)).toBe(true);
    expect(holds(signedText({ ...fields, opter: 'B02' }), how.userId)).toBe(false);
    expect(holds(signedText(fields), 'another user')).toBe(false);
  });
});
