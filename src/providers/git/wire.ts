import { z } from 'zod';

/** Pages begin with a line of JSON, this; what git wrote follows it as it came. */
const common = { repository: z.string() };
const kind = z.enum(['COMMIT', 'CHANGE', 'TAG']);

const headers = {
  REPOSITORY: z.object({
    ...common,
    name: z.string(),
    url: z.string().nullable(),
    defaultBranch: z.string().nullable(),
    /** Absent in pages that were kept before remotes were read. */
    remote: z.string().nullish(),
    publicId: z.string().nullish(),
    /** Names of refs whose object is missing or damaged. */
    broken: z.array(z.string()).default([]),
  }),
  /**
   * Commits in COMMIT_FORMAT. `files`: LINES as `--numstat` writes them; NAMES as `--name-status` does, where blobs are missing;
   * NONE where trees or parents are. `parents`: the true ones of commits whose parents are cut off.
   */
  COMMITS: z.object({
    ...common,
    /** False of pages that were kept before bodies were read. */
    bodies: z.boolean().default(false),
    /** 1 of pages that were kept by earlier versions, in which trailers are written otherwise. */
    form: z.number().default(1),
    /** Hash and path of links to other repositories, and of files whose mode changed. */
    odd: z.array(z.tuple([z.string(), z.string(), z.enum(['LINK', 'MODE'])])).default([]),
    /** Hashes of commits whose lines are not known, since too many paths may have been renamed. */
    beyond: z.array(z.string()).default([]),
    /** Paths that `.gitattributes` marks as nobody's writing, and how. */
    marked: z
      .array(z.tuple([z.string(), z.enum(['LFS_POINTER', 'GENERATED', 'NO_DIFF'])]))
      .default([]),
    files: z.enum(['LINES', 'NAMES', 'NONE']),
    parents: z.record(z.string(), z.array(z.string())),
  }),
  /** Steps of the first-parent line; their and their earliest commits' words in STEP_FORMAT. */
  CHANGES: z.object({
    ...common,
    branch: z.string(),
    steps: z.array(
      z.object({
        sha: z.string(),
        position: z.number(),
        isMerge: z.boolean(),
        /** Earliest first. */
        commits: z.array(z.string()),
      }),
    ),
  }),
  TAGS: z.object({
    ...common,
    tags: z.array(
      z.object({
        name: z.string(),
        sha: z.string(),
        seconds: z.number(),
        position: z.number().nullable(),
      }),
    ),
    /** Names of tags that no date is known of, and of those that have their commit's. */
    leftOut: z.array(z.string()).default([]),
    misdated: z.array(z.string()).default([]),
  }),
  /** The text of `.mailmap`; nothing if it was removed. */
  MAILMAP: z.object(common),
  /** `names`: hashes of commits and changes, names of tags. */
  GONE: z.object({ ...common, kind, names: z.array(z.string()) }),
  /** There are no others of this kind. */
  INVENTORY: z.object({ ...common, kind, names: z.array(z.string()) }),
};

export type PageKind = keyof typeof headers;
export type Header<Kind extends PageKind> = z.infer<(typeof headers)[Kind]>;

export const bodyOf = (header: object, raw: string): string => `${JSON.stringify(header)}\n${raw}`;

export const isPageKind = (name: string): name is PageKind => name in headers;

/** Takes a body apart. Throws where its header is not of this kind. */
export function openBody<Kind extends PageKind>(
  kind: Kind,
  body: string,
): { readonly header: Header<Kind>; readonly raw: string } {
  const end = body.indexOf('\n');
  const header = headers[kind].parse(JSON.parse(body.slice(0, end))) as Header<Kind>;
  return { header, raw: body.slice(end + 1) };
}
