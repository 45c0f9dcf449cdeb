import { parseJson } from '../http/answer.js';
import type { BitbucketAccess } from './access.js';
import { type BitbucketApi, repositoryPath } from './api.js';
import { type ListedPage, type Seen, seenIn } from './repositories.js';

/** The repositories that lists show, to classify those that they lack. */
export interface Sight {
  /** Ids of the repositories that are there. */
  readonly ids: Set<string>;
  /** Lists that still show private repositories. */
  readonly trusted: Set<string>;
  /** Lists that could not be read. */
  readonly unread: Set<string>;
}

export const emptySight = (): Sight => ({ ids: new Set(), trusted: new Set(), unread: new Set() });

/** Notes what a page shows. Returns those that no page before had. */
export function noteSight({ ids, trusted }: Sight, { list, seen }: ListedPage): Seen[] {
  const fresh = seen.filter(({ repository }) => !ids.has(repository.uuid));
  for (const { repository } of fresh) {
    ids.add(repository.uuid);
    if (repository.is_private && !list.includes('/')) trusted.add(list);
  }
  return fresh;
}

/** A repository as it was seen last. */
export interface KnownPlace {
  /** Full name. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** The list that it was found in. */
  readonly list: string;
}

/** The fate of a repository that the lists no longer have. HIDDEN: it may be gone, or out of sight. */
export type Fate =
  | { readonly kind: 'THERE'; readonly seen: Seen }
  | { readonly kind: 'GONE' | 'HIDDEN' };

/**
 * Asks what became of a repository that the lists no longer have. Bitbucket says the same of what it
 * deleted and of what it hides. A private one is gone only where its list still shows other private
 * ones. One that moved to where the settings do not reach is gone.
 */
export async function fateOf(
  api: BitbucketApi,
  access: BitbucketAccess,
  uuid: string,
  { name, isPrivate, list }: KnownPlace,
  { trusted, unread }: Sight,
): Promise<Fate> {
  if (unread.has(list)) return { kind: 'HIDDEN' };
  const [workspace = ''] = name.split('/');
  const path = repositoryPath(`${workspace}/{${uuid}}`);
  const answer = await api.client.ask(path, { allowed: [403, 404, 410] });
  if (answer.status === 200) {
    const [seen] = seenIn(access, [parseJson(answer)]);
    return seen ? { kind: 'THERE', seen } : { kind: 'GONE' };
  }
  if (answer.status === 403) return { kind: 'HIDDEN' };
  return { kind: !isPrivate || trusted.has(list) ? 'GONE' : 'HIDDEN' };
}
