import { z } from 'zod';
import { BusinessLine } from '../standin/business-line.ts';
import { createClock } from '../standin/clock.ts';
import { buildControlServer } from '../standin/control-server.ts';
import { FaultBook, type FaultRequest } from '../standin/faults.ts';
import { buildSignedServer } from '../standin/signed-server.ts';
import { type InvoiceVerdict, Platform } from './platform.ts';

export interface InvoicePlatformOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly clockOffsetMs?: number;
  readonly secret?: string;
}

export interface InvoicePlatformHandle {
  readonly url: string;
  readonly controlUrl: string;
  arm(fault: FaultRequest): void;
  setLine(up: boolean): Promise<void>;
  setClockOffset(offsetMs: number): void;
  dayList(day: string): string;
  mark: Platform['mark'];
  referee(): InvoiceVerdict;
  close(): Promise<void>;
}

const markSchema = z.strictObject({ stayNumber: z.string(), paperTaken: z.boolean().optional(), booked: z.boolean().optional() });

/** Starts the stand-in: a business port and a control port. `POST /control/behaviour {stayNumber, paperTaken, booked}`: what people did with an invoice. */
export async function startInvoicePlatform(options: InvoicePlatformOptions = {}): Promise<InvoicePlatformHandle> {
  const clock = createClock(options.clockOffsetMs ?? 0);
  const platform = new Platform(clock);
  const faults = new FaultBook();
  const secret = options.secret ?? 'demo-secret';
  const business = await buildSignedServer({ routes: platform.routes(), faults, clock, secret, header: 'x-invoice' });
  const line = new BusinessLine((request, response) => business.routing(request, response));
  await line.up(options.port ?? 0);
  const setBehaviour = (change: unknown) => {
    const { stayNumber, ...state } = markSchema.parse(change);
    platform.mark(stayNumber, state);
  };
  const referee = () => platform.judge();
  const control = buildControlServer({
    faults,
    line,
    clock,
    behaviour: () => ({}),
    setBehaviour,
    log: () => [...platform.kept.values()],
    referee,
    dayList: (day) => platform.dayList(day),
  });
  const controlUrl = await control.listen({ port: options.controlPort ?? 0, host: '127.0.0.1' });
  return {
    url: line.url,
    controlUrl,
    arm: (fault) => faults.arm(fault),
    setLine: (up) => (up ? line.up() : line.down()),
    setClockOffset: (offsetMs) => clock.setOffset(offsetMs),
    dayList: (day) => platform.dayList(day),
    mark: (stayNumber, change) => platform.mark(stayNumber, change),
    referee,
    close: async () => {
      await line.down();
      await control.close();
      await business.close();
    },
  };
}
