import { z } from 'zod';
import { jsonIn } from '../../json-in.js';

const hash = z.string();
/** Commits whose author date lay too far ahead, with that date in epoch seconds. */
const awaited = z.array(z.tuple([hash, z.number()]));
const kind = z.enum(['COMMIT', 'CHANGE', 'TAG']);

const stateForm = z.object({
  version: z.literal(2),
  /** The facts emitted about the repository itself. */
  repository: z.string().nullable(),
  /** Tips whose reachable commits were all emitted. */
  tips: z.array(hash),
  /**
   * A pass that was begun: its tips and how many of its commits were emitted, in a backfill merges
   * last. `abandoned` holds the tips of earlier unfinished passes, whose commits may have been
   * emitted in part.
   */
  underway: z
    .object({
      tips: z.array(hash),
      told: z.number(),
      abandoned: z.array(hash),
      mergesLast: z.literal(true),
    })
    .nullable(),
  depth: z.string(),
  /** The state of the object store when some emitted commits had missing objects. */
  incomplete: z.string().nullable(),
  awaited,
  /** The first-parent line, emitted up to `head`. */
  line: z.object({ branch: z.string(), head: hash, awaited }).nullable(),
  /** All that was emitted of each tag, by name. */
  tags: z.record(z.string(), z.string()),
  /** A digest of all that the tags' facts were made from. */
  tagged: z.string().nullable(),
  /** The earliest epoch seconds of a tag that lay too far ahead to be believed; null if none did. */
  tagsAwaited: z.number().nullable(),
  /**
   * Object id of the emitted `.mailmap`; empty if the branch has none, null before the first
   * emission.
   */
  mailmap: z.string().nullable(),
  /**
   * The head whose `.gitattributes` marked the files of emitted commits, and the digest of the
   * marks.
   */
  marks: z.object({ head: hash.nullable(), digest: z.string() }).nullable(),
  /** Kinds of which more may have been emitted than is known here: an inventory must follow. */
  unsure: z.array(kind),
});

/** How far the facts of one repository were emitted; written into the cursor of every page. */
export type State = z.infer<typeof stateForm>;
export type Awaited = State['awaited'];
export type UnsureKind = z.infer<typeof kind>;

const beginning: State = {
  version: 2,
  repository: null,
  tips: [],
  underway: null,
  depth: '',
  incomplete: null,
  awaited: [],
  line: null,
  tags: {},
  tagged: null,
  tagsAwaited: null,
  mailmap: null,
  marks: null,
  unsure: [],
};

/** Returns the state after all commits that these tips reach were emitted. */
export const isAllEmitted = (tips: readonly string[], awaited: Awaited): Partial<State> => ({
  tips: [...tips],
  underway: null,
  awaited: [...new Map(awaited)],
});

/**
 * Returns the state from which everything is emitted again and other emitted facts are retracted.
 */
export const resetForFullSync = (before: State): State => ({
  ...beginning,
  repository: before.repository,
  unsure: ['COMMIT', 'CHANGE', 'TAG'],
});

/** A cursor that cannot be read, such as an older version's, is no cursor. */
export function readState(cursor: string | null): State {
  if (cursor === null) return beginning;
  return stateForm.safeParse(jsonIn(cursor)).data ?? resetForFullSync(beginning);
}
