import { z } from 'zod';
import { jsonIn } from '../../json-in.js';
import { packIds, unpackIds } from '../../packed-ids.js';

/** A cursor says all that a run must know of the runs before it. */
const VERSION = 1;

const project = z.object({
  /** How far back it is read. */
  from: z.number(),
  /** Watermarks up to which changes of items, and of links, are known; null: not yet. */
  revisions: z.string().nullable(),
  links: z.string().nullable(),
  /** Numbers of the items that are still to be read, packed; the highest come first. */
  pending: z.string(),
  /** Numbers of the items that were read, packed. */
  known: z.string(),
  /** The last sweep missed more of it than is likely. */
  isDoubted: z.boolean(),
  /** Ids of the sprints that were written. */
  sprints: z.array(z.string()),
  /** Digest of these. */
  sprintsDigest: z.string(),
  /** The hour in which names and sprints were last looked at. */
  hour: z.number(),
  /** Digests of what areas, types and tags are called, by kind and id. */
  names: z.record(z.string(), z.record(z.string(), z.string())),
});
const form = z.object({
  version: z.literal(VERSION),
  projects: z.record(z.string(), project),
});
type Packed = z.infer<typeof project>;

export type ProjectState = Omit<Packed, 'pending' | 'known'> & {
  pending: Set<number>;
  known: Set<number>;
};
/** State of each project, by its id. */
export type State = Record<string, ProjectState>;

export const freshProject = (from: number): ProjectState => ({
  from,
  revisions: null,
  links: null,
  pending: new Set(),
  known: new Set(),
  isDoubted: false,
  sprints: [],
  sprintsDigest: '',
  hour: -1,
  names: {},
});

/** Returns what a cursor says. One of another version, or a damaged one, begins from the beginning, which loses nothing. */
export function parseState(cursor: string | null): State {
  const { data } = form.safeParse(cursor === null ? null : jsonIn(cursor));
  return Object.fromEntries(
    Object.entries(data?.projects ?? {}).map(([id, { pending, known, ...rest }]) => [
      id,
      { ...rest, pending: unpackIds(pending), known: unpackIds(known) },
    ]),
  );
}

export function formatState(state: State): string {
  const projects = Object.entries(state).map(([id, { pending, known, ...rest }]) => [
    id,
    { ...rest, pending: packIds(pending), known: packIds(known) },
  ]);
  return JSON.stringify({ version: VERSION, projects: Object.fromEntries(projects) });
}
