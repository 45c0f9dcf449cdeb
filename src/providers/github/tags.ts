import type { Instant } from '../../model/time.js';
import type { PageInfo } from '../github-api/graphql-answer.js';
import type { RawRepository } from './lists.js';
import { tags } from './queries.js';
import { bodyOf, type PageBuilder, type SyncPass } from './round.js';
import type { RepositoryState, TagsState } from './state.js';
import { askRepository } from './walk.js';
import { tagNameIn, wireTag } from './wire.js';

const AT_ONCE = 100;

const END: PageInfo = { hasNextPage: false, endCursor: null };

/** When the commit of a tag was made; null if it cannot be read. */
function madeAt(node: unknown): Instant | null {
  const target = wireTag.safeParse(node).data?.target;
  return target?.committedDate ?? target?.target?.committedDate ?? null;
}

/** The newest come first, by the dates of their commits. */
const isBefore = (nodes: readonly unknown[], since: Instant): boolean => {
  const last = madeAt(nodes.at(-1));
  return last !== null && last < since;
};

type Walk = NonNullable<TagsState['walk']>;

/** How the state goes on after a page. */
function stateAfter(
  round: SyncPass,
  before: TagsState,
  walk: Walk,
  nodes: readonly unknown[],
  { hasNextPage, endCursor }: PageInfo,
): TagsState {
  const isOld = !walk.isAll && isBefore(nodes, round.state.since);
  const { mark, whole } = before;
  if (!hasNextPage) return { mark: walk.mark, whole: walk.mark };
  if (isOld || endCursor === walk.after) return { mark: walk.mark, whole };
  const names = [...walk.names, ...nodes.flatMap(tagNameIn)];
  return { mark, whole, walk: { ...walk, after: endCursor, names } };
}

/** Yields pages of the tags of a repository. Where all are read, the last page says that there are no others. */
export async function* walkTags(
  round: SyncPass,
  known: RepositoryState,
): AsyncGenerator<PageBuilder> {
  for (let before = known.tags; before?.walk; before = known.tags) {
    const { walk } = before;
    const variables = { id: known.node, first: AT_ONCE, after: walk.after };
    const repository: RawRepository | null = await askRepository(round, tags, variables);
    if (!repository) return;
    const { nodes: found, pageInfo = END } = repository.refs ?? {};
    const nodes = (found ?? []).filter((node) => node !== null);
    known.tags = stateAfter(round, before, walk, nodes, pageInfo);
    const whole = pageInfo.hasNextPage ? {} : { isWhole: true, names: walk.names };
    yield { kind: 'tags', body: bodyOf(round, repository, nodes, whole), items: nodes.length };
  }
}
