import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createDirectory, type Directory } from './directory/directory.js';
import type { Offer } from './directory/profile/needs.js';
import { createMailmap } from './engine/identity/mailmap.js';
import type { Metric } from './engine/metric.js';
import { metrics as knownMetrics } from './engine/metrics/index.js';
import { createKeyRing, type SecretKey } from './ingestion/credentials/key-ring.js';
import { createIngestion, type Ingestion, REACH_MILLISECONDS } from './ingestion/ingestion.js';
import { createSetAsideLists } from './insights/answer/set-aside-lists.js';
import { createDeploymentPreview } from './insights/deployment-preview.js';
import { createDimensions, type Dimensions } from './insights/dimensions.js';
import { createExports, type Exports } from './insights/exports/exports.js';
import { createInsights, type Insights } from './insights/insights.js';
import { DiskFull } from './model/errors.js';
import type { LentHost } from './model/lent-host.js';
import type { Instant } from './model/time.js';
import { createAddressesOf, createGuardedFetch } from './providers/http/guarded-fetch.js';
import { providers as knownProviders } from './providers/index.js';
import type { Provider } from './providers/provider.js';
import { createRecalculation, type Recalculation } from './recalculation/recalculation.js';
import type { ServerServices } from './server/server-options.js';
import type { CopiedTable, CopyOptions } from './storage/database/copy-account.js';
import { copyDatabase } from './storage/database/copy-database.js';
import { type Database, type DatabaseOptions, openDatabase } from './storage/database/database.js';
import { readiness, writability } from './storage/database/readiness.js';
import { whileAsked } from './storage/sql/asker.js';

/** The options of an app. */
export interface AppOptions {
  /**
   * The database to open, and to close in the end. One process at a time may open an embedded
   * database.
   */
  readonly database: Omit<DatabaseOptions, 'clock'>;
  /** Metrics that can be asked for. Default: the catalogue `metrics`. */
  readonly metrics?: readonly Metric[];
  /** Returns the current instant. Default `Date.now`. */
  readonly clock?: () => Instant;
  /** Folder for data that can be fetched again, such as clones of repositories. */
  readonly dataDirectory: string;
  /** Providers that can be connected. Default: the catalogue `providers`. */
  readonly providers?: readonly Provider[];
  /** Folders, absolute, below which a viewer with a key may have repositories read. Default none. */
  readonly gitRoots?: readonly string[];
  /** Hosts that git may ask with the logins of the user that the process runs as, by account. Default none. */
  readonly gitHosts?: readonly LentHost[];
  /** Hosts of private addresses that providers may ask: names, addresses, `*.suffix`, or `*` for all. Default none. */
  readonly allowedPrivateHosts?: readonly string[];
  /**
   * Milliseconds after which every failure to reach a host is reported, whatever its reason.
   * Default 10,000.
   */
  readonly reachMilliseconds?: number;
  /**
   * Keys that seal the secrets of integrations, the newest first. Default: a key that ends with the
   * process.
   */
  readonly secretKeys?: readonly SecretKey[];
  /**
   * Variables of the process that started programs, such as git, may know: `PATH`, `HOME`, proxies.
   */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Receives failures in the background; absent: nothing is logged. */
  readonly log?: Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;
}

/** All modules joined, for a server to serve or for a program to call without one. */
export interface App {
  /** The database that everything is stored in. */
  readonly database: Database;
  /** Accounts, keys, developers, trees, teams and profiles. */
  readonly directory: Directory;
  /** Integrations: connects, syncs, imports and removes. */
  readonly ingestion: Ingestion;
  /** Questions, answers and updates. */
  readonly insights: Insights;
  /** CSV exports of insights. */
  readonly exports: Exports;
  /** Projects, services and pipelines by name. */
  readonly dimensions: Dimensions;
  /** Keeps observations up to date in the background. */
  readonly recalculation: Recalculation;
  /** The services that the resolvers of the schema and the server call. */
  readonly services: ServerServices;
  /** Returns null when all is well, else why no traffic should come. */
  ready(): Promise<string | null>;
  /** Returns null if the database takes changes, else why it can only be read. */
  writable(): Promise<string | null>;
  /**
   * Copies everything into an empty PostgreSQL database while nothing else writes: all of it, or
   * nothing. Returns rows by table. Nothing is copied if `signal` is aborted.
   */
  copyTo(
    url: string,
    onProgress: CopyOptions['onProgress'],
    signal?: AbortSignal,
  ): Promise<readonly CopiedTable[]>;
  /** Begins to work in the background: recalculation, scheduled syncs. */
  start(): Promise<void>;
  /** Ends the work in the background, then closes the database. */
  stop(): Promise<void>;
}

/**
 * Returns the kinds of source that an integration of a provider can feed. Providers of source code
 * report pull requests, except plain git.
 */
const offersOf =
  (providers: readonly Provider[]) =>
  (id: string): readonly Offer[] => {
    const { categories = [], applicationType } = providers.find((one) => one.id === id) ?? {};
    const reports = categories.includes('SOURCE_CODE_MANAGEMENT') && applicationType !== 'GIT';
    return reports ? [...categories, 'PULL_REQUESTS'] : categories;
  };

function joinRooms(
  database: Database,
  {
    dataDirectory,
    metrics = knownMetrics,
    providers = knownProviders,
    gitRoots = [],
    gitHosts = [],
    allowedPrivateHosts = [],
    reachMilliseconds = REACH_MILLISECONDS,
    secretKeys = [{ id: 'process', bytes: randomBytes(32) }],
    variables = {},
    clock = Date.now,
    log,
  }: AppOptions,
) {
  const directory = createDirectory({
    database,
    clock,
    mailmap: createMailmap,
    offers: offersOf(providers),
  });
  const { revealed } = directory.activity;
  const lacks = new Map(providers.map((one) => [one.id, one.lacks ?? []]));
  const insights = createInsights({
    database,
    metrics,
    clock,
    revealed,
    lacksOf: (provider) => lacks.get(provider) ?? [],
  });
  const ingestion = createIngestion({
    database,
    providers,
    clock,
    dataDirectory,
    gitRoots,
    gitHosts,
    reachMilliseconds,
    fetch: createGuardedFetch(allowedPrivateHosts),
    addressesOf: createAddressesOf(allowedPrivateHosts),
    keyRing: createKeyRing(secretKeys),
    log: (level, message) => log?.[level](message),
    environment: variables,
  });
  const recalculation = createRecalculation({
    database,
    metrics,
    onError: (error) => log?.error({ err: error }, 'recalculation failed and will be repeated'),
    onSetAside: (account, aside) =>
      log?.warn({ account, ...aside }, 'something cannot be calculated with and is set aside'),
  });
  const exports = createExports({
    database,
    metrics,
    answer: insights.answer,
    check: insights.check,
    onError: (error) => log?.error({ err: error }, 'an export failed and will be repeated'),
  });
  const dimensions = createDimensions(database);
  return { directory, insights, exports, dimensions, ingestion, recalculation };
}

/** Logs an outage once when it begins and once when it ends, however much work meets it. */
function logOutage(log: AppOptions['log'], cause: unknown): void {
  if (cause === null) log?.info('the database answers again');
  else if (cause instanceof DiskFull) log?.error(cause.message);
  else
    log?.warn({ err: cause }, 'the database cannot be reached; work will be repeated until it can');
}

/**
 * Returns an app: the database opened and migrated, and all parts joined. Nothing runs in the background before `start`.
 * Throws UNAVAILABLE if the database cannot be opened or is newer than this program.
 * @example
 * ```ts
 * import { createApp } from 'engineering-insights';
 *
 * const app = await createApp({ database: { url: null, directory: null }, dataDirectory: '.data' });
 * const account = await app.directory.account.create('Acme');
 * console.log(account, await app.ready()); // 1 null
 * await app.stop();
 * ```
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { clock = Date.now } = options;
  const { url, directory: place } = options.database;
  if (url === null && place !== null) await mkdir(place, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    ...options.database,
    clock,
    onOutage: (cause) => logOutage(options.log, cause),
    onUnreadable: (line) => options.log?.warn(line),
  });
  const rooms = joinRooms(database, options);
  const { directory, insights, exports, dimensions, ingestion, recalculation } = rooms;
  const { authenticate, endOf } = directory.keys;
  const access = { authenticate, endOf, whileAsked };
  return {
    database,
    ...rooms,
    services: {
      ...directory,
      ingestion,
      insights,
      exports,
      dimensions,
      previewDeployments: createDeploymentPreview(database),
      access,
      setAside: createSetAsideLists(database),
      webhooks: ingestion.inbox,
    },
    ready: () => readiness(database),
    writable: () => writability(database),
    copyTo: (url, onProgress, signal) => copyDatabase({ from: database, url, onProgress, signal }),
    start: async () => {
      ingestion.schedule.start();
      ingestion.inbox.start();
      exports.work();
      await recalculation.start();
    },
    stop: async () => {
      await ingestion.close();
      await exports.stop();
      await recalculation.stop();
      await database.close();
    },
  };
}
