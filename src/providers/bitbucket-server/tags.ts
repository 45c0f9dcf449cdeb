import type { Instant } from '../../model/time.js';
import { instantOfMilliseconds } from '../wire-values.js';
import { askIfThere, type BitbucketServer, isAbsent, readList, readPage } from './api.js';
import { tagId } from './ids.js';
import { type Path, pathOf } from './repositories.js';
import { bodyOf, type Draft, type Run } from './run.js';
import type { RepositoryState } from './state.js';

export interface RawTag {
  readonly displayId?: string | null;
  readonly latestCommit?: string | null;
}
interface RawCommit {
  readonly committerTimestamp?: number | null;
}

/** Each costs a call for its commit. */
const AT_ONCE = 25;
const NAMES_AT_ONCE = 500;
const SHORT = 8;

const nameOf = ({ displayId }: RawTag): string => displayId ?? '';
const shortOf = ({ latestCommit }: RawTag): string => (latestCommit ?? '').slice(0, SHORT);
const isKnown = ({ tags }: RepositoryState, tag: RawTag): boolean =>
  tags[nameOf(tag)] === shortOf(tag);

export const tagsOf = (path: Path): string => `${pathOf(path)}/tags`;
export const newestFirst = { orderBy: 'MODIFICATION' };

/** Returns a tag with its commit, since lists of tags have no dates. */
export async function withCommit(server: BitbucketServer, path: Path, tag: RawTag) {
  const sha = encodeURIComponent(tag.latestCommit ?? '');
  const commit = await askIfThere<RawCommit>(server, `${pathOf(path)}/commits/${sha}`);
  return { tag, commit: isAbsent(commit) ? null : commit };
}
type Node = Awaited<ReturnType<typeof withCommit>>;

const madeAt = ({ commit }: Node): Instant | null =>
  typeof commit?.committerTimestamp === 'number'
    ? instantOfMilliseconds(commit.committerTimestamp)
    : null;

export const tagsDraft = (
  { server }: Pick<Run, 'server'>,
  repository: number,
  nodes: readonly object[],
): Draft => ({
  kind: 'tags',
  body: bodyOf({ place: server.place, repository, nodes }),
  items: nodes.length,
});

/** Reads the commits of tags, the newest first, down to what is older than the backfill reaches. */
async function readNew({ server, state }: Run, known: RepositoryState, tags: readonly RawTag[]) {
  const nodes: Node[] = [];
  for (const tag of tags) {
    const node = await withCommit(server, known, tag);
    if ((madeAt(node) ?? state.since) < state.since) return { nodes, isEnd: true };
    nodes.push(node);
    known.tags[nameOf(tag)] = shortOf(tag);
  }
  return { nodes, isEnd: false };
}

/** Reads a page of the tags, and where the walk goes on: nowhere at its end. Where a page has nothing new, the rest is known. */
async function readStep(run: Run, known: RepositoryState, start: number) {
  const query = { ...newestFirst, limit: AT_ONCE };
  const page = await readPage<RawTag>(run.server, tagsOf(known), query, start);
  if (isAbsent(page)) return null;
  const fresh = page.values.filter((tag) => !isKnown(known, tag));
  const { nodes, isEnd } = await readNew(run, known, fresh);
  const isOver = isEnd || (fresh.length === 0 && known.hasTags);
  return { nodes, next: isOver ? null : page.next };
}

/** Yields pages of tags that are new, the newest first. */
export async function* walkTags(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  for (let start: number | null = known.tagWalk ?? 0; start !== null; ) {
    const step: Awaited<ReturnType<typeof readStep>> = await readStep(run, known, start);
    if (!step) return;
    start = step.next;
    known.hasTags ||= start === null;
    if (start === null) delete known.tagWalk;
    else known.tagWalk = start;
    if (step.nodes.length > 0) yield tagsDraft(run, known.id, step.nodes);
  }
}

/** Yields tags that were moved or never seen, and that those are gone that the list lacks. */
export async function* sweepTags(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  const query = { ...newestFirst, limit: NAMES_AT_ONCE };
  const all = await readList<RawTag>(run.server, tagsOf(known), query);
  if (isAbsent(all)) return;
  const { nodes } = await readNew(
    run,
    known,
    all.filter((tag) => !isKnown(known, tag)),
  );
  if (nodes.length > 0) yield tagsDraft(run, known.id, nodes);
  const names = new Set(all.map(nameOf));
  const gone = Object.keys(known.tags).filter((name) => !names.has(name));
  if (gone.length === 0) return;
  for (const name of gone) delete known.tags[name];
  const { place } = run.server;
  const tombstones = gone.map((name) => ({ kind: 'TAG', id: tagId(place, known.id, name) }));
  yield { kind: 'gone', body: JSON.stringify({ tombstones }) };
}
