import { createHash } from 'node:crypto';
import { isObservable } from '../../../model/limits.js';
import { chunksOf } from '../../chunks-of.js';
import { headOf } from '../history/first-parent-line.js';
import { type CommitGraph, firstParentLine, highestPositions } from '../history/graph.js';
import type { Header } from '../wire.js';
import type { TagRef } from './snapshot.js';
import {
  closedBy,
  isAhead,
  type PageBuilder,
  pageBuilderOf,
  retractedSince,
  type SyncPass,
} from './sync-pass.js';

const TAGS_PER_PAGE = 5_000;

type Tag = Header<'TAGS'>['tags'][number];

const inputsOf = ({ tips, tags, head, depth }: SyncPass['snapshot']) =>
  createHash('sha256')
    .update(JSON.stringify([tips, tags, head, depth]))
    .digest('hex')
    .slice(0, 16);

/** When a tag may have been made: its tagger's date, else its commit's committer date. */
const datesOf = ({ taggedSeconds, sha }: TagRef, graph: CommitGraph): number[] => {
  const committed = graph.committed[graph.indexOf.get(sha)!]!;
  return taggedSeconds === null ? [committed] : [taggedSeconds, committed];
};

/** A date that cannot be is none. */
async function readTags(round: SyncPass, graph: CommitGraph) {
  const head = await headOf(round, graph);
  const line = head === undefined ? [] : firstParentLine(graph, head);
  const highest = highestPositions(graph, line);
  const isDate = (seconds: number) => isObservable(seconds * 1000, round.context.now);
  const dated = round.snapshot.tags.map((tag) => {
    const dates = datesOf(tag, graph);
    return { ...tag, dates, seconds: dates.find(isDate) };
  });
  const tags = dated.flatMap(({ name, sha, seconds }): Tag[] => {
    const position = highest(graph.indexOf.get(sha)!);
    if (seconds === undefined) return [];
    return [{ name, sha, seconds, position: position < 0 ? null : position }];
  });
  const namesOf = (those: typeof dated) => those.map(({ name }) => name);
  const ahead = dated.flatMap(({ dates }) => dates.filter((seconds) => isAhead(round, seconds)));
  return {
    tags,
    undated: namesOf(dated.filter(({ seconds }) => seconds === undefined)),
    misdated: namesOf(
      dated.filter(({ seconds, dates }) => seconds !== undefined && seconds !== dates[0]),
    ),
    awaited: ahead.length > 0 ? Math.min(...ahead) : null,
  };
}
/** Tags in the form in which they can be emitted. */
type Tags = Awaited<ReturnType<typeof readTags>>;

const digestOf = ({ sha, seconds, position }: Tag) => `${sha} ${seconds} ${position}`;

async function* drafts(
  round: SyncPass,
  { tags, undated, misdated }: Tags,
): AsyncGenerator<PageBuilder> {
  const { id: repository } = round.source;
  const emitted = { ...round.state.tags };
  const present = new Set(tags.map((tag) => tag.name));
  const gone = Object.keys(emitted).filter((name) => !present.has(name));
  for (const name of gone) delete emitted[name];
  yield* retractedSince(round, 'TAG', gone, () => [...present], { tags: { ...emitted } });
  const changed = tags.filter((tag) => emitted[tag.name] !== digestOf(tag));
  for (const some of chunksOf(changed, TAGS_PER_PAGE)) {
    for (const tag of some) emitted[tag.name] = digestOf(tag);
    const counts = { items: some.length, total: changed.length };
    const names = new Set(some.map(({ name }) => name));
    const notes = { leftOut: [], misdated: misdated.filter((name) => names.has(name)) };
    yield pageBuilderOf(
      'TAGS',
      { repository, tags: some, ...notes },
      { tags: { ...emitted } },
      counts,
    );
  }
  if (undated.length > 0)
    yield pageBuilderOf('TAGS', { repository, tags: [], leftOut: [...undated], misdated: [] }, {});
}

/**
 * Yields pages of tags that are new, moved, or contain more of the default branch than when they
 * were emitted.
 */
export async function* emitTags(round: SyncPass): AsyncGenerator<PageBuilder> {
  const tagged = inputsOf(round.snapshot);
  const isRipe = round.state.tagsAwaited !== null && !isAhead(round, round.state.tagsAwaited);
  const isSettled = round.state.tagged === tagged && !isRipe;
  if (isSettled && !round.state.unsure.includes('TAG')) return;
  const isIdle = round.snapshot.tags.length === 0 && Object.keys(round.state.tags).length === 0;
  if (isIdle && !round.state.unsure.includes('TAG')) return;
  const read = await readTags(round, await round.graph());
  yield* closedBy(round, drafts(round, read), async () => ({
    tags: Object.fromEntries(read.tags.map((tag) => [tag.name, digestOf(tag)])),
    tagged,
    tagsAwaited: read.awaited,
  }));
}
