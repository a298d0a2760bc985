import { AppError } from '../../../shared/errors/app-error.ts';
import type { BankGateway } from '../ports/bank-gateway.ts';
import type { CentreGateway } from '../ports/centre-gateway.ts';
import type { InvoiceGateway } from '../ports/invoice-gateway.ts';
import type { WalletGateway } from '../ports/wallet-gateway.ts';
import type { LineWatch } from '../services/desk/line-watch.ts';

/** Asks a line that was quiet, or down, whether it is there; its light follows from the exchange itself. */
export async function proveLines(
  lines: {
    readonly centre: CentreGateway;
    readonly bank: BankGateway;
    readonly wallet: WalletGateway | null;
    readonly invoice: InvoiceGateway | null;
  },
  watch: LineWatch,
  quietMs: number,
): Promise<void> {
  await Promise.all([
    quiet(watch, 'centre', quietMs) ? tolerate(lines.centre.signIn()) : undefined,
    quiet(watch, 'bank', quietMs) ? tolerate(lines.bank.prove()) : undefined,
    lines.wallet !== null && quiet(watch, 'wallet', quietMs) ? tolerate(lines.wallet.prove()) : undefined,
    lines.invoice !== null && quiet(watch, 'invoice', quietMs) ? tolerate(lines.invoice.prove()) : undefined,
  ]);
}

const quiet = (watch: LineWatch, line: 'centre' | 'bank' | 'wallet' | 'invoice', ms: number): boolean =>
  watch.state(line) === 'down' || watch.isQuiet(line, ms);

/** Whatever comes back, the exchange has set the light. */
async function tolerate(proof: Promise<void>): Promise<void> {
  try {
    await proof;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
