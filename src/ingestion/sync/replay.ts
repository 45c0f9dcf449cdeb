import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { SyncRun } from '../../model/integration.js';
import type { Page } from '../../providers/provider.js';
import { emptyIdCache } from '../../storage/facts/id-cache.js';
import { type KeptPage, nextPage } from '../../storage/integrations/raw-pages.js';
import { type IngestionContext, providerOf } from '../context.js';
import { asRun } from '../import/as-run.js';
import { openPage } from '../import/open-texts.js';
import { unpacked } from '../import/packing.js';
import { demand } from '../sources/demand.js';
import { type Claim, claimIn } from './claim.js';
import type { RunEnding } from './run-end.js';
import { createProgress } from './tally.js';
import type { Work } from './work.js';
import { writeInParts } from './write-page.js';

/** Returns a kept page as it may be mapped. It may have been kept before secrets were removed. */
const pageOf = async ({ kind, body, fetchedAt }: KeptPage): Promise<Page> =>
  openPage({ kind, fetchedAt, cursor: null, body: (await unpacked(body)).toString() });

async function again(context: IngestionContext, work: Work): Promise<RunEnding> {
  const { database } = context;
  const { account, integration } = work;
  const provider = providerOf(context, integration.provider);
  const advance = createProgress(context.clock);
  const after = (number: number) =>
    database.read(account, (session) => nextPage(session, integration.number, number));
  for (let kept = await after(0); kept; kept = await after(kept.number)) {
    const page = await pageOf(kept);
    const facts = provider.toFacts(page);
    await writeInParts(context, work, facts, advance({ ...page, items: 1 }));
  }
  return { status: 'SUCCEEDED', message: 'Kept pages were mapped again.', resumesAt: null };
}

const goOn = (context: IngestionContext, viewer: Viewer, claimed: Claim): Promise<SyncRun> =>
  asRun(
    context,
    viewer.account,
    claimed,
    { known: emptyIdCache(new Set()), isSync: false },
    (work) => again(context, work),
  );

async function claim(context: IngestionContext, viewer: Viewer, integration: number) {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const claimed = await context.database.write(viewer.account, (session) =>
    claimIn(context, session, integration, null),
  );
  if (claimed?.isOurs) return claimed;
  throw new Fault('CONFLICT', 'It is being synced: replay its pages when that has ended.');
}

/**
 * Maps all pages that are still kept again, in order, and writes their facts. Changes nothing
 * unless the mapping changed; new results then replace old ones of the same `updatedAt`. Returns
 * the finished run. Throws FORBIDDEN. Throws NOT_FOUND. Throws CONFLICT if the integration is
 * paused, removed or synced.
 */
export async function replay(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<SyncRun> {
  return goOn(context, viewer, await claim(context, viewer, integration));
}

/** The same, answering at once with the run that has begun. */
export async function replayNow(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<SyncRun> {
  const claimed = await claim(context, viewer, integration);
  context.background.run(() => goOn(context, viewer, claimed));
  return claimed.run;
}
