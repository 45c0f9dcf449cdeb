import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';

const repository = z.object({
  /** The server's own number. */
  id: z.number(),
  /** Its address, by which it is asked for. */
  project: z.string(),
  slug: z.string(),
  /** Digest of all that its fact shows. */
  shown: z.string(),
  /** All that was updated up to this instant is read, or is about to be by `back`; null: nothing yet. */
  seen: z.number().nullable(),
  /** Where the backfill goes on; absent: it has ended. */
  back: z.number().optional(),
  /** Digests of the pull requests that were read, by number; a plus stands before those that are open. */
  pulls: z.record(z.string(), z.string()),
  /** Commits of the tags that were read, by name, shortened. */
  tags: z.record(z.string(), z.string()),
  /** Where the walk over tags goes on; absent: it has ended. */
  tagWalk: z.number().optional(),
  /** How far the default branch is read; absent: not at all. */
  commits: z
    .object({
      /** All that this commit contains is read; null: nothing yet. */
      read: z.string().nullable(),
      /** The page that the walk goes on with, below this commit or branch. */
      walk: z.object({ until: z.string(), start: z.number() }).optional(),
    })
    .optional(),
  /** Name of the default branch; null: the repository is empty. */
  branch: z.string().nullable(),
  /** True once the tags were walked down to where the backfill ends. */
  hasTags: z.boolean(),
});
/** How far a repository is read. */
export type RepositoryState = z.infer<typeof repository>;

const state = z.object({
  version: z.literal(1),
  /** How far back the backfill reads. */
  since: z.number(),
  /** By the server's own number. */
  repositories: z.record(z.string(), repository),
});
/** The contents of a cursor. */
type State = z.infer<typeof state>;

/** A backfill that shall reach further back than it did walks all lists again. */
function widen(before: State, since: Instant): void {
  before.since = since;
  for (const known of Object.values(before.repositories)) {
    known.back = 0;
    known.hasTags = false;
    delete known.commits;
  }
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return { version: 1, since, repositories: {} };
  if (since < data.since) widen(data, since);
  return data;
}
