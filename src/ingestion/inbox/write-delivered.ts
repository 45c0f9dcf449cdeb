import type { Integration } from '../../model/integration.js';
import { holdIntegration } from '../../storage/inbox.js';
import { nothingKnown } from '../../storage/known-numbers.js';
import { keepPage } from '../../storage/pages.js';
import type { Session } from '../../storage/session.js';
import type { IngestionContext } from '../context.js';
import { packed } from '../packing.js';
import { noCalls, noCounts } from '../tally.js';
import type { Writing } from '../work.js';
import { writeWith } from '../write-page.js';
import type { MappedPage } from './open-deliveries.js';

/** The integration that facts are written for. */
export interface Recipient {
  readonly account: number;
  readonly integration: Integration;
}

/** How many records could not be read, by reason. */
export type Dropped = Map<string, number>;

export function addDropped(dropped: Dropped, { facts }: MappedPage): void {
  for (const [reason, count] of Object.entries(facts.dropped ?? {}))
    dropped.set(reason, (dropped.get(reason) ?? 0) + count);
}

/** Returns what was left out in one sentence; null where nothing was. */
export const droppedWords = (dropped: Dropped): string | null =>
  dropped.size === 0
    ? null
    : `Left out: ${[...dropped].map(([reason, count]) => `${reason} (${count})`).join(', ')}.`;

/**
 * Writes what a page of a webhook says and keeps the page, so that it is replayed with all others. No run is begun for it. `also`
 * is done in the transaction of its last part.
 */
export async function writeDelivered(
  context: IngestionContext,
  { account, integration }: Recipient,
  { page, facts }: MappedPage,
  also: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { kind, fetchedAt } = page;
  const body = await packed(page.body);
  const writing: Writing = {
    ...{
      account,
      integration,
      counts: noCounts,
      calls: noCalls,
      progress: null,
      known: nothingKnown(),
    },
    signal: context.background.signal,
    onWritten: () => undefined,
  };
  const hold = (session: Session) => holdIntegration(session, integration.number);
  await writeWith(context, writing, facts, null, {
    each: hold,
    last: async (session) => {
      if (!(await hold(session))) return false;
      await keepPage(session, integration.number, { kind, body, fetchedAt });
      await also(session);
      return true;
    },
  });
}
