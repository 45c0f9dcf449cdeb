import { parseJson } from '../http/answer.js';
import type { GithubAccess } from './access.js';
import type { GithubApi } from './api.js';
import { isSelected, type ListedPage, type ListedRepository } from './repositories.js';

/** The repositories that the lists show, to classify those that the lists lack. */
export interface Sight {
  /** Lists that still show private repositories and leave nothing out, by their paths. */
  readonly trusted: Set<string>;
  /** Lists that could not be read. */
  unread: number;
}

/** Notes what a page of a list shows; `chosen` are those of its repositories that the settings mean. */
export function noteSight(
  { trusted }: Sight,
  { isComplete, list }: ListedPage,
  chosen: readonly ListedRepository[],
): void {
  if (isComplete && chosen.some((one) => one.private)) trusted.add(list);
}

/** It holds the repositories of several owners, so that it shows nothing about any one of them. */
const MIXED_LIST = 'user/repos';

/** A repository as it was seen last. */
export interface SeenRepository {
  readonly isPrivate: boolean;
  /** The list that it was found in, by its path. */
  readonly list: string;
}

/**
 * Returns true if a repository is gone. A public repository that cannot be found is gone. A private
 * repository may be out of the credential's sight. It counts as gone only if its list still shows
 * other private repositories.
 */
function isGone({ isPrivate, list }: SeenRepository, { trusted, unread }: Sight): boolean {
  return !isPrivate || (unread === 0 && list !== MIXED_LIST && trusted.has(list));
}

const NOT_THERE = 404;
/** Not permitted at the moment, or blocked: nothing is known of it. */
const UNKNOWN = [403, 451];

/**
 * The fate of a repository that the lists no longer have. HIDDEN: it may be gone, or out of sight.
 */
export type Fate =
  | { readonly kind: 'THERE'; readonly node: { readonly full_name: string } }
  | { readonly kind: 'GONE' | 'HIDDEN' | 'UNKNOWN' };

/** Asks what became of a repository that the lists no longer have. One that moved to where the settings do not reach is gone. */
export async function fateOf(
  api: GithubApi,
  settings: GithubAccess,
  id: number,
  { seen, sight }: { readonly seen: SeenRepository | null; readonly sight: Sight },
): Promise<Fate> {
  const answer = await api.rest.ask(`repositories/${id}`, { allowed: [NOT_THERE, ...UNKNOWN] });
  if (UNKNOWN.includes(answer.status)) return { kind: 'UNKNOWN' };
  if (answer.status === NOT_THERE)
    return { kind: seen === null || isGone(seen, sight) ? 'GONE' : 'HIDDEN' };
  const node = parseJson<{ readonly full_name: string }>(answer);
  return isSelected(settings, node.full_name) ? { kind: 'THERE', node } : { kind: 'GONE' };
}
