import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { SyncRun } from '../../model/integration.js';
import type { CollectContext } from '../../providers/provider.js';
import { directoryOf, type IngestionContext, providerOf } from '../context.js';
import type { Hider } from '../credentials/hide-secrets.js';
import { secretSettings } from '../credentials/secret-settings.js';
import { asRun } from '../import/as-run.js';
import { openPage } from '../import/open-texts.js';
import { prefetchOne } from '../prefetch-one.js';
import { demand } from '../sources/demand.js';
import { lentTo } from '../sources/roots.js';
import { type Claim, claimIn, type FoundDue } from './claim.js';
import { rhythmOf } from './next-run.js';
import type { RunEnding } from './run-end.js';
import { sourceContext } from './source-context.js';
import { createProgress, withCall } from './tally.js';
import { validatorsOf } from './validators.js';
import type { Work, WorkOptions } from './work.js';
import { type ReadyPage, readyPage, writePage } from './write-page.js';

const collectContext = async (
  context: IngestionContext,
  work: Work,
  hider: Hider,
): Promise<CollectContext> => ({
  ...sourceContext(context, hider, {
    ...(await lentTo(context, work.account, work.integration)),
    dataDirectory: directoryOf(context, work.account, work.integration.number),
    signal: work.signal,
    now: work.run.startedAt,
    onCall: (call) => {
      work.calls = withCall(work.calls, call);
    },
    validatorOf: validatorsOf(context, work),
  }),
  pass: work.run.pass,
  since: work.integration.rereadFrom ?? work.integration.since,
  cursor: work.integration.cursor,
  budget: { pages: work.mostPages },
});

async function* readyPages(context: IngestionContext, work: Work): AsyncGenerator<ReadyPage> {
  const provider = providerOf(context, work.integration.provider);
  const { account, integration } = work;
  const { given, hider } = await secretSettings(context, account, integration, provider);
  const settings = provider.settings.parse(given);
  work.hide = hider.hide;
  const around = await collectContext(context, work, hider);
  for await (const read of provider.collect(settings, around)) {
    const page = openPage(read);
    yield readyPage(page, provider.toFacts(page));
  }
}

const shareUsed = ({ mostPages }: Work): RunEnding => ({
  status: 'DEFERRED',
  resumesAt: null,
  message: `It has read its share of ${mostPages} pages; the rest follows at once.`,
});

async function collect(context: IngestionContext, work: Work): Promise<RunEnding> {
  const advance = createProgress(context.clock);
  for await (const ready of prefetchOne(readyPages(context, work))) {
    await writePage(context, work, ready, advance(ready.page));
    if (work.counts.pages >= work.mostPages) return shareUsed(work);
  }
  return { status: 'SUCCEEDED', message: null, resumesAt: null };
}

const claim = (
  context: IngestionContext,
  account: number,
  integration: number,
  foundDue: FoundDue | null = null,
): Promise<Claim | null> =>
  context.database.write(account, (session) => claimIn(context, session, integration, foundDue));

/** Goes on with a claimed run to its end. */
export const syncClaimed = (
  context: IngestionContext,
  account: number,
  claimed: Claim,
  options: WorkOptions,
): Promise<SyncRun> =>
  asRun(context, account, claimed, options, (work, patient) => collect(patient, work));

/**
 * Brings in what is new and returns the run as it ended, FAILED ones too. Throws NOT_FOUND, and CONFLICT if the integration is
 * paused, being removed, or being synced by another process.
 */
export async function sync(
  context: IngestionContext,
  account: number,
  integration: number,
  options: WorkOptions = {},
): Promise<SyncRun> {
  const claimed = await claim(context, account, integration);
  if (!claimed?.isOurs)
    throw new Fault('CONFLICT', 'It is being synced already: wait until that ends.');
  return syncClaimed(context, account, claimed, options);
}

/** Syncs an integration that was found due, up to its share of pages; null if another run began since, or is under way. */
export async function syncIfDue(
  context: IngestionContext,
  account: number,
  integration: number,
  foundDue: FoundDue,
): Promise<SyncRun | null> {
  const claimed = await claim(context, account, integration, foundDue);
  if (!claimed?.isOurs) return null;
  const { pages } = rhythmOf(providerOf(context, claimed.integration.provider));
  return syncClaimed(context, account, claimed, { mostPages: pages });
}

/** Begins a sync and returns its run at once, or the run that is under way. Throws as `sync`, and FORBIDDEN. */
export async function syncNow(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<SyncRun> {
  demand(viewer, 'SYNC');
  const claimed = await claim(context, viewer.account, integration);
  if (!claimed) throw new Error('A claim without a condition is never answered with nothing.');
  if (claimed.isOurs)
    context.background.run(() => syncClaimed(context, viewer.account, claimed, {}));
  return claimed.run;
}
