import type { Viewer } from '../model/access.js';
import { createRepeat } from '../model/repeats.js';
import type { Delivery } from '../providers/delivery.js';
import { createAddressesOf } from '../providers/http/guarded-fetch.js';
import { createLimits } from '../providers/http/limits.js';
import type { Redelivered } from '../storage/integrations/inbox.js';
import { createBackground } from './background.js';
import type { IngestionContext } from './context.js';
import {
  credentialStatuses,
  resealCredentials,
  rotateCredential,
} from './credentials/credentials.js';
import { ingest } from './import/ingest.js';
import { reingestNow } from './import/reingest.js';
import { registerInstance, reportRun } from './import/report-run.js';
import { createInboxWork } from './inbox/inbox-work.js';
import { processDeliveries } from './inbox/process-deliveries.js';
import { inboxCounts, inboxes, webhookPaths } from './inbox/queries.js';
import { type Addressee, addressee, receive } from './inbox/receive.js';
import { redeliverNow } from './inbox/redeliver.js';
import { mark } from './mark-deployment.js';
import { check, connect } from './sources/connect.js';
import { discover } from './sources/discover.js';
import { healthReports, healths } from './sources/health-reports.js';
import { pause, setPaused } from './sources/pause.js';
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
import { update } from './sources/update.js';
import { intervalOf } from './sync/next-run.js';
import { replay, replayNow } from './sync/replay.js';
import { createSchedule } from './sync/schedule.js';
import { spotCheck } from './sync/spot-check.js';
import { sync, syncNow } from './sync/sync.js';
import { syncProgressed } from './sync/sync-progress.js';

/** Longer than a tool on the other side of the world needs for its first answer. */
export const REACH_MILLISECONDS = 10_000;

type Optional = 'random' | 'gitHosts' | 'addressesOf' | 'reachMilliseconds';
export type IngestionOptions = Omit<
  IngestionContext,
  'background' | 'held' | 'limits' | 'repeat' | Optional
> &
  Partial<Pick<IngestionContext, Optional>>;

/** Operations of ingestion, by name. Each takes its context first. */
const operations = {
  /** Returns what works of a source that is not connected yet. Throws FORBIDDEN, or a `Refusal` for settings that cannot be read. */
  check,
  /** Returns the integration that was connected. Throws FORBIDDEN, or a `Refusal` if the check fails. */
  connect,
  /** Stops its scheduled syncs. */
  pause,
  /** Changes settings, name or interval. */
  update,
  /** Returns what a credential sees, to choose from. */
  discover,
  /** Returns what the vendor and the database have of one thing. */
  spotCheck,
  /** Replaces a secret of an integration. */
  rotateCredential,
  /** Seals all credentials of an account with the first key. */
  resealCredentials,
  /** Removes an integration with all that it brought. */
  remove,
  /** Marks an integration for removal; the removal goes on in the background. */
  removeNow,
  /** Labels a deployment by hand; null takes the label off. */
  mark,
  /** Finishes a removal that was interrupted. */
  finishRemoval,
  /** Syncs one integration. Returns the run, or null if another process syncs it. */
  sync,
  /** Starts a sync and returns its run. */
  syncNow,
  /** Starts to read an integration again, from an instant on. */
  reingestNow,
  /** Imports lines of facts. Returns what was accepted and what was refused. */
  ingest,
  /** Reports one run of a pipeline, as a step of it calls. Returns what became of it. */
  reportRun,
  /** Returns the GUID under which an instance of a CI/CD tool reports its runs. */
  registerInstance,
  /** Maps all stored pages again. Returns the finished run. */
  replay,
  /** Starts to map all stored pages again. */
  replayNow,
  /** Yields the run of an integration while it goes on. */
  syncProgressed,
  /** Returns a page of the account's integrations. */
  integrations,
  /** Returns one integration; null if there is none. */
  integration,
  /** Returns integrations by their numbers. */
  integrationsOf,
  /** Returns a page of the runs of an integration, the newest first. */
  runs,
  /** Returns the last run of each integration. */
  lastRuns,
  /** Returns a page of the account's repositories. */
  repositories,
  /** Returns repositories by their numbers. */
  repositoriesOf,
  /** Returns the projects of an integration. */
  projectsOf,
  /** Returns whether the credentials of each integration can be opened. */
  credentialStatuses,
  /** Returns pages of webhook deliveries, one per request. */
  inboxes,
  /** Returns the number of deliveries of each integration by status. */
  inboxCounts,
  /** Returns the path of each integration's webhooks, below the server's address; null if its tool sends none. */
  webhookPaths,
  /** Minutes from the end of a sync to the next. */
  intervalOf,
  /** Returns the health of each integration. */
  healths,
  /** Returns the health of each integration, with its reasons. */
  healthReports,
};

type Given<Operation> = Operation extends (
  context: IngestionContext,
  ...given: infer Parameters
) => infer Result
  ? (...given: Parameters) => Result
  : never;
type Operations = { readonly [Name in keyof typeof operations]: Given<(typeof operations)[Name]> };

/** Returns the operations with their context given. */
const operationsIn = (context: IngestionContext): Operations =>
  Object.fromEntries(
    Object.entries<(context: IngestionContext, ...given: never[]) => unknown>(operations).map(
      ([name, operation]) => [name, operation.bind(null, context)],
    ),
  ) as Operations;

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
    ...operationsIn(context),
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
