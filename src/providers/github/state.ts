import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';

const list = z.object({
  /** All that was updated up to this instant is read, or is about to be by `back`. */
  seen: z.number(),
  /** A walk from the newest down to what was seen before. */
  head: z.object({ after: z.string().nullable(), newest: z.number() }).optional(),
  /** The backfill: a walk from where it began down to `stop`. */
  back: z
    .object({
      after: z.string().nullable(),
      stop: z.number(),
      /** How many it has read, and how many are left as far as anybody knows. */
      done: z.number().optional(),
      left: z.number().optional(),
    })
    .optional(),
  /** How many entries GitHub counted in it. */
  count: z.number().optional(),
});
/** How far a list of a repository is read; it is read from the newest on. */
export type ListState = z.infer<typeof list>;

const tags = z.object({
  /** Distinguishes states of the list: the number of its entries, and the newest. */
  mark: z.string(),
  /** The mark when all of them were read last, those from before the backfill too. */
  whole: z.string().nullable(),
  walk: z
    .object({
      after: z.string().nullable(),
      mark: z.string(),
      /** Names on the pages before. */
      names: z.array(z.string()),
      isAll: z.boolean(),
    })
    .optional(),
});
export type TagsState = z.infer<typeof tags>;

const repository = z.object({
  /** Its id in GraphQL, which a rename does not change. */
  node: z.string(),
  isPrivate: z.boolean(),
  /** The full name that its facts were read under. */
  name: z.string().optional(),
  /** The list that it was found in, by the path of its address. */
  list: z.string(),
  pulls: list.optional(),
  issues: list.optional(),
  commits: list.optional(),
  tags: tags.optional(),
});
export type RepositoryState = z.infer<typeof repository>;
export const listKeys = ['pulls', 'issues', 'commits'] as const;
export type ListKey = (typeof listKeys)[number];

const size = z.object({ now: z.number(), successes: z.number() });
/** How many entries are asked for at once. */
export type PageSize = z.infer<typeof size>;

const state = z.object({
  version: z.literal(1),
  /** How far back the backfill reads. */
  since: z.number(),
  /** When GitHub was last asked what is newest everywhere, by its own clock. */
  lookedAt: z.number(),
  /** When the walks that are noted below were planned; null if none is open. */
  plannedAt: z.number().nullable(),
  /** Which repositories each page of a list had, and where it goes on, for when it is unchanged. */
  pages: z.record(z.string(), z.object({ ids: z.array(z.number()), next: z.string().nullable() })),
  /** By GitHub's own number. */
  repositories: z.record(z.string(), repository),
  sizes: z.record(z.string(), size),
});
/** The contents of a cursor. */
export type State = z.infer<typeof state>;

const beginning = (since: Instant): State => ({
  version: 1,
  since,
  lookedAt: 0,
  plannedAt: null,
  pages: {},
  repositories: {},
  sizes: {},
});

/**
 * Restarts the lists of a renamed repository. Their records contain the name, so they are read
 * again though no date of GitHub moved.
 */
export function noteName(known: RepositoryState, name: string, since: Instant): void {
  const { pulls, issues } = known;
  if (known.name !== undefined && known.name !== name)
    for (const one of [pulls, issues]) if (one) one.back = { after: null, stop: since };
  known.name = name;
}

/** A backfill that shall reach further back than it did walks all lists again. */
function widen(before: State, since: Instant): void {
  before.since = since;
  for (const known of Object.values(before.repositories))
    for (const key of listKeys) {
      const one = known[key];
      if (one) one.back = { after: null, stop: since };
    }
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return beginning(since);
  if (since < data.since) widen(data, since);
  return data;
}
