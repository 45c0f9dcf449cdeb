import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';

/** A part of a list, by when its entries ended or changed; `to` is null for "until now". */
const part = z.object({
  from: z.number(),
  to: z.number().nullable(),
  /** The token of the next page; null for the first. */
  token: z.string().nullable(),
  /** When it was begun by Azure's clock, if it reads what is new. */
  begunAt: z.number().nullable(),
});
export type Part = z.infer<typeof part>;

const walk = z.object({
  /** All that happened up to this instant is read, or is in a part. */
  seen: z.number(),
  parts: z.array(part),
  /** The entries that were read last, by id, with the instant of their change: read twice they bring nothing. */
  recent: z.record(z.string(), z.number()),
});
/** How far a list is read, from its newest entry on. */
export type Walk = z.infer<typeof walk>;

const project = z.object({
  name: z.string(),
  /** Digest of the list of repositories. */
  repositories: z.string().nullable(),
  builds: walk,
  releases: walk,
  /** Builds that have not ended: the digest of what was read of each, and the round that looked last. */
  running: z.record(z.string(), z.object({ digest: z.string(), round: z.number() })),
  /** By the id of an environment: its newest record that was read, and those that had not ended. */
  environments: z.record(
    z.string(),
    z.object({
      name: z.string(),
      newest: z.number(),
      open: z.array(z.number()),
      round: z.number(),
      /** Where reading goes on, and the newest record of it; null if it is at its end. */
      walk: z.object({ token: z.string(), top: z.number() }).nullable(),
    }),
  ),
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

/** The backfill reads so much of all projects before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

/** Returns a walk that has everything to read: the last month, then what lies before it. */
export function freshWalk(since: Instant, seen: Instant): Walk {
  const middle = Math.max(since, seen - FIRST_DAYS * DAY_MILLISECONDS);
  const fresh = { token: null, begunAt: null };
  const older = middle > since ? [{ ...fresh, from: since, to: middle }] : [];
  return { seen, parts: [{ ...fresh, from: middle, to: null }, ...older], recent: {} };
}

/** A backfill that shall reach further back reads what lies before. */
function widen(before: State, since: Instant): void {
  for (const { builds, releases } of Object.values(before.projects))
    for (const { parts } of [builds, releases])
      parts.push({ from: since, to: before.since, token: null, begunAt: null });
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
