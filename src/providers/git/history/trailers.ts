import { createHash } from 'node:crypto';
import type { Snapshot } from '../pages/snapshot.js';
import { GitFailure } from '../source/run.js';
import type { Source } from '../source/source.js';
import type { Header } from '../wire.js';

/** Paths that nobody writes, and why. */
export type CommitTrailers = Header<'COMMITS'>['marked'];

/** Files that the `.gitattributes` of the default branch's head mark as written by nobody. */
export interface TrailersByCommit {
  /** Equal as long as they mark the same; empty if they mark nothing. */
  readonly digest: string;
  readonly of: (paths: readonly string[]) => Promise<CommitTrailers>;
}

interface AttributesFile {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
}

const noTrailers: TrailersByCommit = { digest: '', of: async () => [] };
const EMPTY_TREE = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};
const ATTRIBUTES = ['linguist-generated', 'diff', 'filter'] as const;
const relevant = /linguist-generated|diff|filter|binary|\[attr\]/;

async function readFiles({ run }: Source, head: string): Promise<AttributesFile[]> {
  const empty = EMPTY_TREE[head.length === 64 ? 64 : 40];
  const asked = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', empty, head];
  const answer = await run([...asked, '--', ':(glob)**/.gitattributes']);
  const tokens = answer.toString().split('\0');
  const files: AttributesFile[] = [];
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    // A link is not followed, as git itself does not where there is no work tree.
    const [, blob] = /^:000000 100\d+ 0+ ([0-9a-f]+) A$/.exec(tokens[at]!) ?? [];
    if (blob === undefined) continue;
    const text = (await run(['cat-file', 'blob', blob])).toString();
    files.push({ path: tokens[at + 1]!, blob, text });
  }
  return files;
}

function digestOf(files: readonly AttributesFile[]): string {
  const lines = files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line) => (relevant.test(line) ? [`${path}\0${line}`] : [])),
  );
  if (lines.length === 0) return '';
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

function kindOf(attribute: string, value: string): CommitTrailers[number][1] | null {
  if (attribute === 'filter' && value === 'lfs') return 'LFS_POINTER';
  if (attribute === 'diff' && value === 'unset') return 'NO_DIFF';
  const isGenerated = attribute === 'linguist-generated' && /^(?:set|true|1)$/.test(value);
  return isGenerated ? 'GENERATED' : null;
}

/** Reads the output of `git check-attr -z`: path, attribute and value in turn. The last that holds for a path is why. */
function readAnswer(answer: string): CommitTrailers {
  const tokens = answer.split('\0');
  const kinds = new Map<string, CommitTrailers[number][1]>();
  for (let at = 0; at + 2 < tokens.length; at += 3) {
    const kind = kindOf(tokens[at + 1]!, tokens[at + 2]!);
    if (kind !== null) kinds.set(tokens[at]!, kind);
  }
  return [...kinds];
}

/**
 * Reads the attributes of paths from the tree of the default branch's head alone. No work tree,
 * user or machine has influence. The attributes apply to all commits, including those from before
 * the file was marked.
 */
export async function readTrailers(
  source: Source,
  { head }: Pick<Snapshot, 'head'>,
  log: (level: 'warn', message: string) => void,
): Promise<TrailersByCommit> {
  if (head === null) return noTrailers;
  try {
    const files = await readFiles(source, head);
    const digest = digestOf(files);
    if (digest === '') return noTrailers;
    const entries = files.map(({ path, blob }) => `100644 ${blob}\t${path}\0`).join('');
    await source.run(['update-index', '-z', '--index-info'], { input: entries });
    const of: TrailersByCommit['of'] = async (paths) => {
      const asked = ['check-attr', '--cached', '-z', '--stdin', ...ATTRIBUTES];
      const answer = await source.run(asked, { input: paths.map((path) => `${path}\0`).join('') });
      return readAnswer(answer.toString());
    };
    return { digest, of };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    log('warn', `The .gitattributes could not be read: ${error.message}`);
    return noTrailers;
  }
}
