import type { PaperId } from '../../../../shared/identity/ids.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import type { BankGateway } from '../../ports/bank-gateway.ts';
import type { CardTerminal } from '../../ports/card-terminal.ts';
import type { CardReader } from '../../ports/card-reader.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';
import type { ReadStatement } from '../../ports/day-statement.ts';
import type { KeySealing } from '../../ports/key-sealing.ts';
import type { PrintQueues } from '../../ports/print-queues.ts';
import type { InvoiceGateway } from '../../ports/invoice-gateway.ts';
import type { WalletGateway } from '../../ports/wallet-gateway.ts';
import type { ReadingGateway } from '../../ports/reading-gateway.ts';
import type { StatementGateway } from '../../ports/statement-gateway.ts';
import type { Settings } from '../../settings-schema.ts';
import type { LineWatch } from '../desk/line-watch.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';

export interface BuildDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly shelf: () => PolicyShelf;
  readonly watch: LineWatch;
  readonly lines: {
    readonly centre: CentreGateway;
    readonly bank: BankGateway;
    readonly statements: StatementGateway;
    readonly reading: ReadingGateway;
    readonly wallet: WalletGateway | null;
    readonly card: CardTerminal | null;
    readonly invoice: InvoiceGateway | null;
    readonly printers: PrintQueues;
  };
  readonly reader: CardReader;
  readonly readStatement: ReadStatement;
  readonly dataDir: string;
  readonly runId: string;
  readonly keyMap: Readonly<Record<string, string>>;
  readonly changed: () => void;
  readonly makePaper: (paperId: PaperId) => void;
  readonly paperReady: (paperId: PaperId, numbered: boolean) => void;
  readonly sealing: KeySealing;
  readonly restart: () => void;
  readonly hisProblem?: () => { readonly port: number; readonly because: 'taken' | 'not-allowed' | 'other' } | null;
}

/** Whether the centre answered last. */
export const centreUpOf =
  ({ watch }: BuildDeps) =>
  (): boolean =>
    ['up', 'slow'].includes(watch.state('centre'));

/** Whether the bank answered last. */
export const bankUpOf =
  ({ watch }: BuildDeps) =>
  (): boolean =>
    ['up', 'slow'].includes(watch.state('bank'));

/** Every queue that papers of this desk go to. */
export const queuesOf = ({ printing }: Settings): readonly string[] => [
  ...new Set([...(printing.queue === null ? [] : [printing.queue]), ...Object.values(printing.queues)]),
];
