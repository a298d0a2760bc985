import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeBatch } from '../his/writer.ts';

/** Addresses of the other sides. */
export interface Addresses {
  readonly centre: string;
  readonly bank: string;
  /** Left out: this desk charges no codes. */
  readonly wallet?: string;
  /** Left out: card slips are typed in. */
  readonly card?: string;
  /** Left out: no platform of e-invoices is connected. */
  readonly invoice?: string;
}

const HERE = path.dirname(new URL(import.meta.url).pathname);

/** Invented clerks and their PINs. */
export const CLERKS = [
  { id: 'A01', name: '收费员甲', role: 'clerk', pin: '1234' },
  { id: 'S01', name: '班组长乙', role: 'supervisor', pin: '5678' },
  { id: 'Y01', name: '医保办丙', role: 'insurance-officer', pin: '2468' },
  { id: 'Z01', name: '管理员丁', role: 'administrator', pin: '1357' },
] as const;

/** An invented published table: what patients bore on average. */
const DEPOSIT_TABLE = [
  { from: '2023-01-01', disease: '', scheme: 'employee', amount: '3000.00' },
  { from: '2023-01-01', disease: '', scheme: 'resident', amount: '4000.00' },
] as const;

/** The settings of an invented hospital's window 03. */
export function demoSettings({ centre, bank, wallet, card, invoice }: Addresses, clockOffsetMs: number): Record<string, unknown> {
  return {
    hospital: { code: 'H21020200001', name: '大连市友谊医院', region: '210200', level: 'tertiary' },
    window: { number: '03', name: '窗口 3' },
    centre: {
      baseUrl: centre,
      accountId: 'demo-hospital',
      token: 'demo-token',
      readSeconds: 5,
      writeSeconds: 8,
      accumulatorCodes: {
        stayCount: 'ZYCS',
        deductible: 'QFX',
        pooledFund: 'TCJJ',
        burden: 'FWNZF',
        outpatientDeductible: 'MZQFX',
        outpatientFund: 'MZTCJJ',
      },
    },
    bank: { baseUrl: bank, clientId: 'demo-hospital', secret: 'demo-secret', seconds: 5 },
    ...(wallet === undefined ? {} : { wallet: { baseUrl: wallet, merchant: 'demo-hospital', secret: 'demo-secret', seconds: 3 } }),
    ...(card === undefined ? {} : { card: { baseUrl: card, terminal: '30000001', secret: 'demo-secret', seconds: 3 } }),
    ...(invoice === undefined
      ? {}
      : { invoice: { baseUrl: invoice, clientId: 'demo-hospital', secret: 'demo-secret', seconds: 3, placeCode: 'ZY03' } }),
    his: { folder: 'his' },
    reader: { kind: 'image-folder', folder: 'reader' },
    outbox: { absentAfterSeconds: 3, retrySeconds: [1, 2, 3] },
    lines: { proveSeconds: 1 },
    credit: { unconfirmedCap: '50000.00' },
    till: { depositTable: DEPOSIT_TABLE },
    training: { clockOffsetMs },
  };
}

/** Writes a data folder as a hospital's installer would leave it: settings, first clerks, and the hospital's item mapping in the HIS folder. */
export function makeDeskFolder(folder: string, settings: Record<string, unknown>): void {
  for (const sub of ['his', 'reader']) mkdirSync(path.join(folder, sub), { recursive: true });
  saveSettings(folder, settings);
  writeFileSync(path.join(folder, 'clerks.json'), JSON.stringify(CLERKS));
  const items = JSON.parse(readFileSync(path.join(HERE, '../his/catalogue.json'), 'utf8')) as Record<string, unknown>[];
  writeBatch(
    path.join(folder, 'his'),
    'catalogue',
    items.map((item) => ({ kind: 'catalogue-item', ...item })),
  );
}

export function saveSettings(folder: string, settings: Record<string, unknown>): void {
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Puts a card into the simulated reader, or takes it out (null). */
export function putCard(folder: string, card: string | null): void {
  const slot = path.join(folder, 'reader');
  for (const name of readdirSync(slot)) rmSync(path.join(slot, name));
  if (card !== null) copyFileSync(path.join(HERE, `../his/cards/${card}.card.json`), path.join(slot, `${card}.card.json`));
}
