import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { jsonIn } from '../../json-in.js';

/** A cursor says all that a run must know of the runs before it. */
const VERSION = 1;

/** Incidents that were read, by id, with a digest of what the list shows of each. */
const known = z
  .string()
  .transform((text) =>
    text === '' ? '{}' : inflateRawSync(Buffer.from(text, 'base64')).toString('utf8'),
  )
  .transform((text) => new Map(Object.entries(jsonIn(text) as Record<string, string>)));

const walk = z.object({
  kind: z.enum(['BACKFILL', 'SWEEP']),
  /** When it began, by PagerDuty's clock. */
  begun: z.number(),
  /** The window that is read now, the newest first; the rest lies before it. */
  since: z.number(),
  until: z.number(),
  offset: z.number().int(),
});
/** A reading of all incidents under way. */
export type Walk = z.infer<typeof walk>;

const form = z.object({
  version: z.literal(VERSION),
  /** How far back incidents are read. */
  from: z.number(),
  /** Up to when log entries are read; null: not yet. */
  until: z.number().nullable(),
  walk: walk.nullable(),
  /** When the newest log entry was made of the incidents that the next increment sees again. */
  recent: z.record(z.string(), z.number()),
  known,
  /** Ids of the known incidents that the sweep under way has not found yet. */
  unseen: z.array(z.string()),
  /** The last sweep missed more than is likely. */
  isDoubted: z.boolean(),
});
export type State = Omit<z.infer<typeof form>, 'version'>;

/** Returns what a cursor says. One of another version, or a damaged one, begins from the beginning, which loses nothing. */
export function parseState(cursor: string | null, from: number): State {
  const { data } = form.safeParse(cursor === null ? null : jsonIn(cursor));
  const empty = { until: null, walk: null, recent: {}, unseen: [], isDoubted: false };
  return data ?? { ...empty, from, known: new Map() };
}

export const formatState = ({ known: read, ...rest }: State): string =>
  JSON.stringify({
    ...{ version: VERSION, ...rest },
    known: deflateRawSync(JSON.stringify(Object.fromEntries(read))).toString('base64'),
  });
