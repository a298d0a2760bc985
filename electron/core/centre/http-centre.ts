import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { Filing } from '../../../shared/model/filing.ts';
import type { Person } from '../../../shared/model/stay.ts';
import { type Instant, instantOf } from '../../../shared/time/calendar-date.ts';
import type {
  AttemptTrail,
  CareAsked,
  CentreContent,
  CentreGateway,
  Eligibility,
  InsuredPerson,
  KnownPerson,
  LineMessage,
  SettlementContent,
  Voucher,
  YearToDate,
} from '../ports/centre-gateway.ts';
import type { VisitSettlementContent } from '../ports/outpatient.ts';
import { type Answer, rowsOf } from './answer.ts';
import { readEligibility, readPerson, readPreSettlement, readResult, readVoucher, readYear } from './answer-codec.ts';
import { mustBeEligible, mustBeInsured, totalMustAgree } from './before-sending.ts';
import type { CentreSettings, CentreTools } from './centre-settings.ts';
import { envelopeText } from './envelope.ts';
import { applicationsInput, FILED_KINDS, readApplications, readIdentities, readReferrals, referralsInput } from './filing-codec.ts';
import { findOut, settledElsewhere } from './find-out.ts';
import { HttpLine } from './http-line.ts';
import { type CentreWords, compileWords, outputOf, saysDone } from './refusal-words.ts';
import { SignInSession } from './sign-in-session.ts';
import { actInput, careOf, eligibilityInput, inHospitalInput, personInput, settlementInput, voucherInput } from './message-codec.ts';
import { visitSettlementInput } from './outpatient-codec.ts';
import { TRANSACTIONS } from './transactions.ts';

/** The centre over HTTP with the `x-tif-*` gateway. Source: interface reference §1 to §8. */
export class HttpCentre implements CentreGateway {
  readonly #settings: CentreSettings;
  readonly #tools: CentreTools;
  readonly #line: HttpLine;
  readonly #session: SignInSession;
  readonly words: CentreWords;

  constructor(settings: CentreSettings, tools: CentreTools) {
    this.#settings = settings;
    this.#tools = tools;
    this.#line = new HttpLine(settings, tools);
    this.words = compileWords(settings.words);
    this.#session = new SignInSession(settings, tools.milliseconds, (number, input) => this.#exchange(number, '', input));
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  /** 9001, whatever was before: proves the line. */
  signIn(): Promise<void> {
    return this.#session.signIn();
  }

  /** 9002; see SignInSession. */
  signOut(): Promise<void> {
    return this.#session.signOut();
  }

  async decodeVoucher(scanned: string): Promise<Voucher> {
    try {
      return readVoucher(await this.ask('6101', '', voucherInput(this.#settings, scanned)));
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
      throw new AppError('rejected', 'voucher.refused', 'the centre does not take this code', error.details);
    }
  }

  async findPerson(person: Person, voucherToken?: string): Promise<KnownPerson> {
    try {
      const output = await this.ask('1101', '', personInput(person, voucherToken));
      return { ...readPerson(output), identities: readIdentities(output, this.#settings.hardshipCodes) };
    } catch (error) {
      if (error instanceof AppError && error.kind === 'rejected' && this.words.unknownPerson.test(String(error.details['words']))) {
        throw new AppError('rejected', 'person.unknown-to-centre', 'the centre does not know this person', error.details);
      }
      throw error;
    }
  }

  async checkEligibility(insured: InsuredPerson, on: Instant, care: CareAsked = 'inpatient'): Promise<Eligibility> {
    const place = insured.insuredPlaceCode;
    const answer = readEligibility(
      await this.ask('2001', place, eligibilityInput(this.#settings, insured, on, care)),
      this.#settings.codes.basicFunds,
    );
    const elsewhere = rowsOf(await this.ask('5303', place, inHospitalInput(insured, on)), 'data').length > 0;
    return { ...answer, inHospitalElsewhere: elsewhere, askedAt: this.#now() };
  }

  async filings(insured: InsuredPerson, on: Instant): Promise<readonly Filing[]> {
    const place = insured.insuredPlaceCode;
    const found: Filing[] = [];
    for (const kind of FILED_KINDS) found.push(...readApplications(await this.ask('5302', place, applicationsInput(insured, kind)), kind));
    return [...found, ...readReferrals(await this.ask('5304', place, referralsInput(insured, on)))];
  }

  async yearToDate(insured: InsuredPerson, year: number): Promise<YearToDate> {
    const month = year === Number(this.#now().slice(0, 4)) ? '' : `${year}12`;
    const output = await this.ask('5206', insured.insuredPlaceCode, { data: { psn_no: insured.personNumber, cum_ym: month } });
    return readYear(output, this.#settings.accumulatorCodes, insured.schemeCode, year, this.#now());
  }

  async preSettle(content: SettlementContent): Promise<Split> {
    try {
      const output = await this.ask('2303', content.insured.insuredPlaceCode, settlementInput(this.#settings, content));
      return readPreSettlement(content, output);
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected' && this.words.chargesDiffer.test(String(error.details['words']))))
        throw error;
      throw new AppError('rejected', error.code, error.message, { ...error.details, because: 'charges-total' });
    }
  }

  async preSettleVisit(content: VisitSettlementContent): Promise<Split> {
    const output = await this.ask('2206', content.insured.insuredPlaceCode, visitSettlementInput(this.#settings, content));
    return readPreSettlement(content, output);
  }

  async build(content: CentreContent, eligibleOn: Instant | null, coverageToo = false): Promise<LineMessage> {
    await this.#session.ensure();
    if (eligibleOn !== null)
      await mustBeEligible(this, this.#settings, { insured: content.insured, on: eligibleOn, care: careOf(content) });
    if (coverageToo) await mustBeInsured(this, content.insured);
    if (content.kind === 'settlement' || content.kind === 'visit-settlement') await totalMustAgree(this, content);
    const { number } = TRANSACTIONS[content.kind];
    return this.#message(number, content.insured.insuredPlaceCode, actInput(this.#settings, content));
  }

  async send(content: CentreContent, message: LineMessage): Promise<SendOutcome> {
    const { number } = TRANSACTIONS[content.kind];
    try {
      const outcome = this.#outcome(content, await this.#line.post(number, message.requestText, this.#settings.writeSeconds));
      return outcome.kind === 'rejected' ? await this.#afterRefusal(content, outcome) : outcome;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unknown') return { kind: 'unknown', words: error.message };
      throw error;
    }
  }

  resolve(content: CentreContent, trail: AttemptTrail): Promise<AttemptOutcome> {
    return findOut(this, this.#settings, content, trail, this.#now());
  }

  /**
   * A question: its answer's output. Questions may be repeated freely, so a lost answer is the same as no line,
   * and one that wanted a sign-in first is asked again after it: the old one may be of yesterday.
   *
   * @throws AppError gateway/centre.unreachable, gateway/centre.clock-refused, rejected/centre.rejected, unknown/centre.unreadable-answer.
   */
  async ask(number: string, insuredPlaceCode: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    return this.#afterSignIn(() => this.#exchange(number, insuredPlaceCode, input));
  }

  /** 9102: the answer is a file. Errors as of `ask`. */
  async fetchFile(number: string, input: object): Promise<Uint8Array> {
    return this.#afterSignIn(async () => {
      const { requestText } = await this.#message(number, '', input);
      const answer = await this.#asQuestion(this.#line.fetchFile(number, requestText, this.#settings.readSeconds));
      if (answer instanceof Uint8Array) return answer;
      outputOf(number, answer);
      throw new AppError('unknown', 'centre.unreadable-answer', 'no file came', { transaction: number });
    });
  }

  async #afterSignIn<T>(question: () => Promise<T>): Promise<T> {
    await this.#session.ensure();
    try {
      return await question();
    } catch (error) {
      const wanted = error instanceof AppError && error.kind === 'rejected' && this.words.notSignedIn.test(String(error.details['words']));
      if (!wanted) throw error;
      await this.#session.signIn();
      return question();
    }
  }

  async #exchange(number: string, insuredPlaceCode: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    const { requestText } = await this.#message(number, insuredPlaceCode, input);
    return outputOf(number, await this.#asQuestion(this.#line.post(number, requestText, this.#settings.readSeconds)));
  }

  /** Of a question a lost answer is the same as no line. */
  #asQuestion<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      if (!(error instanceof AppError && error.kind === 'unknown')) throw error;
      throw new AppError('gateway', 'centre.unreachable', 'the centre did not answer', {}, error);
    });
  }

  async #message(number: string, insuredPlaceCode: string, input: object): Promise<LineMessage> {
    const messageId = this.#tools.nextMessageId();
    const facts = { number, messageId, insuredPlaceCode, at: this.#now(), signInNumber: this.#session.number, input };
    return { messageId, requestText: await envelopeText(this.#settings, facts) };
  }

  #outcome(content: CentreContent, answer: Answer): SendOutcome {
    // What is not shown at once is asked for again: find-out.ts.
    if (content.kind === 'charges-comparison') return { kind: 'unknown', words: '5204' };
    if (answer.kind === 'refused' && this.words.notSignedIn.test(answer.words)) {
      this.#session.drop();
      throw new AppError('gateway', 'centre.unreachable', 'the centre wants a sign-in first: nothing was done', { words: answer.words });
    }
    if (answer.kind === 'refused') return { kind: 'rejected', words: answer.words };
    if (answer.kind !== 'done') return { kind: 'unknown', words: answer.words };
    return { kind: 'acknowledged', ...readResult(content, answer.output ?? {}) };
  }

  /** A refusal that says "this is so already" is no failure: what stands there is asked for. Any other refusal stays one. */
  async #afterRefusal(content: CentreContent, refusal: SendOutcome & { readonly kind: 'rejected' }): Promise<SendOutcome> {
    const { words } = refusal;
    const settling = content.kind === 'settlement' || content.kind === 'visit-settlement';
    if (settling && this.words.alreadySettled.test(words)) return (await settledElsewhere(this, content)) ?? refusal;
    if (content.kind === 'settlement' && this.words.chargesDiffer.test(words)) return { ...refusal, because: 'charges-total' };
    // Found out at the next turn, by the query that belongs to it.
    if (saysDone(this.words, content.kind, words)) return { kind: 'unknown', words };
    return refusal;
  }

  #now(): Instant {
    return instantOf(this.#tools.milliseconds());
  }
}
