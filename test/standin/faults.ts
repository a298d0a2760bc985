import { z } from 'zod';

/** Ways a request can go wrong; README.md says which of them still commit. */
export const FAULT_KINDS = [
  'no-answer',
  'late-answer',
  'lost-answer',
  'half-answer',
  'reset',
  'refusal',
  'garbage',
  'html',
  'no-infcode',
] as const;

/** One armed fault as given to `POST /control/faults`. `infno` and `operation` mean the same; "*" matches everything. */
export const faultSchema = z.strictObject({
  infno: z.string().optional(),
  operation: z.string().optional(),
  kind: z.enum(FAULT_KINDS),
  times: z.int().min(1).default(1),
  /** So many matching requests pass unharmed first. */
  skip: z.int().min(0).default(0),
  ms: z.int().min(0).default(5000),
  text: z.string().default('系统繁忙,请稍后再试'),
  /** Overrides whether the request is carried out before it goes wrong. */
  commit: z.boolean().optional(),
});

export type FaultRequest = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

/** The armed faults, used up in the order in which they were armed. */
export class FaultBook {
  private armed: Fault[] = [];

  arm(request: FaultRequest): void {
    this.armed.push(faultSchema.parse(request));
  }

  clear(): void {
    this.armed = [];
  }

  list(): readonly Fault[] {
    return this.armed;
  }

  /** The fault that hits this request, or undefined. Counts it down. */
  take(operation: string): Fault | undefined {
    const index = this.armed.findIndex((fault) => matches(fault, operation));
    const fault = this.armed[index];
    if (fault === undefined) return undefined;
    if (fault.skip > 0) {
      this.armed[index] = { ...fault, skip: fault.skip - 1 };
      return undefined;
    }
    if (fault.times > 1) this.armed[index] = { ...fault, times: fault.times - 1 };
    else this.armed.splice(index, 1);
    return fault;
  }
}

function matches(fault: Fault, operation: string): boolean {
  const wanted = fault.infno ?? fault.operation ?? '*';
  return wanted === '*' || wanted === operation;
}

/** Is the request carried out before the fault strikes? */
export function commits(fault: Fault): boolean {
  if (fault.commit !== undefined) return fault.commit;
  return ['late-answer', 'lost-answer', 'half-answer', 'garbage'].includes(fault.kind);
}
