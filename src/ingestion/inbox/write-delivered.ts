import type { Integration } from '../../model/integration.js';
import { emptyIdCache } from '../../storage/facts/id-cache.js';
import { holdIntegration } from '../../storage/integrations/inbox.js';
import { keepPage } from '../../storage/integrations/raw-pages.js';
import { writeValidators } from '../../storage/integrations/source-validators.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';
import { packed } from '../import/packing.js';
import { noCalls, noCounts } from '../sync/tally.js';
import type { Writing } from '../sync/work.js';
import { writeWith } from '../sync/write-page.js';
import type { MappedPage } from './open-deliveries.js';

/** The integration that facts are written for. */
export interface Recipient {
  readonly account: number;
  readonly integration: Integration;
}

export const noExclusions = () => ({
  /** How many records could not be read, by reason. */
  dropped: new Map<string, number>(),
  /** Facts that the database refuses, by name, each with the reason. */
  refused: [] as string[],
});
/** Counts of facts from webhooks that were excluded. */
type SetAsideCounts = ReturnType<typeof noExclusions>;

function addDropped({ dropped }: SetAsideCounts, { facts }: MappedPage): void {
  for (const [reason, count] of Object.entries(facts.dropped ?? {}))
    dropped.set(reason, (dropped.get(reason) ?? 0) + count);
}

/** So many refused facts are named. */
const MOST_NAMED = 5;

/** Returns the excluded facts in one sentence; null if there are none. */
export function exclusionSummary({ dropped, refused }: SetAsideCounts): string | null {
  const unnamed = refused.length - MOST_NAMED;
  const all = [
    ...[...dropped].map(([reason, count]) => `${reason} (${count})`),
    ...refused.slice(0, MOST_NAMED),
    ...(unnamed > 0 ? [`${unnamed} more that the database refuses`] : []),
  ];
  return all.length === 0 ? null : `Excluded: ${all.join('; ')}.`;
}

interface DeliveredOptions {
  /** Collects the excluded facts. */
  readonly excluded: SetAsideCounts;
  /** Is done in the transaction of the last part. */
  readonly also?: ((session: Session) => Promise<void>) | undefined;
}

/** Writes what a page of a webhook says and keeps the page, so that it is replayed with all others. No run is begun for it. */
export async function writeDelivered(
  context: IngestionContext,
  { account, integration }: Recipient,
  mapped: MappedPage,
  { excluded, also }: DeliveredOptions,
): Promise<void> {
  const { page, facts } = mapped;
  const { kind, fetchedAt } = page;
  addDropped(excluded, mapped);
  const body = await packed(page.body);
  const writing: Writing = {
    account,
    integration,
    counts: noCounts,
    calls: noCalls,
    progress: null,
    known: emptyIdCache(),
    signal: context.background.signal,
    onWritten: () => undefined,
    onRefused: (names, reason) => {
      excluded.refused.push(...names.map((name) => `${name} (${reason})`));
    },
  };
  const hold = (session: Session) => holdIntegration(session, integration.number);
  await writeWith(context, writing, facts, null, {
    each: hold,
    last: async (session) => {
      // The page draws a number, and the account's counter is locked before an integration.
      await keepPage(session, integration.number, { kind, body, fetchedAt });
      if (!(await hold(session))) return false;
      await writeValidators(session, integration.number, page.validators ?? {});
      await also?.(session);
      return true;
    },
  });
}
