import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** `Name <email>`. */
type Who = string;
/** Contents by path; null removes the file, `{ from }` renames it. */
export type Files = Readonly<Record<string, string | Buffer | null | { readonly from: string }>>;

/** One commit; `seconds` since 1970. Parents are marks of commits described before. */
export interface CommitStory {
  readonly mark: number;
  readonly branch: string;
  readonly message: string;
  readonly author: Who;
  readonly seconds: number;
  readonly committer?: Who;
  readonly committedSeconds?: number;
  readonly parents?: readonly number[];
  readonly files?: Files;
}
/** A tag on a commit; annotated where it has a tagger. */
export interface TagStory {
  readonly name: string;
  readonly commit: number;
  readonly tagger?: Who;
  readonly seconds?: number;
}
export interface HistoryStory {
  readonly commits: readonly CommitStory[];
  readonly tags?: readonly TagStory[];
  /** Where branches end, by name, beside what the commits say. */
  readonly branches?: Readonly<Record<string, number>>;
}

/** Lets git keep the memory of one object for the next: fast-import takes a twentieth of the time on a virtual machine. */
const keepMemory = { MALLOC_TRIM_THRESHOLD_: '268435456', MALLOC_TOP_PAD_: '16777216' };

/** Runs git in a folder and answers its output without the last line break. Throws what git says. */
export function git(directory: string, parameters: readonly string[], input?: string | Buffer) {
  const isolated = ['-c', 'safe.directory=*', '-c', 'user.name=Story', '-c', 'user.email=story@x'];
  const done = spawnSync('git', ['-C', directory, ...isolated, ...parameters], {
    maxBuffer: 1 << 30,
    env: { ...process.env, ...keepMemory },
    ...(input === undefined ? {} : { input }),
  });
  if (done.status !== 0) throw new Error(`git ${parameters.join(' ')}: ${done.stderr}`);
  return done.stdout.toString().replace(/\n$/, '');
}

const data = (content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
};
const text = (line: string) => Buffer.from(`${line}\n`);

// Quotes as git does, in C style: octal for each byte that is not plain.
const quoted = (path: string) =>
  `"${Array.from(Buffer.from(path), (byte) =>
    byte > 0x22 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, '0')}`,
  ).join('')}"`;

function fileLines([path, content]: readonly [string, Files[string]]): Buffer[] {
  if (content === null) return [text(`D ${quoted(path)}`)];
  if (typeof content === 'string' || Buffer.isBuffer(content))
    return [text(`M 100644 inline ${quoted(path)}`), data(content)];
  return [text(`R ${quoted(content.from)} ${quoted(path)}`)];
}

function commitLines(commit: CommitStory): Buffer[] {
  const { author, seconds, committer = author, committedSeconds = seconds } = commit;
  const [first, ...others] = commit.parents ?? [];
  return [
    text(`commit refs/heads/${commit.branch}`),
    text(`mark :${commit.mark}`),
    text(`author ${author} ${seconds} +0000`),
    text(`committer ${committer} ${committedSeconds} +0000`),
    data(commit.message),
    ...(first === undefined ? [] : [text(`from :${first}`)]),
    ...others.map((parent) => text(`merge :${parent}`)),
    ...Object.entries(commit.files ?? {}).flatMap(fileLines),
  ];
}

function tagLines(tag: TagStory): Buffer[] {
  if (tag.tagger === undefined)
    return [text(`reset refs/tags/${tag.name}`), text(`from :${tag.commit}\n`)];
  return [
    text(`tag ${tag.name}`),
    text(`from :${tag.commit}`),
    text(`tagger ${tag.tagger} ${tag.seconds ?? 0} +0000`),
    data(`Release ${tag.name}`),
  ];
}

/** A commit without parents begins its branch again, even if the branch exists. */
function storyLines(story: HistoryStory): Buffer[] {
  const lines: Buffer[] = [text('feature done')];
  for (const commit of story.commits) {
    if ((commit.parents ?? []).length === 0) lines.push(text(`reset refs/heads/${commit.branch}`));
    lines.push(...commitLines(commit));
  }
  for (const [branch, mark] of Object.entries(story.branches ?? {}))
    lines.push(text(`reset refs/heads/${branch}`), text(`from :${mark}\n`));
  for (const tag of story.tags ?? []) lines.push(...tagLines(tag));
  return [...lines, text('done')];
}

/** Writes a bare repository whose HEAD is `main`, or adds to one. */
export function writeHistory(directory: string, story: HistoryStory): void {
  mkdirSync(directory, { recursive: true });
  git(directory, ['init', '--quiet', '--bare', '--initial-branch=main', '.']);
  const marks = ['--import-marks-if-exists=marks', '--export-marks=marks'];
  git(
    directory,
    ['fast-import', '--quiet', '--force', '--date-format=raw-permissive', ...marks],
    Buffer.concat(storyLines(story)),
  );
}
