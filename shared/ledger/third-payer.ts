/** How the desk writes down that somebody of the patient's own people paid. What is not on this list is somebody else: an employer, the other party. */
const KIN =
  /^(本人|自己|家属|亲属|监护人|配偶|夫妻|丈夫|妻子|爱人|父母|父亲|母亲|父|母|子女|儿子|女儿|子|女|兄弟|姐妹|哥哥|弟弟|姐姐|妹妹|祖父母|外祖父母|爷爷|奶奶|外公|外婆|孙子女|孙子|孙女|外孙|外孙女|女婿|儿媳)$/;

/**
 * Whether a deposit was paid by a third person, whose money goes back to him and not to the patient: he is named, is not the patient, and what he is to
 * him is said and is no kinship. What nobody said is taken as the family's. Source: story S08, domain §2 (deposits).
 */
export function isThirdPayer(payer: string, relation: string, patientName: string): boolean {
  const [name, said] = [payer.trim(), relation.trim()];
  return name !== '' && name !== patientName && said !== '' && !KIN.test(said);
}

/** Who takes the money, with the number of the document that he showed. */
export interface Taker {
  readonly name: string;
  readonly cert: string;
}

/**
 * Why the money of a third person does not go to this taker now; null: it does. To himself with his document, to somebody for him with that one's document
 * and a second person's word. Codes of shared/errors.
 */
export function whyNotToTaker(payer: string, taker: Taker | null, approved: boolean): 'refund.taker-missing' | 'refund.payer-only' | null {
  if (taker === null || taker.name.trim() === '' || taker.cert.trim().length < 6) return 'refund.taker-missing';
  return taker.name.trim() === payer.trim() || approved ? null : 'refund.payer-only';
}
