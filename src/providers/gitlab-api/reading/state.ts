import { z } from 'zod';
import type { Instant } from '../../../model/time.js';
import { jsonIn } from '../../json-in.js';

const list = z.object({
  /** All that was updated up to this instant is read, or is about to be by `back`. */
  seen: z.number(),
  /** When those were updated that were read last, by their numbers: they are listed again. */
  recent: z.record(z.string(), z.number()),
  /** The backfill: a walk from the newest down to `stop`. */
  back: z
    .object({
      /** The oldest of what was read; null before the first page. */
      before: z.number().nullable(),
      /** Page of the window that ends there, where a page has one instant alone. */
      page: z.number(),
      stop: z.number(),
      /** When those at the edge were updated, by their numbers: they are listed again. */
      edge: z.record(z.string(), z.number()),
    })
    .optional(),
  /** Numbers of all that was read, as ranges. */
  known: z.string(),
});
/** How far a list of a project is read. */
export type ListState = z.infer<typeof list>;

const tags = z.object({
  /** Distinguishes states of the list. */
  mark: z.string(),
  /** The mark when all of them were read last. */
  whole: z.string().nullable(),
  walk: z
    .object({ page: z.number(), mark: z.string(), names: z.array(z.string()), isAll: z.boolean() })
    .optional(),
});
export type TagsState = z.infer<typeof tags>;

const project = z.object({
  path: z.string(),
  /** The content of its fact, to know when it changes. */
  shown: z.string(),
  isPublic: z.boolean(),
  /** The group whose list it was in. */
  group: z.string().nullable(),
  /** By the name of the list. */
  lists: z.record(z.string(), list),
  tags: tags.optional(),
});
export type ProjectState = z.infer<typeof project>;

const state = z.object({
  version: z.literal(1),
  /** How far back the backfill reads. */
  since: z.number(),
  /** Until when all that happened in any project was read, by GitLab's clock. */
  lookedAt: z.number(),
  /** By GitLab's own number. */
  projects: z.record(z.string(), project),
});
/** The contents of a cursor. */
export type State = z.infer<typeof state>;

/** Has the lists of a project walked again from the newest on, as far as the first sync does. */
export function restart(known: ProjectState, since: Instant): void {
  for (const one of Object.values(known.lists))
    one.back = { before: null, page: 1, stop: since, edge: {} };
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return { version: 1, since, lookedAt: 0, projects: {} };
  if (since < data.since) {
    data.since = since;
    for (const known of Object.values(data.projects)) restart(known, since);
  }
  return data;
}
