import { createHash } from 'node:crypto';
import { type CommitGraph, firstParentLine, highestPositions } from './graph.js';
import { headOf } from './line.js';
import { chunksOf, closedBy, type Draft, draft, type Round, takenBack } from './round.js';
import type { Header } from './wire.js';

const TAGS_PER_PAGE = 5_000;

type Tag = Header<'TAGS'>['tags'][number];

const inputsOf = ({ tips, tags, head, depth }: Round['snapshot']) =>
  createHash('sha256')
    .update(JSON.stringify([tips, tags, head, depth]))
    .digest('hex')
    .slice(0, 16);

async function readTags(round: Round, graph: CommitGraph): Promise<Tag[]> {
  const head = await headOf(round, graph);
  const line = head === undefined ? [] : firstParentLine(graph, head);
  const highest = highestPositions(graph, line);
  return round.snapshot.tags.map(({ name, sha, taggedSeconds }) => {
    const commit = graph.indexOf.get(sha)!;
    const position = highest(commit);
    const seconds = taggedSeconds ?? graph.committed[commit]!;
    return { name, sha, seconds, position: position < 0 ? null : position };
  });
}

const digestOf = ({ sha, seconds, position }: Tag) => `${sha} ${seconds} ${position}`;

async function* drafts(round: Round, tags: readonly Tag[]): AsyncGenerator<Draft> {
  const { id: repository } = round.source;
  const told = { ...round.state.tags };
  const present = new Set(tags.map((tag) => tag.name));
  const gone = Object.keys(told).filter((name) => !present.has(name));
  for (const name of gone) delete told[name];
  yield* takenBack(round, 'TAG', gone, () => [...present], { tags: { ...told } });
  const changed = tags.filter((tag) => told[tag.name] !== digestOf(tag));
  for (const some of chunksOf(changed, TAGS_PER_PAGE)) {
    for (const tag of some) told[tag.name] = digestOf(tag);
    const counts = { items: some.length, total: changed.length };
    yield draft('TAGS', { repository, tags: some }, { tags: { ...told } }, counts);
  }
}

/** Pages of tags that are new, moved, or contain more of the default branch than when they were told. */
export async function* tellTags(round: Round): AsyncGenerator<Draft> {
  const tagged = inputsOf(round.snapshot);
  if (round.state.tagged === tagged && !round.state.unsure.includes('TAG')) return;
  const isIdle = round.snapshot.tags.length === 0 && Object.keys(round.state.tags).length === 0;
  if (isIdle && !round.state.unsure.includes('TAG')) return;
  const tags = await readTags(round, await round.graph());
  yield* closedBy(round, drafts(round, tags), async () => ({
    tags: Object.fromEntries(tags.map((tag) => [tag.name, digestOf(tag)])),
    tagged,
  }));
}
