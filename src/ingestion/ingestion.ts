import type { Viewer } from '../model/access.js';
import type { DeploymentMark } from '../model/inputs/delivery-input.js';
import type { Integration } from '../model/integration.js';
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

type Optional = 'random' | 'gitHosts' | 'addressesOf';
export type IngestionOptions = Omit<IngestionContext, 'background' | 'held' | 'limits' | Optional> &
  Partial<Pick<IngestionContext, Optional>>;

const changes = (context: IngestionContext) => ({
  check: (viewer: Viewer, input: SourceInput) => check(context, viewer, input),
  connect: (viewer: Viewer, input: ConnectInput) => connect(context, viewer, input),
  pause: (viewer: Viewer, number: number) => setPaused(context, viewer, number, 'PAUSED'),
  update: (viewer: Viewer, input: UpdateInput) => update(context, viewer, input),
  discover: (viewer: Viewer, input: DiscoverInput) => discover(context, viewer, input),
  spotCheck: (viewer: Viewer, number: number, what: string) =>
    spotCheck(context, viewer, number, what),
  rotateCredential: (viewer: Viewer, input: RotateInput) =>
    rotateCredential(context, viewer, input),
  resealCredentials: (account: number) => resealCredentials(context, account),
  remove: (viewer: Viewer, number: number) => remove(context, viewer, number),
  removeNow: (viewer: Viewer, number: number) => removeNow(context, viewer, number),
  mark: (viewer: Viewer, run: number, said: DeploymentMark | null) =>
    mark(context, viewer, run, said),
  finishRemoval: (account: number, number: number) => finishRemoval(context, account, number),
});

const syncs = (context: IngestionContext) => ({
  sync: (account: number, number: number, options?: WorkOptions) =>
    sync(context, account, number, options),
  syncNow: (viewer: Viewer, number: number) => syncNow(context, viewer, number),
  reingestNow: (viewer: Viewer, input: ReingestInput) => reingestNow(context, viewer, input),
  ingest: (viewer: Viewer, input: IngestInput) => ingest(context, viewer, input),
  replay: (viewer: Viewer, number: number) => replay(context, viewer, number),
  replayNow: (viewer: Viewer, number: number) => replayNow(context, viewer, number),
  syncProgressed: (viewer: Viewer, number: number, signal: AbortSignal) =>
    syncProgressed(context, viewer, number, signal),
});

const queries = (context: IngestionContext) => ({
  integrations: (viewer: Viewer, filter: IntegrationFilter, request: PageRequest) =>
    integrations(context, viewer, filter, request),
  integration: (viewer: Viewer, number: number) => integration(context, viewer, number),
  integrationsOf: (viewer: Viewer, numbers: readonly number[]) =>
    integrationsOf(context, viewer, numbers),
  runs: (viewer: Viewer, number: number, request: PageRequest) =>
    runs(context, viewer, number, request),
  lastRuns: (viewer: Viewer, numbers: readonly number[]) => lastRuns(context, viewer, numbers),
  repositories: (viewer: Viewer, request: PageRequest) => repositories(context, viewer, request),
  repositoriesOf: (viewer: Viewer, numbers: readonly number[]) =>
    repositoriesOf(context, viewer, numbers),
  projectsOf: (viewer: Viewer, number: number) => projectsOf(context, viewer, number),
  credentialStatuses: (viewer: Viewer, numbers: readonly number[]) =>
    credentialStatuses(context, viewer, numbers),
  inboxes: (viewer: Viewer, requests: readonly InboxRequest[]) =>
    inboxes(context, viewer, requests),
  inboxCounts: (viewer: Viewer, numbers: readonly number[]) =>
    inboxCounts(context, viewer, numbers),
  webhookPaths: (viewer: Viewer, numbers: readonly number[]) =>
    webhookPaths(context, viewer, numbers),
  /** Minutes from the end of a sync to the next. */
  intervalOf: ({ provider, intervalMinutes }: Integration) =>
    intervalMinutes ?? rhythmOf(providerOf(context, provider)).minutes,
  healths: async (viewer: Viewer, asked: readonly Integration[]) =>
    (await healthReports(context, viewer, asked)).map(({ health }) => health),
  healthReports: (viewer: Viewer, asked: readonly Integration[]) =>
    healthReports(context, viewer, asked),
});

/** Webhooks: taken in, worked on at once by the process that took them in, or by the clock. */
function inbox(context: IngestionContext) {
  const work = createInboxWork(context);
  return {
    addressee: (address: string) => addressee(context, address),
    receive: async (to: Addressee, delivery: Omit<Delivery, 'receivedAt'>) => {
      const receipt = await receive(context, to, { ...delivery, receivedAt: context.clock() });
      work.wake(to.account, to.integration);
      return receipt;
    },
    redeliver: async (viewer: Viewer, which: Redelivered) => {
      const answer = await redeliverNow(context, viewer, which);
      work.wake(viewer.account, answer.integration.number);
      return answer;
    },
    resume: async (viewer: Viewer, number: number) => {
      const resumed = await setPaused(context, viewer, number, 'ACTIVE');
      work.wake(viewer.account, number);
      return resumed;
    },
    /** Works on the deliveries of one integration until none is due. */
    process: (account: number, number: number) => processDeliveries(context, account, number),
    start: work.start,
    stop: work.stop,
  };
}

/**
 * The way in: connects sources, brings their facts into the database, and takes them back. Any number of processes may have one each
 * over the same database. What is asked by a viewer demands the viewer's permission (FORBIDDEN) and answers for the viewer's account.
 */
export function createIngestion(options: IngestionOptions) {
  const background = createBackground((error) =>
    options.log('warn', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  const context: IngestionContext = {
    random: Math.random,
    gitHosts: [],
    addressesOf: createAddressesOf(),
    ...options,
    background,
    held: new Set(),
    limits: createLimits(),
  };
  const schedule = createSchedule(context);
  const { resume, ...webhooks } = inbox(context);
  return {
    ...changes(context),
    ...syncs(context),
    ...queries(context),
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

export type Ingestion = ReturnType<typeof createIngestion>;
