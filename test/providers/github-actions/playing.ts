import { onTestFinished } from 'vitest';
import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import type { FactOf } from '../../../src/model/facts/facts.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import type {
  CollectContext,
  MappedFacts,
  Page,
  SourceContext,
} from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { actionsOf } from '../play/github/actions/store.js';
import { generateWorld, type Size } from '../play/github/generated/generate.js';
import { type GithubOptions, type GithubServer, startGithub } from '../play/github/start.js';

const MINUTE = 60_000;
export const DAY = 86_400_000;
export const RUNS = 'GET /repos/{owner}/{repo}/actions/runs';

export const smallWorld = (size: Size = {}) =>
  generateWorld({ pullRequests: 60, repositories: 3, ...size });

/** The time on the clock of each GitHub; the clock of its world if no sync has moved it. */
const clocks = new WeakMap<object, number>();

/** A GitHub that ends with the test. */
export async function play(options: GithubOptions = {}): Promise<GithubServer> {
  const world = options.world ?? smallWorld();
  const clock = () => clocks.get(world) ?? world.now;
  const github = await startGithub({ limits: 'OFF', clock, ...options, world });
  onTestFinished(() => github.close());
  return github;
}

export const settingsFor = ({ url, token }: GithubServer, more: object = {}) =>
  githubActions.settings.parse({ baseUrl: url, token, jobs: 'ALL', ...more });

/** The state imported so far: the cursor, the validators, and every fact as it holds. */
export class Holding {
  cursor: string | null = null;
  readonly validators = new Map<string, string>();
  readonly pages: Page[] = [];
  readonly facts = new Map<string, PipelineRunFact | FactOf['REPOSITORY']>();
  readonly dropped: Record<string, number> = {};
  readonly lines: string[] = [];
  saved = 0;
  /** Requests that were made until the last page was taken. */
  requestsAtPage = 0;
  calls = 0;

  take(page: Page): void {
    this.pages.push(page);
    this.cursor = page.cursor;
    for (const [address, validator] of Object.entries(page.validators ?? {}))
      this.validators.set(address, validator);
    this.map(page);
  }

  map(page: Page): void {
    const mapped: MappedFacts = githubActions.toFacts(page);
    for (const fact of [...(mapped.REPOSITORY ?? []), ...(mapped.PIPELINE_RUN ?? [])])
      this.put(fact);
    for (const [reason, count] of Object.entries(mapped.dropped ?? {}))
      this.dropped[reason] = (this.dropped[reason] ?? 0) + count;
  }

  /** The newest version of a fact holds; of one instant the greater content, whatever came first. */
  private put(fact: PipelineRunFact | FactOf['REPOSITORY']): void {
    const other = this.facts.get(fact.id);
    const later = other ? fact.updatedAt - other.updatedAt : 1;
    if (later > 0 || (later === 0 && JSON.stringify(fact) > JSON.stringify(other)))
      this.facts.set(fact.id, fact);
  }

  get runs(): PipelineRunFact[] {
    return [...this.facts.values()].filter((fact) => 'pipeline' in fact);
  }
  get repositories(): FactOf['REPOSITORY'][] {
    return [...this.facts.values()].filter(
      (fact): fact is FactOf['REPOSITORY'] => !('pipeline' in fact),
    );
  }

  /** All that is held, in an order of its own; repositories are dated by when they were read. */
  get state(): string {
    const sorted = [...this.facts.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    const undated = sorted.map((fact) => ('pipeline' in fact ? fact : { ...fact, updatedAt: 0 }));
    return JSON.stringify(undated);
  }
}

export interface Sync extends Partial<Pick<CollectContext, 'pass' | 'since' | 'now' | 'budget'>> {
  /** Stops before the page with this number is taken. */
  readonly killedAt?: number;
  readonly settings?: object;
  /** How far our clock is before that of GitHub, in milliseconds. */
  readonly ahead?: number;
}

export const contextFor = (
  { world }: GithubServer,
  holding: Holding,
  more: Partial<SourceContext> = {},
): SourceContext =>
  witnessed({
    now: world.now,
    log: (level, message) => holding.lines.push(`${level} ${message}`),
    validatorOf: async (address) => holding.validators.get(address) ?? null,
    onCall: ({ isSaved }) => {
      holding.calls += 1;
      if (isSaved) holding.saved += 1;
    },
    ...more,
  }).context;

/** Syncs once, as ingestion does. */
export async function sync(
  github: GithubServer,
  holding: Holding,
  options: Sync = {},
): Promise<number> {
  const { killedAt = Number.POSITIVE_INFINITY, settings = {}, ahead = 0, ...more } = options;
  const now = options.now ?? github.world.now;
  clocks.set(github.world, now);
  const context: CollectContext = {
    ...contextFor(github, holding),
    pass: 'INCREMENT',
    since: github.world.now - 90 * DAY,
    cursor: holding.cursor,
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
    now: now + ahead,
  };
  let pages = 0;
  for await (const page of githubActions.collect(settingsFor(github, settings), context)) {
    if (pages === killedAt) break;
    holding.take(page);
    holding.requestsAtPage = github.requests.length;
    pages += 1;
  }
  return pages;
}

export async function backfill(github: GithubServer, options: Sync = {}): Promise<Holding> {
  const holding = new Holding();
  await sync(github, holding, options);
  return holding;
}

/** Ids of all runs, jobs and deployments that a GitHub has, counted from its own store. */
export function idsOf({ world, url }: GithubServer, since = 0): string[] {
  const of = (what: string) => `github-actions:${new URL(url).host}:${what}`;
  return world.repositories
    .filter(({ isBlocked }) => !isBlocked)
    .flatMap((repository) => {
      const { runs, deployments } = actionsOf(world, repository);
      return [
        ...runs
          .filter(({ createdAt }) => createdAt >= since)
          .flatMap(({ id, attempts }) =>
            attempts.flatMap(({ jobs }, index) => [
              of(`run:${id}:${index + 1}`),
              ...jobs.map((job) => of(`job:${job.id}`)),
            ]),
          ),
        ...deployments
          .filter(({ createdAt }) => createdAt >= since)
          .map(({ id }) => of(`deployment:${id}`)),
      ];
    })
    .sort();
}

export const idsIn = ({ runs }: Holding): string[] => runs.map(({ id }) => id).sort();

export const laterBy = ({ world }: GithubServer, minutes: number): number =>
  world.now + minutes * MINUTE;
