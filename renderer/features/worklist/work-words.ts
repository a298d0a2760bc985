import type { WorkItem } from '../../../shared/contract/worklist-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { readableFacts } from '../../ui/format.ts';

/** The `t` of the work list, with `words` beside it; a list of keys takes the first that has a sentence. */
type WorkSay = Say & ((keys: string[], facts: Readonly<Record<string, string>>) => string);

/** An act is named with what became of it; everything else has a sentence of its own. */
export function matterOf({ matter, group, facts }: WorkItem, t: WorkSay): string {
  const said = t(`matter.${group}`, readableFacts(facts));
  if (matter.startsWith('act.')) return t('actMatter', { act: t(`words:${matter}`), state: said });
  return t([`matter.${matter}`, `matter.${group}`], readableFacts(facts));
}

/** One step in a few words: who did what. */
export const stepSay = ({ kind, clerk, owner, outcome }: WorkItem['steps'][number], t: Say): string =>
  t(`step.${kind}`, { clerk, owner: owner ?? '', outcome: outcome === null ? '' : t(`outcome.${outcome}`) });
