import { Refusal } from '../../model/errors.js';
import { LimitReached } from '../../providers/http/limits.js';
import type { SourceContext } from '../../providers/provider.js';
import { isOutage } from '../../storage/database/outage.js';
import { directoryOf, type IngestionContext } from '../context.js';
import { openSettingsOf } from '../credentials/credentials.js';
import { openPage } from '../import/open-texts.js';
import { lentTo } from '../sources/roots.js';
import { sourceContext } from '../sync/source-context.js';
import { validatorsOf } from '../sync/validators.js';
import { type Batch, fail, finish } from './attempt.js';
import type { OpenDelivery } from './open-deliveries.js';
import { exclusionSummary, noExclusions, writeDelivered } from './write-delivered.js';

/** Where so many fail one after the other and none succeeded, the tool is at fault and no delivery. */
const MOST_FAILURES = 3;

const nudgedContext = async (
  context: IngestionContext,
  { account, integration, hider, calls }: Batch,
): Promise<SourceContext> =>
  sourceContext(context, hider, {
    ...(await lentTo(context, account, integration)),
    dataDirectory: directoryOf(context, account, integration.number),
    signal: context.background.signal,
    now: context.clock(),
    onCall: () => {
      calls.made += 1;
    },
    validatorOf: validatorsOf(context, { account, integration }),
  });

/** Fetches what deliveries point at, each thing once, writes it, and writes that they are done. */
async function fetchTogether(
  context: IngestionContext,
  batch: Batch,
  all: readonly OpenDelivery[],
): Promise<void> {
  const { account, integration, provider } = batch;
  if (!provider.fetchNudged) throw new Error(`${provider.title} cannot fetch what it points at.`);
  const { given } = await openSettingsOf(context, account, integration);
  const settings = provider.settings.parse(given);
  const nudges = [...new Set(all.flatMap((one) => one.nudges))];
  const around = await nudgedContext(context, batch);
  const excluded = noExclusions();
  for await (const read of provider.fetchNudged(settings, nudges, around)) {
    const page = openPage(read);
    const mapped = { page, facts: provider.toFacts(page) };
    await writeDelivered(context, batch, mapped, { excluded });
  }
  const reason = exclusionSummary(excluded);
  await finish(
    context,
    batch,
    all.map(({ held }) => batch.outcomes.done(held, reason)),
  );
}

/** True if the error would stop every other delivery too. */
const concernsAll = ({ background }: IngestionContext, error: unknown): boolean =>
  background.signal.aborted ||
  isOutage(error) ||
  error instanceof LimitReached ||
  error instanceof Refusal;

/** Fetches for each delivery alone, so that one that fails stops no other. */
async function fetchAlone(context: IngestionContext, batch: Batch, all: readonly OpenDelivery[]) {
  let failures = 0;
  for (const [index, one] of all.entries())
    try {
      await fetchTogether(context, batch, [one]);
      failures = Number.NEGATIVE_INFINITY;
    } catch (error) {
      failures += 1;
      const isHopeless = failures >= MOST_FAILURES || concernsAll(context, error);
      await fail(context, batch, isHopeless ? all.slice(index) : [one], error);
      if (isHopeless) return;
    }
}

/**
 * Fetches the entities that deliveries only point at. Deliveries in their first attempt are fetched
 * together. If that fails, and for further attempts, each is fetched alone.
 */
export async function fetchNudged(
  context: IngestionContext,
  batch: Batch,
  all: readonly OpenDelivery[],
): Promise<void> {
  const first = all.filter(({ held }) => held.attempts === 1);
  const again = all.filter(({ held }) => held.attempts > 1);
  if (first.length > 0)
    try {
      await fetchTogether(context, batch, first);
    } catch (error) {
      const isFinal = first.length === 1 || concernsAll(context, error);
      await (isFinal ? fail(context, batch, first, error) : fetchAlone(context, batch, first));
    }
  await fetchAlone(context, batch, again);
}
