import { AppError } from '../../../../shared/errors/app-error.ts';

/** Papers that prove money: a second copy of one is a reprint. The others may be made as often as somebody wants them. */
const GUARDED: ReadonlySet<string> = new Set([
  'settlement-statement',
  'self-pay-statement',
  'visit-statement',
  'interim-statement',
  'refund-receipt',
  'deposit-receipt',
  'shift-sheet',
]);

/** Errors: permission/paper.reprint-approval. */
export function checkCopy(kind: string, copy: number, agreed: boolean): void {
  if (copy > 1 && !agreed && GUARDED.has(kind))
    throw new AppError('permission', 'paper.reprint-approval', 'a copy of this paper was made before', { copy: copy - 1 });
}
