import { Refusal } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import {
  claimDeliveries,
  finishDeliveries,
  type HeldDelivery,
  holdLonger,
} from '../../storage/integrations/inbox.js';
import { readIntegration } from '../../storage/integrations/integrations.js';
import type { Session } from '../../storage/sql/session.js';
import { keepAlive } from '../background.js';
import { type IngestionContext, providerOf } from '../context.js';
import { hiderOf } from '../credentials/hide-secrets.js';
import { secretSettings } from '../credentials/secret-settings.js';
import { patientContext } from '../patient-context.js';
import { type Batch, fail, finish } from './attempt.js';
import { fetchNudged } from './fetch-nudged.js';
import { type OpenDelivery, openDelivery } from './open-deliveries.js';
import { outcomesWith } from './outcomes.js';
import { exclusionSummary, noExclusions, writeDelivered } from './write-delivered.js';

const AT_ONCE = 50;
const BYTES_AT_ONCE = 16_000_000;
/** After so long without a sign of life a process is taken for dead. */
const HELD_MILLISECONDS = 60_000;
const SIGN_EVERY_MILLISECONDS = 15_000;

/** Writes the pages that a delivery holds; where it points at nothing further, its end is written with the last. */
async function writePages(
  context: IngestionContext,
  batch: Batch,
  { held, pages, nudges }: OpenDelivery,
): Promise<void> {
  const excluded = noExclusions();
  const end = (session: Session) =>
    finishDeliveries(session, [batch.outcomes.done(held, exclusionSummary(excluded))]);
  for (const [index, mapped] of pages.entries()) {
    const isEnd = nudges.length === 0 && index === pages.length - 1;
    await writeDelivered(context, batch, mapped, { excluded, also: isEnd ? end : undefined });
  }
}

async function processBatch(
  context: IngestionContext,
  batch: Batch,
  claimed: readonly HeldDelivery[],
): Promise<void> {
  const pointing: OpenDelivery[] = [];
  for (const held of claimed) {
    const opened = await openDelivery(batch, held);
    if ('status' in opened) {
      await finish(context, batch, [opened]);
      continue;
    }
    try {
      await writePages(context, batch, opened);
      if (opened.nudges.length > 0) pointing.push(opened);
    } catch (error) {
      await fail(context, batch, [opened], error);
    }
  }
  await fetchNudged(context, batch, pointing);
}

/** Secrets that cannot be opened cannot be sent either, so that nothing repeats them. */
async function batchOf(
  context: IngestionContext,
  account: number,
  integration: Integration,
): Promise<Batch> {
  const provider = providerOf(context, integration.provider);
  const hider = await secretSettings(context, account, integration, provider).then(
    (opened) => opened.hider,
    (error: unknown) => {
      if (error instanceof Refusal) return hiderOf(provider, {});
      throw error;
    },
  );
  const calls = { made: 0 };
  return { account, integration, provider, hider, calls, outcomes: outcomesWith(hider.hide) };
}

/**
 * Works on some of the deliveries of an integration that are due. Returns true if there may be more. Throws an outage of the
 * database.
 */
export async function processSome(
  context: IngestionContext,
  account: number,
  number: number,
): Promise<boolean> {
  const { database, clock, background } = context;
  if (background.signal.aborted) return false;
  const { integration, claimed } = await database.write(account, async (session) => ({
    integration: await readIntegration(session, number),
    claimed: await claimDeliveries(session, {
      integration: number,
      most: AT_ONCE,
      mostBytes: BYTES_AT_ONCE,
      heldUntil: clock() + HELD_MILLISECONDS,
    }),
  }));
  if (!integration || claimed.length === 0) return false;
  const patient = patientContext(context, background.signal);
  const batch = await batchOf(patient, account, integration);
  const numbers = claimed.map((one) => one.number);
  const hold = (session: Session) => holdLonger(session, numbers, clock() + HELD_MILLISECONDS);
  const stop = keepAlive(() => database.write(account, hold), SIGN_EVERY_MILLISECONDS);
  await processBatch(patient, batch, claimed).finally(stop);
  return true;
}

/** Works on the deliveries of an integration until none is due. Throws as `processSome`. */
export async function processDeliveries(
  context: IngestionContext,
  account: number,
  number: number,
): Promise<void> {
  while (await processSome(context, account, number));
}
