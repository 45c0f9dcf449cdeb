import type { Instant } from '../../model/time.js';
import { GraphqlRefusal, GraphqlTooLarge } from '../github-api/graphql-answer.js';
import { expectedTotal, noteLeft } from './expected.js';
import { type ListReader, listReaders, type RawRepository } from './lists.js';
import { bodyOf, type PageBuilder, type SyncPass, vendorNow } from './round.js';
import type { ListKey, ListState, PageSize, RepositoryState, State } from './state.js';

/** After so many answers in a row a page is asked for twice as large again. */
const SUCCESSES = 4;

function noteAnswer(size: PageSize, usual: number): void {
  size.successes += 1;
  if (size.successes < SUCCESSES || size.now >= usual) return;
  size.now = Math.min(usual, size.now * 2);
  size.successes = 0;
}

function shrink(size: PageSize): void {
  size.now = Math.ceil(size.now / 2);
  size.successes = 0;
}

/**
 * Asks for a page, for half of it where GitHub did not answer in time, and so on; the size is remembered over runs. `ask` is given 0
 * where not even one entry could be answered for. Throws GraphqlTooLarge if that fails too.
 */
async function askBySize<Answer>(
  { sizes }: State,
  name: string,
  usual: number,
  ask: (size: number) => Promise<Answer>,
): Promise<Answer> {
  const size = sizes[name] ?? { now: usual, successes: 0 };
  sizes[name] = size;
  for (;;)
    try {
      const answer = await ask(size.now);
      noteAnswer(size, usual);
      return answer;
    } catch (error) {
      if (!(error instanceof GraphqlTooLarge)) throw error;
      if (size.now <= 1) return ask(0);
      shrink(size);
    }
}

/** `head` reads what is new, `back` what is older than the first sync. */
export type Part = 'head' | 'back';

const stopOf = (list: ListState, part: Part, { overlap }: ListReader): Instant =>
  part === 'head' ? list.seen - overlap : (list.back?.stop ?? 0);

const unreadable = ['NOT_FOUND', 'FORBIDDEN'];

/** Returns the repository; null if GitHub does not have it for this credential. */
export async function askRepository(
  { api }: SyncPass,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<RawRepository | null> {
  try {
    const { node } = await api.graphql<{ readonly node: RawRepository | null }>(
      document,
      variables,
    );
    return node?.databaseId ? node : null;
  } catch (error) {
    const isGone =
      error instanceof GraphqlRefusal && error.types.every((type) => unreadable.includes(type));
    if (isGone) return null;
    throw error;
  }
}

async function readStep(
  round: SyncPass,
  { node: id }: RepositoryState,
  key: ListKey,
  after: string | null,
  stop: Instant,
) {
  const reader = listReaders[key];
  const since = reader.isSorted ? {} : { since: new Date(Math.max(stop, 0)).toISOString() };
  return askBySize(round.state, key, reader.usual, async (size) => {
    const isLean = size === 0;
    const document = reader.document(round.api.host, isLean);
    const variables = { id, first: Math.max(size, 1), after, ...since };
    const repository = await askRepository(round, document, variables);
    if (!repository) return null;
    const { nodes, pageInfo } = reader.connectionIn(repository) ?? {};
    return {
      repository,
      nodes: nodes ?? [],
      isLean,
      endCursor: pageInfo?.endCursor ?? null,
      isLast: !pageInfo?.hasNextPage,
    };
  });
}
type Step = NonNullable<Awaited<ReturnType<typeof readStep>>>;

/**
 * Returns entries updated since `stop`. An entry that cannot be read is kept, so that it is
 * counted.
 */
const keptOf = ({ isSorted, updatedAt }: ListReader, { nodes }: Step, stop: Instant) =>
  isSorted ? nodes.filter((node) => (updatedAt(node) ?? stop) >= stop) : nodes;

function finish(list: ListState, part: Part, now: Instant): void {
  // A date in the future must not become the cursor.
  if (list.head && part === 'head')
    list.seen = Math.max(list.seen, Math.min(list.head.newest, now));
  delete list[part];
}

const oldestIn = ({ updatedAt }: ListReader, nodes: readonly unknown[]): Instant =>
  nodes.reduce<Instant>(
    (oldest, node) => Math.min(oldest, updatedAt(node) ?? oldest),
    Number.POSITIVE_INFINITY,
  );

/** Notes in the state how far the walk is after a step. Returns true if it has ended. */
function advance(
  round: SyncPass,
  list: ListState,
  part: Part,
  { isLast, endCursor }: Step,
  keptAll: boolean,
): boolean {
  const at = list[part];
  const isAgain = !isLast && endCursor === at?.after;
  if (isAgain)
    round.context.log(
      'warn',
      'GitHub names a page again that was read already: the list ends here.',
    );
  const hasEnded = isLast || isAgain || !keptAll;
  if (hasEnded) finish(list, part, vendorNow(round));
  else if (at) at.after = endCursor;
  return hasEnded;
}

async function completed(
  round: SyncPass,
  { complete }: ListReader,
  { repository, isLean }: Step,
  kept: readonly unknown[],
): Promise<unknown[]> {
  const nodes: unknown[] = [];
  for (const node of kept) nodes.push(await complete(round, repository, node, isLean));
  return nodes;
}

const draftOf = (
  round: SyncPass,
  key: ListKey,
  repository: RawRepository,
  nodes: readonly unknown[],
): PageBuilder => ({
  kind: listReaders[key].kind,
  body: bodyOf(round, repository, nodes),
  items: nodes.length,
  ...expectedTotal(round, key, nodes.length),
});

/**
 * Yields pages of a list of one repository until its walk ends, or reaches entries updated before
 * `until`. The next call, or the next run, resumes there. A repository that cannot be read at the
 * moment is left for the next run.
 */
export async function* walk(
  round: SyncPass,
  known: RepositoryState,
  key: ListKey,
  part: Part,
  until: Instant,
): AsyncGenerator<PageBuilder> {
  const reader = listReaders[key];
  for (let list = known[key]; list?.[part]; ) {
    const stop = stopOf(list, part, reader);
    const step = await readStep(round, known, key, list[part]?.after ?? null, stop);
    if (!step) return;
    const kept = keptOf(reader, step, stop);
    const nodes = await completed(round, reader, step, kept);
    const hasEnded = advance(round, list, part, step, kept.length === step.nodes.length);
    const oldest = oldestIn(reader, kept);
    noteLeft(list, part, kept.length, oldest);
    if (nodes.length > 0) yield draftOf(round, key, step.repository, nodes);
    if (hasEnded || oldest < until) return;
  }
}
