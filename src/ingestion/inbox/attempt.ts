import { Refusal } from '../../model/errors.js';
import type { Provider } from '../../providers/provider.js';
import { type DeliveryOutcome, finishDeliveries, type HeldDelivery } from '../../storage/inbox.js';
import { isOutage } from '../../storage/outage.js';
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

/** Writes how deliveries ended. */
export const finish = (
  { database }: IngestionContext,
  { account }: Recipient,
  outcomes: readonly DeliveryOutcome[],
): Promise<void> => database.write(account, (session) => finishDeliveries(session, outcomes));

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
