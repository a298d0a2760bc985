/** What the caller should do, not where it happened. Closed list: add here, then in renderer/i18n. */
export const ERROR_KINDS = [
  'validation',
  'permission',
  'not-found',
  'conflict',
  'rule',
  'device',
  'interrupted',
  'gateway',
  'unknown',
  'rejected',
  'storage',
  'bug',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** `area.reason`, lower kebab. Stable: printed on screen, logged, quoted to support. Each has a sentence in renderer/i18n. */
export const ERROR_CODES = [
  'ipc.invalid-request',
  'ipc.not-on-this-port',
  'session.not-permitted',
  'session.not-signed-in',
  'session.wrong-pin',
  'session.locked-out',
  'request.key-reused',
  'core.restarted',
  'card.unreadable',
  'card.absent',
  'reader.not-responding',
  'reader.service-stopped',
  'reader.none',
  'person.unknown-to-centre',
  'person.differs',
  'identity.to-verify',
  'agent.missing',
  'injury.unanswered',
  'door.needs-approval',
  'encounter.person-in-hospital',
  'register.blocked',
  'merge.not-possible',
  'change.nothing',
  'change.closed',
  'cancel.blocked',
  'day-care.closed',
  'admission.gate-closed',
  'consent.not-given',
  'scan.unknown',
  'scan.broken',
  'scan.stay-unknown',
  'voucher.refused',
  'patient.not-found',
  'order.not-found',
  'order.already-admitted',
  'coverage.not-active',
  'policy.no-pack',
  'policy.no-value-on-date',
  'policy.pack-invalid',
  'policy.pack-not-trusted',
  'case.invalid',
  'encounter.not-found',
  'encounter.wrong-state',
  'encounter.locked',
  'claim.not-found',
  'claim.wrong-state',
  'claim.quote-stale',
  'leave.phone-missing',
  'leave.reason-missing',
  'credit.not-available',
  'credit.lock-too-small',
  'centre.unreachable',
  'centre.clock-refused',
  'centre.outcome-unknown',
  'centre.unreadable-answer',
  'centre.rejected',
  'bank.unreachable',
  'bank.outcome-unknown',
  'bank.refused',
  'statement.wrong-state',
  'his.file-refused',
  'paper.not-allowed',
  'paper.failed',
  'shift.none-open',
  'shift.already-open',
  'shift.not-open',
  'shift.not-found',
  'shift.reason-missing',
  'shift.quote-stale',
  'deposit.above-table',
  'deposit.reason-missing',
  'deposit.not-enough',
  'deposit.closed',
  'drawer.not-enough',
  'drawer.float-used-up',
  'payment.too-much',
  'payment.nothing-due',
  'payment.cash-too-little',
  'payment.not-in-cash',
  'payment.reference-missing',
  'payment.reference-used',
  'payment.means-not-allowed',
  'payment.not-found',
  'payment.wrong-state',
  'refund.too-much',
  'refund.account-missing',
  'refund.same-person',
  'refund.invoice-first',
  'wallet.unreachable',
  'invoice.unreachable',
  'invoice.none',
  'invoice.arrears-held',
  'books.export-failed',
  'settings.invalid',
  'db.version-from-future',
  'db.corrupt',
  'disk.full',
  'disk.failing',
  'app.bug',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain facts for the screen and the log; numbers without units of money. No names, no card numbers. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An expected failure. Anything else that is thrown is a bug and is reported as `app.bug`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  /** Facts for the screen and the log. No patient names, card numbers or free text. */
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}
