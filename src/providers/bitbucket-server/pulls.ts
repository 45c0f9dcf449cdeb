import type { Instant } from '../../model/time.js';
import { chunksOf } from '../chunks-of.js';
import { instantOfMilliseconds } from '../wire-values.js';
import {
  type Absence,
  askIfThere,
  type BitbucketServer,
  isAbsent,
  type ListPage,
  readList,
  readPage,
} from './api.js';
import { pullRequestId } from './ids.js';
import { type Path, pathOf } from './repositories.js';
import { bodyOf, type Draft, digestOf, type Run } from './run.js';
import type { RepositoryState } from './state.js';

interface RawParticipant {
  readonly user?: { readonly id?: number | null } | null;
  readonly status?: string | null;
  readonly lastReviewedCommit?: string | null;
}
interface RawReference {
  readonly displayId?: string | null;
  readonly latestCommit?: string | null;
}
/** A pull request as lists have it, in the parts that say whether it is to be read again. */
export interface RawPull {
  readonly id: number;
  readonly state?: string | null;
  readonly updatedDate?: number | null;
  readonly fromRef?: RawReference | null;
  readonly toRef?: RawReference | null;
  readonly author?: RawParticipant | null;
  readonly reviewers?: readonly RawParticipant[] | null;
  readonly participants?: readonly RawParticipant[] | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly [field: string]: unknown;
}

export const updatedOf = ({ updatedDate }: RawPull): Instant | null =>
  typeof updatedDate === 'number' ? instantOfMilliseconds(updatedDate) : null;

const plain = ['version', 'title', 'description', 'state', 'draft', 'createdDate', 'updatedDate'];
const counted = ['commentCount', 'openTaskCount', 'resolvedTaskCount', 'mergeCommit'];
const OPEN = '+';

const partOf = ({ user, status, lastReviewedCommit }: RawParticipant) => [
  user?.id,
  status,
  lastReviewedCommit,
];

/**
 * Returns a digest of a pull request as a list shows it. Approvals and comments move no date, but
 * the states of reviewers and the counts of comments. It omits what moves with the target branch.
 */
function markOf(raw: RawPull): string {
  const { fromRef, toRef, author, reviewers, participants, properties, links, closedDate } = raw;
  const digest = digestOf([
    plain.map((name) => raw[name]),
    [closedDate, links, fromRef?.displayId, fromRef?.latestCommit, toRef?.displayId],
    [author ? [author] : [], reviewers ?? [], participants ?? []].map((all) => all.map(partOf)),
    counted.map((name) => properties?.[name]),
  ]);
  return raw.state === 'OPEN' ? OPEN + digest : digest;
}

/** Returns true if a pull request is not as it was when it was read. */
export const isChanged = ({ pulls }: RepositoryState, raw: RawPull): boolean =>
  pulls[raw.id] !== markOf(raw);

/** Returns the numbers of pull requests that were open when they were read. */
export const openNumbers = ({ pulls }: RepositoryState): number[] =>
  Object.entries(pulls).flatMap(([number, mark]) => (mark.startsWith(OPEN) ? Number(number) : []));

const pullsOf = (path: Path): string => `${pathOf(path)}/pull-requests`;

/** Reads a page of the pull requests of a repository, the newest first. */
export const readPulls = (
  { server }: Pick<Run, 'server'>,
  known: Path,
  state: 'ALL' | 'OPEN',
  limit: number,
  start: number,
): Promise<ListPage<RawPull> | Absence> =>
  readPage<RawPull>(server, pullsOf(known), { state, order: 'NEWEST', limit }, start);

/** Reads one pull request as a list would show it. */
export const readOne = (
  server: BitbucketServer,
  path: Path,
  number: number,
): Promise<RawPull | Absence> => askIfThere<RawPull>(server, `${pullsOf(path)}/${number}`);

const DETAILS_AT_ONCE = 100;

/** Reads the history, the commits and the files of a pull request; null if it was deleted meanwhile. */
export async function completePull(server: BitbucketServer, path: Path, raw: RawPull) {
  const own = `${pullsOf(path)}/${raw.id}`;
  const query = { limit: DETAILS_AT_ONCE };
  const activities = await readList<unknown>(server, `${own}/activities`, query);
  if (isAbsent(activities)) return null;
  // The commits of a fork that was deleted may be gone.
  const commits = await readList<unknown>(server, `${own}/commits`, query);
  const changes = await readList<unknown>(server, `${own}/changes`, query);
  return {
    pullRequest: raw,
    activities,
    commits: isAbsent(commits) ? [] : commits,
    changes: isAbsent(changes) ? [] : changes,
  };
}

export const pullsDraft = (
  { server, settings }: Pick<Run, 'server' | 'settings'>,
  repository: number,
  nodes: readonly object[],
): Draft => ({
  kind: 'pull-requests',
  body: bodyOf({ place: server.place, repository, bots: settings.bots, nodes }),
  items: nodes.length,
});

/** Each costs three calls and more, so few make a page. */
export const PULLS_AT_ONCE = 10;

/** Reads pull requests with all that belongs to them, and notes them as read; null if there are none. */
export async function readPullsDraft(
  run: Run,
  known: RepositoryState,
  raws: readonly RawPull[],
): Promise<Draft | null> {
  const nodes: object[] = [];
  for (const raw of raws) {
    run.context.signal.throwIfAborted();
    const node = await completePull(run.server, known, raw);
    if (node === null) continue;
    nodes.push(node);
    known.pulls[raw.id] = markOf(raw);
  }
  return nodes.length === 0 ? null : pullsDraft(run, known.id, nodes);
}

/** Yields pages of pull requests with all that belongs to them. */
export async function* pullPages(
  run: Run,
  known: RepositoryState,
  raws: readonly RawPull[],
): AsyncGenerator<Draft> {
  for (const some of chunksOf(raws, PULLS_AT_ONCE)) {
    const draft = await readPullsDraft(run, known, some);
    if (draft) yield draft;
  }
}

/**
 * Yields pull requests that lists lack: those that are there as pages, and that the others are gone.
 */
export async function* lookUpMissing(
  run: Run,
  known: RepositoryState,
  numbers: readonly number[],
): AsyncGenerator<Draft> {
  const tombstones: object[] = [];
  for (const number of numbers) {
    const raw = await readOne(run.server, known, number);
    if (raw === 'GONE') {
      delete known.pulls[number];
      const id = pullRequestId(run.server.place, known.id, number);
      tombstones.push({ kind: 'PULL_REQUEST', id });
    } else if (!isAbsent(raw) && isChanged(known, raw)) yield* pullPages(run, known, [raw]);
  }
  if (tombstones.length > 0) yield { kind: 'gone', body: JSON.stringify({ tombstones }) };
}
