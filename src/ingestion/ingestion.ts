import type { Viewer } from '../model/access.js';
import type { DeploymentMark } from '../model/inputs/delivery-input.js';
import type { Integration } from '../model/integration.js';
import { createRepeat } from '../model/repeats.js';
import type { Delivery } from '../providers/delivery.js';
import { createAddressesOf } from '../providers/http/guarded-fetch.js';
import { createLimits } from '../providers/http/limits.js';
import type { Redelivered } from '../storage/integrations/inbox.js';
import type { IntegrationFilter } from '../storage/integrations/integrations.js';
import { createBackground } from './background.js';
import { type IngestionContext, providerOf } from './context.js';
import {
  credentialStatuses,
  type RotateInput,
  resealCredentials,
  rotateCredential,
} from './credentials/credentials.js';
import { type IngestInput, ingest } from './import/ingest.js';
import { type ReingestInput, reingestNow } from './import/reingest.js';
import { createInboxWork } from './inbox/inbox-work.js';
import { processDeliveries } from './inbox/process-deliveries.js';
import { type InboxRequest, inboxCounts, inboxes, webhookPaths } from './inbox/queries.js';
import { type Addressee, addressee, receive } from './inbox/receive.js';
import { redeliverNow } from './inbox/redeliver.js';
import { mark } from './mark-deployment.js';
import type { PageRequest } from './page.js';
import { type ConnectInput, check, connect, type SourceInput } from './sources/connect.js';
import { type DiscoverInput, discover } from './sources/discover.js';
import { healthReports } from './sources/health-reports.js';
import { setPaused } from './sources/pause.js';
import {
  integration,
  integrations,
  integrationsOf,
  lastRuns,
  projectsOf,
  repositories,
  repositoriesOf,
  runs,
} from './sources/queries.js';
import { finishRemoval, remove, removeNow } from './sources/removal.js';
import { type UpdateInput, update } from './sources/update.js';
import { rhythmOf } from './sync/next-run.js';
import { replay, replayNow } from './sync/replay.js';
import { createSchedule } from './sync/schedule.js';
import { spotCheck } from './sync/spot-check.js';
import { sync, syncNow } from './sync/sync.js';
import { syncProgressed } from './sync/sync-progress.js';
import type { WorkOptions } from './sync/work.js';

/** Longer than a tool on the other side of the world needs for its first answer. */
export const REACH_MILLISECONDS = 10_000;

type Optional = 'random' | 'gitHosts' | 'addressesOf' | 'reachMilliseconds';
export type IngestionOptions = Omit<
  IngestionContext,
  'background' | 'held' | 'limits' | 'repeat' | Optional
> &
  Partial<Pick<IngestionContext, Optional>>;

const changes = (context: IngestionContext) => ({
  /** Returns what works of a source that is not connected yet. Throws FORBIDDEN, or a `Refusal` for settings that cannot be read. */
  check: (viewer: Viewer, input: SourceInput) => check(context, viewer, input),
  /** Returns the integration that was connected. Throws FORBIDDEN, or a `Refusal` if the check fails. */
  connect: (viewer: Viewer, input: ConnectInput) => connect(context, viewer, input),
  /** Stops its scheduled syncs. */
  pause: (viewer: Viewer, number: number) => setPaused(context, viewer, number, 'PAUSED'),
  /** Changes settings, name or interval. */
  update: (viewer: Viewer, input: UpdateInput) => update(context, viewer, input),
  /** Returns what a credential sees, to choose from. */
  discover: (viewer: Viewer, input: DiscoverInput) => discover(context, viewer, input),
  /** Returns what the vendor and the database have of one thing. */
  spotCheck: (viewer: Viewer, number: number, what: string) =>
    spotCheck(context, viewer, number, what),
  /** Replaces a secret of an integration. */
  rotateCredential: (viewer: Viewer, input: RotateInput) =>
    rotateCredential(context, viewer, input),
  /** Seals all credentials of an account with the first key. */
  resealCredentials: (account: number) => resealCredentials(context, account),
  /** Marks an integration for removal; the removal goes on in the background. */
  remove: (viewer: Viewer, number: number) => remove(context, viewer, number),
  /** Removes an integration with all that it brought. */
  removeNow: (viewer: Viewer, number: number) => removeNow(context, viewer, number),
  /** Labels a deployment by hand; null takes the label off. */
  mark: (viewer: Viewer, run: number, said: DeploymentMark | null) =>
    mark(context, viewer, run, said),
  /** Finishes a removal that was interrupted. */
  finishRemoval: (account: number, number: number) => finishRemoval(context, account, number),
});

const syncs = (context: IngestionContext) => ({
  /** Syncs one integration. Returns the run, or null if another process syncs it. */
  sync: (account: number, number: number, options?: WorkOptions) =>
    sync(context, account, number, options),
  /** Starts a sync and returns its run. */
  syncNow: (viewer: Viewer, number: number) => syncNow(context, viewer, number),
  /** Starts to read an integration again, from an instant on. */
  reingestNow: (viewer: Viewer, input: ReingestInput) => reingestNow(context, viewer, input),
  /** Imports lines of facts. Returns what was accepted and what was refused. */
  ingest: (viewer: Viewer, input: IngestInput) => ingest(context, viewer, input),
  /** Maps all stored pages again. Returns the finished run. */
  replay: (viewer: Viewer, number: number) => replay(context, viewer, number),
  /** Starts to map all stored pages again. */
  replayNow: (viewer: Viewer, number: number) => replayNow(context, viewer, number),
  /** Yields the run of an integration while it goes on. */
  syncProgressed: (viewer: Viewer, number: number, signal: AbortSignal) =>
    syncProgressed(context, viewer, number, signal),
});

const queries = (context: IngestionContext) => ({
  /** Returns a page of the account's integrations. */
  integrations: (viewer: Viewer, filter: IntegrationFilter, request: PageRequest) =>
    integrations(context, viewer, filter, request),
  /** Returns one integration; null if there is none. */
  integration: (viewer: Viewer, number: number) => integration(context, viewer, number),
  /** Returns integrations by their numbers. */
  integrationsOf: (viewer: Viewer, numbers: readonly number[]) =>
    integrationsOf(context, viewer, numbers),
  /** Returns a page of the runs of an integration, the newest first. */
  runs: (viewer: Viewer, number: number, request: PageRequest) =>
    runs(context, viewer, number, request),
  /** Returns the last run of each integration. */
  lastRuns: (viewer: Viewer, numbers: readonly number[]) => lastRuns(context, viewer, numbers),
  /** Returns a page of the account's repositories. */
  repositories: (viewer: Viewer, request: PageRequest) => repositories(context, viewer, request),
  /** Returns repositories by their numbers. */
  repositoriesOf: (viewer: Viewer, numbers: readonly number[]) =>
    repositoriesOf(context, viewer, numbers),
  /** Returns the projects of an integration. */
  projectsOf: (viewer: Viewer, number: number) => projectsOf(context, viewer, number),
  /** Returns whether the credentials of each integration can be opened. */
  credentialStatuses: (viewer: Viewer, numbers: readonly number[]) =>
    credentialStatuses(context, viewer, numbers),
  /** Returns pages of webhook deliveries, one per request. */
  inboxes: (viewer: Viewer, requests: readonly InboxRequest[]) =>
    inboxes(context, viewer, requests),
  /** Returns the number of deliveries of each integration by status. */
  inboxCounts: (viewer: Viewer, numbers: readonly number[]) =>
    inboxCounts(context, viewer, numbers),
  /** Returns the path of each integration's webhooks, below the server's address; null if its tool sends none. */
  webhookPaths: (viewer: Viewer, numbers: readonly number[]) =>
    webhookPaths(context, viewer, numbers),
  /** Minutes from the end of a sync to the next. */
  intervalOf: ({ provider, intervalMinutes }: Integration) =>
    intervalMinutes ?? rhythmOf(providerOf(context, provider)).minutes,
  /** Returns the health of each integration. */
  healths: async (viewer: Viewer, asked: readonly Integration[]) =>
    (await healthReports(context, viewer, asked)).map(({ health }) => health),
  /** Returns the health of each integration, with its reasons. */
  healthReports: (viewer: Viewer, asked: readonly Integration[]) =>
    healthReports(context, viewer, asked),
});

/** Webhooks: taken in, worked on at once by the process that took them in, or by the clock. */
function inbox(context: IngestionContext) {
  const work = createInboxWork(context);
  return {
    /** Returns the integration that an address belongs to; null if there is none. */
    addressee: (address: string) => addressee(context, address),
    /** Verifies and stores a delivery. Returns what became of it. */
    receive: async (to: Addressee, delivery: Omit<Delivery, 'receivedAt'>) => {
      const receipt = await receive(context, to, { ...delivery, receivedAt: context.clock() });
      work.wake(to.account, to.integration);
      return receipt;
    },
    /** Has dead deliveries processed again. */
    redeliver: async (viewer: Viewer, which: Redelivered) => {
      const answer = await redeliverNow(context, viewer, which);
      work.wake(viewer.account, answer.integration.number);
      return answer;
    },
    /** Syncs a paused integration again. */
    resume: async (viewer: Viewer, number: number) => {
      const resumed = await setPaused(context, viewer, number, 'ACTIVE');
      work.wake(viewer.account, number);
      return resumed;
    },
    /** Works on the deliveries of one integration until none is due. */
    process: (account: number, number: number) => processDeliveries(context, account, number),
    /** Starts to process deliveries in the background. */
    start: work.start,
    /** Stops processing deliveries. */
    stop: work.stop,
  };
}

/**
 * Creates the entry to ingestion: connects sources, ingests their facts and removes sources with
 * their facts. Any number of processes may have one each over the same database. Calls by a viewer
 * need the viewer's permission (FORBIDDEN) and concern the viewer's account.
 */
export function createIngestion(options: IngestionOptions) {
  const background = createBackground((error) =>
    options.log('warn', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  const context: IngestionContext = {
    random: Math.random,
    gitHosts: [],
    addressesOf: createAddressesOf(),
    reachMilliseconds: REACH_MILLISECONDS,
    ...options,
    background,
    repeat: createRepeat(
      () => performance.now(),
      (error, name) => {
        if (!background.signal.aborted) options.log('warn', `${name}: ${String(error)}`);
      },
    ),
    held: new Set(),
    limits: createLimits(),
  };
  const schedule = createSchedule(context);
  const { resume, ...webhooks } = inbox(context);
  return {
    ...changes(context),
    ...syncs(context),
    ...queries(context),
    /** Syncs a paused integration again, and processes its deliveries. */
    resume,
    inbox: webhooks,
    schedule,
    /** Ends when what goes on in the background has. */
    idle: background.idle,
    /** Stops the schedule and what is under way; a sync that is cut off resumes with the next one. */
    close: () => {
      webhooks.stop();
      return schedule.stop();
    },
  };
}

/** Integrations of an app: connects, syncs, imports and removes. A viewer's request demands the viewer's permission (throws FORBIDDEN). */
export type Ingestion = ReturnType<typeof createIngestion>;
