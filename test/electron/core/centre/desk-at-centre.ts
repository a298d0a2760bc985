import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HttpCentre } from '../../../../electron/core/centre/http-centre.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { HisFolder } from '../../../../electron/core/his/his-folder.ts';
import type {
  AdmissionContent,
  AttemptTrail,
  ChargesContent,
  DischargeContent,
  InsuredPerson,
  SettlementContent,
} from '../../../../electron/core/ports/centre-gateway.ts';
import type { HisEntry } from '../../../../electron/core/ports/his-intake.ts';
import { readCardImage } from '../../../../electron/devices/image-reader.ts';
import { settingsSchema } from '../../../../electron/core/settings-schema.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Person } from '../../../../shared/model/stay.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import { type CentreHandle, startCentre } from '../../../centre/centre.ts';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../../../his/writer.ts';
import { demoSettings, putCard } from '../../../support/desk-folder.ts';
import { offsetTo } from '../../../support/story-clock.ts';

/** S01's acts as contents, and the adapter on a line to a real stand-in, without the rest of the core. */
export interface DeskAtCentre {
  readonly centre: CentreHandle;
  readonly gateway: HttpCentre;
  readonly admission: AdmissionContent;
  readonly charges: (visitNumber: string) => ChargesContent;
  readonly discharge: (visitNumber: string) => DischargeContent;
  readonly settlement: (visitNumber: string) => SettlementContent;
  /** The desk's clock alone. */
  setClock(hospitalMinute: string): void;
  close(): Promise<void>;
}

/** `folder`: an empty one, for the files of card and hospital. */
export async function deskAtCentre(
  folder: string,
  behaviour: BehaviourChange = {},
  change: Partial<CentreSettings> = {},
): Promise<DeskAtCentre> {
  const clockOffsetMs = offsetTo('2023-06-13 10:00');
  let deskOffsetMs = clockOffsetMs;
  const centre = await startCentre({ clockOffsetMs, behaviour });
  const { hospital, centre: settings } = settingsSchema.parse(demoSettings({ centre: centre.url, bank: centre.url }, 0));
  let next = 0;
  const gateway = new HttpCentre(
    {
      ...settings,
      readSeconds: 1,
      writeSeconds: 1,
      hospitalCode: hospital.code,
      hospitalName: hospital.name,
      region: hospital.region,
      windowNumber: '03',
      windowName: '窗口 3',
      ...change,
    },
    {
      nextMessageId: () => {
        next += 1;
        return `${hospital.code}2023061310000003${String(next).padStart(2, '0')}`;
      },
      milliseconds: () => Date.now() + deskOffsetMs,
      heard: () => undefined,
    },
  );
  const { order, lines, notice } = story(folder);
  const insured = await insuredOf(gateway, folder);
  const admittedAt = plusMilliseconds(order.issuedAt, 60_000);
  return {
    centre,
    gateway,
    admission: {
      kind: 'admission',
      insured,
      order,
      stayNumber: 'ZY23060503001',
      admittedAt,
      contactName: '示例家属',
      contactPhone: '138',
      injury: null,
    },
    charges: (visitNumber) => ({ kind: 'charges', careKind: 'inpatient', insured, visitNumber, lines }),
    discharge: (visitNumber) => ({ kind: 'discharge', insured, visitNumber, stayNumber: 'ZY23060503001', admittedAt, order, notice }),
    settlement: (visitNumber) => ({
      kind: 'settlement',
      careKind: 'inpatient',
      insured,
      visitNumber,
      admittedAt,
      leftAt: notice.leftAt,
      total: Money.sum(lines.map(({ amount }) => amount)),
      sums: null,
      account: 'none',
    }),
    setClock: (hospitalMinute) => {
      deskOffsetMs = offsetTo(hospitalMinute);
    },
    close: async () => {
      await gateway.close();
      await centre.close();
    },
  };
}

async function insuredOf(gateway: HttpCentre, folder: string): Promise<InsuredPerson> {
  putCard(folder, '示例甲');
  const person = readCardImage(path.join(folder, 'reader')) as Person;
  const { personNumber, statuses } = await gateway.findPerson(person);
  const [status] = statuses;
  if (status === undefined) throw new Error('示例甲 is insured');
  const { schemeCode, personClassCode, insuredPlaceCode } = status;
  return { person, personNumber, schemeCode, personClassCode, insuredPlaceCode };
}

function story(folder: string) {
  for (const write of [writeAdmissionOrder, writeCharges, writeDischargeNotice]) write(folder, 'S01');
  const entries: HisEntry[] = [];
  new HisFolder(folder).drain({
    take: (batch) => void entries.push(...batch.entries),
    refuse: (name) => {
      throw new Error(`${name} was refused: ${readFileSync(path.join(folder, 'refused', `${name}.reason.txt`), 'utf8')}`);
    },
  });
  const order = entries.find((entry) => entry.kind === 'admission-order')?.order;
  const notice = entries.find((entry) => entry.kind === 'discharge-notice')?.notice;
  if (order === undefined || notice === undefined) throw new Error('S01 has an order and a notice');
  return { order, notice, lines: entries.flatMap((entry) => (entry.kind === 'charge' ? [entry.item] : [])) };
}

/** Of an attempt that was never asked about before. */
export const firstTrail = (messageId: string): AttemptTrail => ({ messageId, seen: [], takingBack: () => undefined });
