import { HttpBank } from './bank/http-bank.ts';
import { HttpCentre } from './centre/http-centre.ts';
import { HttpReading } from './centre/http-reading.ts';
import { HttpStatement } from './centre/http-statement.ts';
import type { Clock } from './clock.ts';
import type { WritableDb } from './db/database.ts';
import { MessageNumbers } from './db/repositories/message-numbers.ts';
import type { BankGateway } from './ports/bank-gateway.ts';
import type { CentreGateway } from './ports/centre-gateway.ts';
import { HttpInvoice } from './einvoice/http-invoice.ts';
import { CupsQueues } from './printing/cups-queues.ts';
import { HttpCard } from './payments/http-card.ts';
import { HttpWallet } from './payments/http-wallet.ts';
import type { CardTerminal } from './ports/card-terminal.ts';
import type { PrintQueues } from './ports/print-queues.ts';
import type { InvoiceGateway } from './ports/invoice-gateway.ts';
import type { WalletGateway } from './ports/wallet-gateway.ts';
import type { ReadingGateway } from './ports/reading-gateway.ts';
import type { StatementGateway } from './ports/statement-gateway.ts';
import type { LineWatch } from './services/desk/line-watch.ts';
import type { Settings } from './settings-schema.ts';

/** The other sides that this desk talks to over the network. */
export interface Lines {
  readonly centre: CentreGateway;
  readonly bank: BankGateway;
  /** null: this desk charges no codes. */
  readonly wallet: WalletGateway | null;
  /** null: no card terminal is connected. */
  readonly card: CardTerminal | null;
  /** null: no platform of e-invoices is connected. */
  readonly invoice: InvoiceGateway | null;
  readonly printers: PrintQueues;
  readonly statements: StatementGateway;
  readonly reading: ReadingGateway;
  close(): Promise<void>;
}

interface LineTools {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly watch: LineWatch;
}

export function buildLines(settings: Settings, { db, clock, watch }: LineTools): Lines {
  const { hospital, window } = settings;
  const about = {
    ...settings.centre,
    hospitalCode: hospital.code,
    hospitalName: hospital.name,
    region: hospital.region,
    windowNumber: window.number,
    windowName: window.name,
  };
  const numbers = new MessageNumbers(db, window.number, () => clock.now());
  const centre = new HttpCentre(about, {
    nextMessageId: () => `${hospital.code}${numbers.take()}`,
    milliseconds: () => clock.milliseconds(),
    heard: (event) => {
      watch.heard('centre', event);
      if (event.reached || event.clockWrongBy !== null) watch.clock(event.clockWrongBy);
    },
  });
  const bank = new HttpBank(
    { ...settings.bank, hospitalCode: hospital.code },
    { milliseconds: () => clock.milliseconds(), heard: (event) => watch.heard('bank', event) },
  );
  const statements = new HttpStatement(centre, about);
  const wallet =
    settings.wallet === undefined
      ? null
      : new HttpWallet(settings.wallet, { milliseconds: () => clock.milliseconds(), heard: (event) => watch.heard('wallet', event) });
  const card =
    settings.card === undefined ? null : new HttpCard(settings.card, { milliseconds: () => clock.milliseconds(), heard: () => undefined });
  const invoice =
    settings.invoice === undefined
      ? null
      : new HttpInvoice(
          { ...settings.invoice, hospitalCode: hospital.code },
          { milliseconds: () => clock.milliseconds(), heard: (event) => watch.heard('invoice', event) },
        );
  const reading = new HttpReading(centre, about);
  const close = async () => void (await Promise.all([centre.close(), bank.close(), wallet?.close(), card?.close(), invoice?.close()]));
  return {
    centre,
    bank,
    statements,
    reading,
    wallet,
    card,
    invoice,
    printers: new CupsQueues(settings.printing.server, settings.printing.seconds),
    close,
  };
}
