import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import type { KnownRepository } from '../bitbucket-api/look.js';
import { jsonIn } from '../json-in.js';

const pulls = z.object({
  /** All that was updated up to this instant is read, or is about to be by `back`; null before the first page. */
  seen: z.number().nullable(),
  /** The last updates before it: `updated_on` by number, to know it again. */
  edge: z.record(z.string(), z.string()),
  /** The backfill: down from this `updated_on`, without those numbers of it that are read. */
  back: z.object({ before: z.string().nullable(), ids: z.array(z.number()) }).optional(),
});
/** How far the pull requests of a repository are read. */
export type PullsState = z.infer<typeof pulls>;

const tags = z.object({
  /** The repository's `updated_on` when they were read; null before that. */
  mark: z.string().nullable(),
  /** The rest of a list that is read to its end. */
  walk: z
    .object({ next: z.string(), names: z.array(z.string()), mark: z.string().nullable() })
    .optional(),
});
export type TagsState = z.infer<typeof tags>;

const repository = z.object({
  /** Full name, under which its facts were read. */
  name: z.string(),
  isPrivate: z.boolean(),
  /** The list that it was found in. */
  list: z.string(),
  /** Digest of what its fact is made of; null if that shall be read again. */
  digest: z.string().nullable(),
  /** Its `updated_on`, which moves with commits and tags alone. */
  updated: z.string().nullable(),
  pulls,
  tags,
});
export type RepositoryState = z.infer<typeof repository>;

const state = z.object({
  version: z.literal(1),
  /** How far back the backfill reads. */
  since: z.number(),
  /** By Bitbucket's own id, without braces. */
  repositories: z.record(z.string(), repository),
});
/** The contents of a cursor. */
export type State = z.infer<typeof state>;

/** Has the pull requests of a repository read again from the newest on. */
function restart({ pulls: of }: RepositoryState): void {
  of.back = { before: null, ids: [] };
}

/** Returns a repository with how far it is read. One with another name is read again: its pull requests hold the name, and a rename moves no date of theirs. */
export function noted(
  place: KnownRepository,
  before: RepositoryState | undefined,
): RepositoryState {
  const beginning = { pulls: { seen: null, edge: {} }, tags: { mark: null } };
  const known: RepositoryState = { ...(before ?? beginning), ...place };
  if (before?.name !== place.name) restart(known);
  return known;
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return { version: 1, since, repositories: {} };
  if (since < data.since) {
    data.since = since;
    for (const known of Object.values(data.repositories)) restart(known);
  }
  return data;
}
