import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';

/** A part of the closed pull requests, by when they were closed; `to` is null for "until now". */
const closedWindow = z.object({
  from: z.number(),
  to: z.number().nullable(),
  /** How many of it were read. */
  skip: z.number(),
  /** When it was begun by Azure's clock, if it reads what is new. */
  begunAt: z.number().nullable(),
});
export type ClosedWindow = z.infer<typeof closedWindow>;

const project = z.object({
  name: z.string(),
  /** All that was closed up to this instant is read, or is in a window. */
  seen: z.number(),
  windows: z.array(closedWindow),
  /** Digest of the list of repositories. */
  repositories: z.string().nullable(),
  /** Names of the repositories by their ids. */
  names: z.record(z.string(), z.string()),
  /** Open pull requests: the digest of what was read of each, and the round that looked last. */
  open: z.record(z.string(), z.object({ digest: z.string(), round: z.number() })),
  /** When the pull requests were closed that were read last: what is read twice brings nothing. */
  recent: z.record(z.string(), z.number()),
  /** By the id of the repository: when its tags were read, and the beginning of each one's hash. */
  tags: z.record(z.string(), z.object({ at: z.number(), known: z.record(z.string(), z.string()) })),
});
export type ProjectState = z.infer<typeof project>;

const state = z.object({
  version: z.literal(1),
  since: z.number(),
  /** When the round began that is not ended yet; null if none is open. */
  round: z.number().nullable(),
  projects: z.record(z.string(), project),
});
/** The contents of a cursor. */
export type State = z.infer<typeof state>;

/** A backfill that shall reach further back reads what lies before. */
function widen(before: State, since: Instant): void {
  for (const known of Object.values(before.projects))
    known.windows.push({ from: since, to: before.since, skip: 0, begunAt: null });
  before.since = since;
}

/** Returns what the cursor says; the beginning where there is none, or one of another version. */
export function readState(cursor: string | null, since: Instant): State {
  const { data } = state.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return { version: 1, since, round: null, projects: {} };
  if (since < data.since) widen(data, since);
  return data;
}

/** Returns a short text that is equal for equal content. */
export const digestOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);
