import { z } from 'zod';
import { jsonIn } from '../../json-in.js';
import { packIds, unpackIds } from '../../packed-ids.js';

/** A cursor says all that a run must know of the runs before it. */
const VERSION = 2;

const stream = z.object({
  projects: z.array(z.string()),
  from: z.number(),
  /** The instant up to which the projects are read once it has ended. */
  until: z.number(),
  /** Cloud: the next page. */
  token: z.string().nullable(),
  /** Data Center: the next page. */
  startAt: z.number(),
  /** The `updated` of the last issue that was read, in case the token has expired. */
  below: z.number().nullable(),
  total: z.number().nullable(),
});
/** A list of issues under way, the newest first. */
export type Stream = z.infer<typeof stream>;

const project = z.object({
  key: z.string(),
  /** How far back it is read. */
  from: z.number(),
  /** Up to when it is read; null: not yet. */
  until: z.number().nullable(),
  /** Ids of the issues that were read of it, packed. */
  known: z.string(),
  /** The last sweep missed more of it than is likely. */
  isDoubted: z.boolean(),
});
const estimation = z.object({ project: z.string().nullable(), field: z.string().nullable() });

const form = z.object({
  version: z.literal(VERSION),
  projects: z.record(z.string(), project),
  stream: stream.nullable(),
  /** `updated` of the issues that the next increment sees again. */
  recent: z.record(z.string(), z.number()),
  /** Digests of lists that are written only where they changed. */
  digests: z.record(z.string(), z.string()),
  /** Ids of sprints that have not ended, and of those that the site did not find lately. */
  openSprints: z.array(z.string()),
  lostSprints: z.array(z.string()),
  /** By what boards estimate, by their ids. */
  boards: z.record(z.string(), estimation),
  /** Digests of what facts of issues are made of beside the issues, by the id of the project. */
  bases: z.record(z.string(), z.string()),
  /** Digests of what statuses, versions and the like are called, by kind and id. */
  names: z.record(z.string(), z.record(z.string(), z.string())),
});
type Form = z.infer<typeof form>;
export type Estimation = z.infer<typeof estimation>;

export type ProjectState = Omit<Form['projects'][string], 'known'> & {
  readonly known: Set<number>;
};
export type State = Omit<Form, 'projects' | 'version'> & { projects: Record<string, ProjectState> };

const empty = (): State => ({
  projects: {},
  stream: null,
  recent: {},
  digests: {},
  openSprints: [],
  lostSprints: [],
  boards: {},
  bases: {},
  names: {},
});

/** Returns what a cursor says. One of another version, or a damaged one, begins from the beginning, which loses nothing. */
export function parseState(cursor: string | null): State {
  const { data } = form.safeParse(cursor === null ? null : jsonIn(cursor));
  if (!data) return empty();
  const { version: _, projects, ...rest } = data;
  const unpacked = Object.entries(projects).map(
    ([id, { known, ...more }]) => [id, { ...more, known: unpackIds(known) }] as const,
  );
  return { ...rest, projects: Object.fromEntries(unpacked) };
}

export function formatState({ projects, ...rest }: State): string {
  const packed = Object.entries(projects).map(
    ([id, { known, ...more }]) => [id, { ...more, known: packIds(known) }] as const,
  );
  return JSON.stringify({ version: VERSION, ...rest, projects: Object.fromEntries(packed) });
}
