import { Refusal } from '../../model/errors.js';
import type { Provider } from '../../providers/provider.js';
import { isOutage } from '../../storage/database/outage.js';
import {
  type DeliveryOutcome,
  finishDeliveries,
  type HeldDelivery,
} from '../../storage/integrations/inbox.js';
import type { IngestionContext } from '../context.js';
import type { Hider } from '../credentials/hide-secrets.js';
import type { OpenDelivery } from './open-deliveries.js';
import type { Outcomes } from './outcomes.js';
import type { Recipient } from './write-delivered.js';

/** A credential that cannot be opened is looked at again so often. */
const CREDENTIAL_MILLISECONDS = 15 * 60_000;

/** Deliveries of one integration that are worked on together. */
export interface Batch extends Recipient {
  readonly provider: Provider;
  readonly outcomes: Outcomes;
  readonly hider: Hider;
  /** Calls of the tool that stand on no delivery yet. */
  readonly calls: { made: number };
}

/** Returns how a delivery ends that an error stopped. */
function stopped(
  context: IngestionContext,
  { outcomes: { failed, postponed } }: Batch,
  held: HeldDelivery,
  error: unknown,
): DeliveryOutcome {
  const now = context.clock();
  if (context.background.signal.aborted)
    return postponed(held, now, 'The process that worked on it was stopped.');
  if (error instanceof Refusal) return postponed(held, now + CREDENTIAL_MILLISECONDS, error);
  return failed(held, error, now, Math.random());
}

/** Writes how deliveries ended. The calls of the tool that were made for them stand on the first. */
export async function finish(
  { database }: IngestionContext,
  { account, calls }: Pick<Batch, 'account' | 'calls'>,
  outcomes: readonly DeliveryOutcome[],
): Promise<void> {
  const { made } = calls;
  const counted = outcomes.map((one, index) => ({ ...one, calls: index === 0 ? made : 0 }));
  await database.write(account, (session) => finishDeliveries(session, counted));
  calls.made -= made;
}

/** Writes that deliveries failed: they are tried again later. Throws an outage of the database, which leaves them held. */
export async function fail(
  context: IngestionContext,
  batch: Batch,
  all: readonly OpenDelivery[],
  error: unknown,
): Promise<void> {
  if (isOutage(error)) throw error;
  const outcomes = all.map(({ held }) => stopped(context, batch, held, error));
  await finish(context, batch, outcomes);
  const [{ reason } = { reason: null }] = outcomes;
  context.log('warn', `Webhooks of "${batch.integration.name}" are not done: ${reason}`);
}
