import { type LogEntry, mergedRanges } from '../model/change-log.js';
import {
  deleteHealedFacts,
  deleteSetAside,
  kindsSetAside,
  reportTeams,
  teamsSetAside,
} from '../storage/cells/set-aside.js';
import {
  commitConsumerOffset,
  lockConsumerOffset,
} from '../storage/change-feed/consumer-offset.js';
import type { Session } from '../storage/sql/session.js';
import { linkableOf, loadBatch } from './batch.js';
import { changedBy } from './changed.js';
import { linkEntries } from './correlate.js';

/** The teams to link without: those whose rules are set aside, unless the entries may have changed rules. */
export const teamsWithout = async (
  session: Session,
  entries: readonly LogEntry[],
): Promise<number[]> => (changedBy(entries).rules ? [] : await teamsSetAside(session));

/** Deletes what was written of facts that these entries name and that are not set aside any more. */
export const noteHealed = (session: Session, entries: readonly LogEntry[]): Promise<void> =>
  deleteHealedFacts(
    session,
    mergedRanges(entries.flatMap((entry) => (entry.kind === 'FACTS' ? entry.what.numbers : []))),
  );

/** Links entries, but for teams whose rules are set aside, and deletes what was written of whatever is set aside no longer. */
export async function linkHealing(
  session: Session,
  entries: readonly LogEntry[],
  derivation: string,
): Promise<void> {
  const aside = await kindsSetAside(session);
  const without = aside.has('RULES') ? await teamsWithout(session, entries) : [];
  await linkEntries(session, entries, { derivation, without: new Set(without) });
  if (aside.has('LINKING')) await deleteSetAside(session, 'LINKING');
  if (aside.has('FACT')) await noteHealed(session, entries);
  if (!aside.has('RULES') || without.length > 0) return;
  reportTeams(session, await teamsSetAside(session));
  await deleteSetAside(session, 'RULES');
}

/** How much a step has done of what there is. NOTHING also stands for another worker that does it. */
export type Progress = 'SOME' | 'ALL' | 'NOTHING';

/** How much of the change log was read, and whether rules can be others since. */
export interface Correlated {
  readonly read: Progress;
  readonly rules: boolean;
}

/**
 * Reads the next entries of the change log, renews rules and links where they changed something and invalidates the cells of before and
 * after. The entries name at most so many facts; with `onlyFull` fewer wait until more are there.
 */
export async function correlate(
  session: Session,
  derivation: string,
  mostFacts: number,
  onlyFull: boolean,
): Promise<Correlated> {
  const position = await lockConsumerOffset(session);
  if (position === null) return { read: 'NOTHING', rules: false };
  const { entries, isLast } = await loadBatch(session, position, mostFacts);
  const last = entries.at(-1);
  if (!last || (onlyFull && isLast)) return { read: 'NOTHING', rules: false };
  const linkable = linkableOf(entries);
  if (linkable.length > 0) await linkHealing(session, linkable, derivation);
  await commitConsumerOffset(session, last.sequence);
  return { read: isLast ? 'ALL' : 'SOME', rules: changedBy(linkable).rules };
}
