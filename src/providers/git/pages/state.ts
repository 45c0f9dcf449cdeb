import { z } from 'zod';

const hash = z.string();
/** Commits whose author date lay too far ahead, with that date in epoch seconds. */
const awaited = z.array(z.tuple([hash, z.number()]));
const kind = z.enum(['COMMIT', 'CHANGE', 'TAG']);

const stateForm = z.object({
  version: z.literal(2),
  /** What was told of the repository itself. */
  repository: z.string().nullable(),
  /** Whatever these reach was told. */
  tips: z.array(hash),
  /**
   * A round that was begun: its tips, and how many of its commits were told, merges last where nothing was told before. `abandoned` are
   * the tips of rounds before it that were never ended, of which some may have been told.
   */
  underway: z
    .object({
      ...{ tips: z.array(hash), told: z.number(), abandoned: z.array(hash) },
      mergesLast: z.literal(true),
    })
    .nullable(),
  depth: z.string(),
  /** The state of the object store when some of the commits told had missing objects. */
  incomplete: z.string().nullable(),
  awaited,
  /** The first-parent line up to `head` was told. */
  line: z.object({ branch: z.string(), head: hash, awaited }).nullable(),
  /** By name, all that was told of the tag. */
  tags: z.record(z.string(), z.string()),
  /** A digest of all that the tags' facts were made from. */
  tagged: z.string().nullable(),
  /** The earliest epoch seconds of a tag that lay too far ahead to be believed; null where none did. */
  tagsAwaited: z.number().nullable(),
  /** Object id of the `.mailmap` that was told, empty where there is none; null while nothing was told. */
  mailmap: z.string().nullable(),
  /** The head whose `.gitattributes` marked the files of the commits told, and the digest of what these say. */
  marks: z.object({ head: hash.nullable(), digest: z.string() }).nullable(),
  /** Kinds of which more may have been told than is known here: an inventory must follow. */
  unsure: z.array(kind),
});

/** How far the facts of one repository have been told; written into the cursor of every page. */
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

/** All that these tips reach is told. */
export const isAllEmitted = (tips: readonly string[], awaited: Awaited): Partial<State> => ({
  tips: [...tips],
  underway: null,
  awaited: [...new Map(awaited)],
});

/** Everything is to be told again, and whatever else was told is gone. */
export const resetForFullSync = (before: State): State => ({
  ...beginning,
  repository: before.repository,
  unsure: ['COMMIT', 'CHANGE', 'TAG'],
});

/** A cursor that cannot be read, such as an older version's, is no cursor. */
export function readState(cursor: string | null): State {
  if (cursor === null) return beginning;
  try {
    const parsed = stateForm.safeParse(JSON.parse(cursor));
    return parsed.success ? parsed.data : resetForFullSync(beginning);
  } catch {
    return resetForFullSync(beginning);
  }
}
