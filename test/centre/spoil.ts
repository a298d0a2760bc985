import { z } from 'zod';
import type { Store } from './store/database.ts';
import { addLine, endLine, unsettledLines } from './store/lines.ts';
import { allStays } from './store/stays.ts';

const requestSchema = z.strictObject({ iptNo: z.string(), how: z.enum(['lose', 'double']) });

/** The first unsettled line of a stay goes, or comes once more, as no message of anybody asked for. Not the only one: then nobody could tell. */
export async function spoilLine(store: Store, request: unknown): Promise<{ readonly spoilt: number }> {
  const { iptNo, how } = requestSchema.parse(request);
  const stay = (await allStays(store)).find((one) => one.ipt_no === iptNo && one.ended_ms === null);
  const [line, ...others] = stay === undefined ? [] : await unsettledLines(store, stay.mdtrt_id);
  if (line === undefined || others.length === 0) return { spoilt: 0 };
  const { id, ended_ms: _ended, setl_id: _settled, ...copy } = line;
  if (how === 'double') await addLine(store, copy);
  else await endLine(store, id, 'spoilt', line.created_ms);
  return { spoilt: 1 };
}
