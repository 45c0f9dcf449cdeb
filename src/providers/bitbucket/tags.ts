import {
  type BitbucketApi,
  type ListPage,
  leanOf,
  pageIn,
  repositoryPath,
} from '../bitbucket-api/api.js';
import type { Draft } from '../bitbucket-api/look.js';
import { placeOf, type Round } from './round.js';
import type { RepositoryState, TagsState } from './state.js';
import type { Walked } from './walk.js';
import type { TagsPage } from './wire.js';

const AT_ONCE = 100;
const GONE = [403, 404, 410];

const tagsPath = (name: string): string => `${repositoryPath(name)}/refs/tags`;

/** The newest first, by the dates of their commits. */
const asking = { query: { sort: '-target.date', pagelen: AT_ONCE }, allowed: GONE };

const namesIn = ({ values }: ListPage): string[] =>
  values.flatMap((tag) => {
    const { name } = (tag ?? {}) as { readonly name?: unknown };
    return typeof name === 'string' ? [name] : [];
  });

/** Tags come by commits alone, by which Bitbucket dates a repository. A sweep finds those that were moved or deleted. */
const isWanted = ({ context }: Round, { tags, updated }: RepositoryState): boolean =>
  context.pass === 'SWEEP' || tags.walk !== undefined || tags.mark !== (updated ?? '');

/** Returns how the state goes on after a page: an increment needs the newest page alone. */
function stateAfter(
  { context }: Round,
  { tags, updated }: RepositoryState,
  page: ListPage,
): TagsState {
  const { walk } = tags;
  const isWhole = walk !== undefined || context.pass === 'SWEEP' || tags.mark === null;
  const mark = walk ? walk.mark : updated;
  const names = [...(walk?.names ?? []), ...namesIn(page)];
  if (page.next === null || page.next === walk?.next || !isWhole) return { mark: mark ?? '' };
  return { mark: tags.mark, walk: { next: page.next, names, mark } };
}

/** Returns the next page; undefined where Bitbucket does not show the list, which says nothing of its tags. */
async function readPage({ api }: Round, { name, tags }: RepositoryState) {
  const answer = tags.walk
    ? await api.client.ask(tags.walk.next)
    : await api.client.ask(tagsPath(name), asking);
  return GONE.includes(answer.status) ? undefined : pageIn(answer);
}

/** Returns a page of tags; the last one names all. */
function draftOf(round: Round, { uuid, known }: Walked, page: ListPage): Draft {
  const names = [...(known.tags.walk?.names ?? []), ...namesIn(page)];
  const tags = page.values.map(leanOf);
  const whole = page.next === null ? { names } : {};
  const body: TagsPage = { ...placeOf(round, uuid, known), tags, ...whole };
  return { kind: 'tags', body, items: tags.length };
}

/** Yields pages of the tags of a repository. Where all are read, the last page says that there are no others. */
export async function* walkTags(round: Round, walked: Walked): AsyncGenerator<Draft> {
  const { known } = walked;
  if (!isWanted(round, known)) return;
  do {
    const page = await readPage(round, known);
    if (!page) return;
    const draft = draftOf(round, walked, page);
    const isNothing = known.tags.mark === null && draft.items === 0;
    known.tags = stateAfter(round, known, page);
    if (!isNothing) yield draft;
  } while (known.tags.walk);
}

/** Reads all tags of a repository at once, for a delivery. */
export async function readTags(
  api: BitbucketApi,
  uuid: string,
  name: string,
): Promise<TagsPage | null> {
  const values = await api.list(tagsPath(name), asking);
  if (values === null) return null;
  const names = namesIn({ values, next: null });
  return { ...placeOf({ api }, uuid, { name }), tags: values.map(leanOf), names };
}
