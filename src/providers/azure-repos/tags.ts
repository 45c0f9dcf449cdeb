import { type AzureApi, inProject, type WireList } from '../azure-api/api.js';
import { followContinuations } from '../azure-api/paging.js';
import { shortName } from '../azure-api/repositories.js';
import { chunksOf } from '../chunks-of.js';
import { parseJson } from '../http/answer.js';
import { type Draft, type Part, placeOf, type Round } from './round.js';
import type { ProjectState } from './state.js';

interface RawRef {
  readonly name: string;
  readonly objectId: string;
  readonly peeledObjectId?: string | null;
}
interface RawCommit {
  readonly commitId: string;
}

/** Azure does not say in which repository something was pushed, so that tags are looked at once an hour. */
const REST_MILLISECONDS = 60 * 60_000;
const REFS_AT_ONCE = 1_000;
const TAGS_AT_ONCE = 100;
const UNREADABLE = [400, 403, 404];

const repositoryPath = (project: string, repository: string, path: string): string =>
  inProject(project, `git/repositories/${repository}/${path}`);

/** Reads all tags of a repository, with the commits that annotated ones name. */
export async function listTags(
  api: AzureApi,
  project: string,
  repository: string,
): Promise<RawRef[]> {
  const path = repositoryPath(project, repository, 'refs');
  const query = { filter: 'tags/', peelTags: true, $top: REFS_AT_ONCE };
  const refs: RawRef[] = [];
  for await (const { values } of followContinuations<RawRef>(api.core, path, query))
    refs.push(...values);
  return refs;
}

const commitOf = ({ objectId, peeledObjectId }: RawRef): string => peeledObjectId ?? objectId;
/** So much of a hash distinguishes a moved tag from the one that was read. */
const markOf = (ref: RawRef): string => ref.objectId.slice(0, 12);

/** Reads the commits of tags, many with a call; what is no commit is missing. */
async function readCommits(
  { core }: AzureApi,
  project: string,
  repository: string,
  refs: readonly RawRef[],
): Promise<ReadonlyMap<string, RawCommit>> {
  const ids = [...new Set(refs.map(commitOf))];
  const path = repositoryPath(project, repository, 'commitsbatch');
  const answer = await core.ask(path, { json: { ids }, allowed: UNREADABLE });
  const found = UNREADABLE.includes(answer.status)
    ? []
    : (parseJson<WireList<RawCommit>>(answer).value ?? []);
  return new Map(found.map((commit) => [commit.commitId, commit]));
}

async function readAnnotated(
  { core }: AzureApi,
  project: string,
  repository: string,
  { objectId, peeledObjectId }: RawRef,
): Promise<unknown> {
  if (!peeledObjectId) return null;
  const path = repositoryPath(project, repository, `annotatedtags/${objectId}`);
  const answer = await core.ask(path, { allowed: UNREADABLE });
  return UNREADABLE.includes(answer.status) ? null : parseJson<unknown>(answer);
}

/** Returns tags with their commits, and with who tagged them when. */
export async function completeTags(
  api: AzureApi,
  project: string,
  repository: string,
  refs: readonly RawRef[],
): Promise<unknown[]> {
  const commits = await readCommits(api, project, repository, refs);
  const nodes: unknown[] = [];
  for (const ref of refs) {
    const annotated = await readAnnotated(api, project, repository, ref);
    nodes.push({ ref, commit: commits.get(commitOf(ref)) ?? null, annotated });
  }
  return nodes;
}

type Tags = ProjectState['tags'][string];

/** Yields the tags of one repository that are new or moved; the last page says which there are. */
async function* readOne(
  round: Round,
  { id: project, known }: Part,
  repository: string,
): AsyncGenerator<Draft> {
  const { api, context } = round;
  const refs = await listTags(api, project, repository);
  const before: Tags = known.tags[repository] ?? { at: 0, known: {} };
  known.tags[repository] = before;
  const names = refs.map(({ name }) => shortName(name));
  const fresh = refs.filter((ref) => before.known[shortName(ref.name)] !== markOf(ref));
  const areGone = Object.keys(before.known).some((name) => !names.includes(name));
  const bodyOf = (nodes: readonly unknown[], all: readonly string[] | null): Draft => ({
    kind: 'tags',
    body: { ...placeOf(round), ...{ repository, names: all, nodes } },
    items: nodes.length,
  });
  let left = fresh.length;
  for (const chunk of chunksOf(fresh, TAGS_AT_ONCE)) {
    context.signal.throwIfAborted();
    const nodes = await completeTags(api, project, repository, chunk);
    for (const ref of chunk) before.known[shortName(ref.name)] = markOf(ref);
    left -= chunk.length;
    // Nobody has to ask for the list again once its last page is written.
    if (left === 0) before.at = context.now;
    yield bodyOf(nodes, null);
  }
  before.at = context.now;
  round.hasNotes = true;
  if (!areGone) return;
  before.known = Object.fromEntries(refs.map((ref) => [shortName(ref.name), markOf(ref)]));
  yield bodyOf([], names);
}

/** Yields the tags of a project's repositories that are new, moved or gone. */
export async function* readTags(
  round: Round,
  part: Part,
  shown: ReadonlySet<string>,
): AsyncGenerator<Draft> {
  const { context, settings } = round;
  if (!settings.tags) return;
  for (const repository of shown) {
    const at = part.known.tags[repository]?.at ?? 0;
    const isDue = context.pass === 'SWEEP' || context.now - at >= REST_MILLISECONDS;
    if (isDue) yield* readOne(round, part, repository);
  }
}
