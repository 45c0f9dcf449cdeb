import type { Instant } from '../../model/time.js';
import type { GithubApi } from '../github-api/api.js';
import { type Connection, GraphqlTooLarge } from '../github-api/graphql-answer.js';
import { newestOfMany } from './queries.js';
import { OVERLAP_MILLISECONDS, type Place, type SyncPass, vendorNow } from './round.js';
import {
  type ListKey,
  type ListState,
  listKeys,
  type RepositoryState,
  type TagsState,
} from './state.js';

type Counted = Connection<{ readonly updatedAt: string }>;
interface Newest extends Place {
  readonly pushedAt?: string | null;
  readonly pullRequests?: Counted;
  readonly issues?: Counted;
  readonly refs?: Connection<{
    readonly name: string;
    readonly target?: { readonly oid: string } | null;
  }> | null;
}

const nothing = { pulls: false, issues: false, tags: false, commits: false };
type Wanted = Readonly<typeof nothing>;

/** Asks what is newest in up to a hundred repositories, in halves where GitHub does not answer in time. */
async function askNewest(
  api: GithubApi,
  ids: readonly string[],
  { pulls, issues, tags }: Wanted,
): Promise<readonly (Newest | null)[]> {
  if (ids.length === 0) return [];
  const variables = { ids, pulls, issues, tags };
  try {
    const { nodes } = await api.graphql<{ readonly nodes: (Newest | null)[] }>(
      newestOfMany,
      variables,
    );
    return nodes;
  } catch (error) {
    if (!(error instanceof GraphqlTooLarge) || ids.length === 1) throw error;
    const half = Math.ceil(ids.length / 2);
    const wanted = { ...variables, commits: false };
    const first = await askNewest(api, ids.slice(0, half), wanted);
    return [...first, ...(await askNewest(api, ids.slice(half), wanted))];
  }
}

/** The parts that can be asked for alone; the empty part is the repository itself. */
const parts: readonly (readonly (keyof Wanted)[])[] = [[], ['pulls'], ['issues'], ['tags']];

/**
 * Asks again part by part for the repositories without a response. One missing permission hides
 * everything that is asked for with it.
 */
async function askByParts(
  api: GithubApi,
  ids: readonly string[],
  wanted: Wanted,
): Promise<readonly (Newest | null)[]> {
  const found = new Map<string, Newest>();
  for (const part of parts.filter((keys) => keys.every((key) => wanted[key]))) {
    const only = { ...nothing, ...Object.fromEntries(part.map((key) => [key, true])) };
    const answered = await askNewest(api, ids, only);
    for (const [index, id] of ids.entries())
      if (answered[index]) found.set(id, { ...found.get(id), ...answered[index] });
  }
  return ids.map((id) => found.get(id) ?? null);
}

async function askWanted(
  api: GithubApi,
  ids: readonly string[],
  wanted: Wanted,
): Promise<readonly (Newest | null)[]> {
  const all = await askNewest(api, ids, wanted);
  const unanswered = ids.filter((_, index) => !all[index]);
  if (unanswered.length === 0) return all;
  const found = await askByParts(api, unanswered, wanted);
  return all.map((one, index) => one ?? found[unanswered.indexOf(ids[index] ?? '')] ?? null);
}

const instantOf = (text: string | null | undefined): Instant | null =>
  text ? Date.parse(text) : null;

/** Undefined if the list was not answered for, since a permission is missing. */
const newestIn: Readonly<Record<ListKey, (newest: Newest) => Instant | null | undefined>> = {
  pulls: ({ pullRequests }) => pullRequests && instantOf(pullRequests.nodes?.[0]?.updatedAt),
  issues: ({ issues }) => issues && instantOf(issues.nodes?.[0]?.updatedAt),
  commits: ({ pushedAt }) => instantOf(pushedAt),
};

/** Nothing was updated since it was read, and what shares the newest second was there then. */
const isSettled = ({ lookedAt }: SyncPass['state'], { seen }: ListState, newest: Instant) =>
  newest <= seen && newest < lookedAt - OVERLAP_MILLISECONDS;

const countIn: Readonly<Record<ListKey, (newest: Newest) => number | undefined>> = {
  pulls: ({ pullRequests }) => pullRequests?.totalCount,
  issues: ({ issues }) => issues?.totalCount,
  commits: () => undefined,
};

function planList(
  round: SyncPass,
  known: ListState | undefined,
  newest: Instant | null,
): ListState {
  const { state } = round;
  // A backfill that has not begun reads from the newest on.
  if (!known || known.back?.after === null) {
    const stop = known?.back?.stop ?? state.since;
    const isWanted = newest !== null && newest >= stop;
    const back = isWanted ? { back: { after: null, stop } } : {};
    return { seen: Math.min(newest ?? 0, vendorNow(round)), ...back };
  }
  if (newest === null || isSettled(state, known, newest)) return known;
  return { ...known, head: { after: null, newest } };
}

const markOf = ({ refs }: Newest): string => {
  const first = refs?.nodes?.[0];
  return `${refs?.totalCount ?? 0} ${first?.name ?? ''} ${first?.target?.oid ?? ''}`.trim();
};

function planTags({ context }: SyncPass, known: TagsState | undefined, newest: Newest): TagsState {
  const mark = markOf(newest);
  const isAll = context.pass === 'SWEEP' && known?.whole !== mark;
  if (!known && mark === '0') return { mark, whole: mark };
  if (known?.walk || (known?.mark === mark && !isAll)) return known ?? { mark, whole: null };
  return {
    mark: known?.mark ?? '',
    whole: known?.whole ?? null,
    walk: { after: null, mark, names: [], isAll },
  };
}

function noteReading(round: SyncPass, known: RepositoryState, newest: Newest, wanted: Wanted) {
  for (const key of listKeys.filter((one) => wanted[one])) {
    const at = newestIn[key](newest);
    if (at === undefined) continue;
    const count = countIn[key](newest);
    known[key] = { ...planList(round, known[key], at), ...(count === undefined ? {} : { count }) };
  }
  if (wanted.tags && newest.refs) known.tags = planTags(round, known.tags, newest);
}

/**
 * Notes for each of these repositories the lists to read. Lists that the credential may not read
 * are skipped.
 */
export async function planReading(
  round: SyncPass,
  repositories: readonly RepositoryState[],
): Promise<void> {
  const { pullRequests: pulls, issues, commits, tags } = round.settings;
  const wanted = { pulls, issues, commits, tags };
  const ids = repositories.map(({ node }) => node);
  const found = await askWanted(round.api, ids, wanted);
  for (const [index, known] of repositories.entries()) {
    const newest = found[index];
    if (newest?.databaseId) noteReading(round, known, newest, wanted);
    else round.context.log('warn', 'A repository is listed, but GitHub says nothing of it.');
  }
}
