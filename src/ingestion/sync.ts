import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import type { SyncRun } from '../model/integration.js';
import type { Instant } from '../model/time.js';
import type { CollectContext } from '../providers/provider.js';
import { noteSynced } from '../storage/integrations.js';
import { endRun, holdRun } from '../storage/sync-runs.js';
import { oneAhead } from './ahead.js';
import { type Claim, claimIn } from './claim.js';
import { directoryOf, type IngestionContext, providerOf } from './context.js';
import { settingsWithSecrets } from './credentials/credentials.js';
import { demand } from './demand.js';
import { sourceContext } from './source-context.js';
import { createProgress, withCall } from './tally.js';
import { validatorsOf } from './validators.js';
import { asRun, countsOf, RunLost, type Work, type WorkOptions } from './work.js';
import { type ReadyPage, readyPage, writePage } from './write-page.js';

const collectContext = (context: IngestionContext, work: Work): CollectContext => ({
  ...sourceContext(context, {
    dataDirectory: directoryOf(context, work.account, work.integration.number),
    signal: work.signal,
    now: work.run.startedAt,
    onCall: (call) => {
      work.calls = withCall(work.calls, call);
    },
    validatorOf: validatorsOf(context, work),
  }),
  pass: 'INCREMENT',
  since: null,
  cursor: work.integration.cursor,
  budget: { pages: Number.POSITIVE_INFINITY },
});

const succeed = ({ database }: IngestionContext, work: Work) => {
  const { account, integration, run } = work;
  return database.write(account, async (session) => {
    if (!(await holdRun(session, run.number))) throw new RunLost('It is no longer this process’s.');
    await noteSynced(session, integration.number, run.startedAt);
    await endRun(session, run.number, {
      ...{ status: 'SUCCEEDED', message: null, counts: countsOf(work) },
    });
  });
};

async function* readyPages(context: IngestionContext, work: Work): AsyncGenerator<ReadyPage> {
  const provider = providerOf(context, work.integration.provider);
  const given = await settingsWithSecrets(context, work.account, work.integration);
  const settings = provider.settings.parse(given);
  for await (const page of provider.collect(settings, collectContext(context, work)))
    yield readyPage(page, provider.toFacts(page));
}

async function collect(context: IngestionContext, work: Work): Promise<void> {
  const advance = createProgress(context.clock);
  for await (const ready of oneAhead(readyPages(context, work)))
    await writePage(context, work, ready, advance(ready.page));
  await succeed(context, work);
}

const claim = (
  context: IngestionContext,
  account: number,
  integration: number,
  unlessSince: Instant | null = null,
): Promise<Claim | null> =>
  context.database.write(account, (session) => claimIn(context, session, integration, unlessSince));

const goOn = (
  context: IngestionContext,
  account: number,
  claimed: Claim,
  options: WorkOptions,
): Promise<SyncRun> => asRun(context, account, claimed, options, (work) => collect(context, work));

/**
 * Brings in what is new and answers the run as it ended, FAILED ones too. Faults NOT_FOUND, and CONFLICT where the integration is
 * paused, being removed, or being synced by somebody else.
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
  return goOn(context, account, claimed, options);
}

/** Syncs an integration of which no run began after `unlessSince`; null where one did, or is under way. */
export async function syncIfDue(
  context: IngestionContext,
  account: number,
  integration: number,
  unlessSince: Instant,
): Promise<SyncRun | null> {
  const claimed = await claim(context, account, integration, unlessSince);
  return claimed?.isOurs ? goOn(context, account, claimed, {}) : null;
}

/** Begins a sync and answers its run at once, or the run that is under way. Faults as `sync`, and FORBIDDEN. */
export async function syncNow(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<SyncRun> {
  demand(viewer, 'SYNC');
  const claimed = await claim(context, viewer.account, integration);
  if (!claimed) throw new Error('A claim without a condition is never answered with nothing.');
  if (claimed.isOurs) context.background.run(() => goOn(context, viewer.account, claimed, {}));
  return claimed.run;
}
