import { AppError } from '../../../../shared/errors/app-error.ts';

/** What may not be printed yet. */
export const notAllowed = (reason: string): AppError => new AppError('rule', 'paper.not-allowed', reason);
