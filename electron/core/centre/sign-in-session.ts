import { AppError } from '../../../shared/errors/app-error.ts';
import { dayOf, instantOf } from '../../../shared/time/calendar-date.ts';
import { nodeOf, textOf } from './answer.ts';
import type { CentreSettings } from './centre-settings.ts';

type Exchange = (number: '9001' | '9002', input: object) => Promise<Readonly<Record<string, unknown>>>;

const NOBODY = { number: '', at: Number.NEGATIVE_INFINITY };

/**
 * The desk's sign-in at the centre (9001, 9002; interface reference §7.1). It is of one operator, window and day; where it is enforced differs by place.
 * Asked for lazily before the first message, and again when it is too old, of another day, or when the centre says that it wants one.
 */
export class SignInSession {
  readonly #settings: CentreSettings;
  readonly #milliseconds: () => number;
  readonly #exchange: Exchange;
  #signedIn = NOBODY;
  #signingIn: Promise<void> | undefined;

  constructor(settings: CentreSettings, milliseconds: () => number, exchange: Exchange) {
    this.#settings = settings;
    this.#milliseconds = milliseconds;
    this.#exchange = exchange;
  }

  /** Carried in every envelope; "" where there is none. */
  get number(): string {
    return this.#signedIn.number;
  }

  drop(): void {
    this.#signedIn = NOBODY;
  }

  /** 9001, whatever was before. Errors as of a question. */
  async signIn(): Promise<void> {
    const { operatorNumber, signIn } = this.#settings;
    const output = await this.#exchange('9001', { signIn: { opter_no: operatorNumber, mac: signIn.mac, ip: signIn.ip } });
    this.#signedIn = { number: textOf(nodeOf(output, 'signinoutb')['sign_no']), at: this.#milliseconds() };
  }

  /** 9002, only of what was signed in today. Some platforms let nobody sign in again before the next day. */
  async signOut(): Promise<void> {
    if (this.number === '' || this.#day(this.#signedIn.at) !== this.#day(this.#milliseconds())) return;
    await this.#exchange('9002', { signOut: { sign_no: this.number, opter_no: this.#settings.operatorNumber } });
    this.drop();
  }

  /**
   * Before any other message. Where it is not enforced a refusal stops nothing: if it matters, the next message is refused in so many words.
   *
   * @throws AppError gateway/centre.sign-in-refused where it is enforced: nothing was sent; errors of the line.
   */
  async ensure(): Promise<void> {
    if (this.#isFresh()) return;
    try {
      // Many acts at once wait for one sign-in.
      this.#signingIn ??= this.signIn().finally(() => {
        this.#signingIn = undefined;
      });
      await this.#signingIn;
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
      if (this.#settings.signIn.enforced)
        throw new AppError('gateway', 'centre.sign-in-refused', 'the centre refuses the sign-in of this desk', error.details, error);
      this.#signedIn = { number: '', at: this.#milliseconds() };
    }
  }

  #isFresh(): boolean {
    const now = this.#milliseconds();
    const age = now - this.#signedIn.at;
    return age >= 0 && age < this.#settings.signIn.lifeMinutes * 60_000 && this.#day(this.#signedIn.at) === this.#day(now);
  }

  #day(milliseconds: number): string {
    return dayOf(instantOf(milliseconds));
  }
}
