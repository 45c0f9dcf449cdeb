import { type CommitStory, type Files, git, type TagStory, writeHistory } from './fast-import.js';

export interface LargeHistoryOptions {
  readonly commits: number;
  readonly seed: number;
  /** Epoch seconds of the last commit. */
  readonly endsAt?: number;
  readonly days?: number;
}

const DAY = 86_400;
const people = ['Ada', 'Ben', 'Cem', 'Dora', 'Eva', 'Finn', 'Gül', 'Hana', 'Ivo', 'Jana'];
const lastNames = ['Alt', 'Berg', 'Cole'];
const folders = ['api', 'core', 'docs', 'web/app', 'web/lib', 'jobs', 'größe', 'build tools'];

/** Numbers from 0 up to 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Invents a history step by step; everything it decides comes from its dice. */
class Inventor {
  readonly commits: CommitStory[] = [];
  readonly tags: TagStory[] = [];
  readonly branches: Record<string, number> = {};
  private readonly roll: () => number;
  private readonly files = new Map<string, string[]>();
  private main = 0;
  private request = 0;
  private release = 0;
  private readonly options: Required<LargeHistoryOptions>;

  constructor(options: Required<LargeHistoryOptions>) {
    this.options = options;
    this.roll = dice(options.seed);
  }

  private below = (limit: number) => Math.floor(this.roll() * limit);
  private one = <Item>(items: readonly Item[]): Item => items[this.below(items.length)]!;

  /** Time goes on with the number of commits, so that any length fills the same span. */
  private now(): number {
    const { endsAt, days, commits } = this.options;
    const share = Math.min(1, this.commits.length / commits);
    return Math.floor(endsAt - days * DAY * (1 - share));
  }

  private author(): string {
    if (this.below(20) === 0)
      return 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>';
    const person = this.below(people.length * lastNames.length);
    const name = `${people[person % people.length]} ${lastNames[Math.floor(person / people.length)]}`;
    const key = `person${person}`;
    if (this.below(10) === 0) return `${name} <${key}@home.example>`;
    if (this.below(15) === 0) return `${key} <${1000 + person}+${key}@users.noreply.github.com>`;
    return `${name} <${key}@example.com>`;
  }

  private edited(lines: string[]): string[] {
    const from = this.below(lines.length + 1);
    const added = Array.from({ length: 1 + this.below(8) }, () => `line ${this.below(1e9)}`);
    return lines.toSpliced(from, this.below(5), ...added);
  }

  private someFiles(): Files {
    const files: Record<string, Files[string]> = {};
    for (let count = 1 + this.below(4); count > 0; count -= 1) {
      const path = `${this.one(folders)}/file ${this.below(40)}.ts`;
      const lines = this.edited(this.files.get(path) ?? []);
      this.files.set(path, lines);
      files[path] = `${lines.join('\n')}\n`;
    }
    if (this.below(60) === 0)
      files[`assets/${this.below(9)}.bin`] = Buffer.from([0, this.below(256)]);
    return files;
  }

  /** A rename of a file that nobody else touches, so that it applies wherever its commit lands. */
  private moved(): Files {
    const from = `moving/${this.release}-${this.commits.length}.txt`;
    const lines = Array.from({ length: 20 }, (_, index) => `moved ${index} ${this.below(1e6)}`);
    this.add('main', 'Add a file to move', { [from]: `${lines.join('\n')}\n` }, [this.main]);
    return { [`moved/${this.commits.length}.txt`]: { from } };
  }

  private add(
    branch: string,
    message: string,
    files: Files,
    parents: number[],
    author = this.author(),
  ) {
    const mark = this.commits.length + 1;
    const seconds = this.now() - this.below(2 * DAY);
    const committedSeconds = Math.max(seconds, this.now());
    const story = { mark, branch, message, author, seconds, committedSeconds, files };
    this.commits.push({ ...story, parents: parents.filter((parent) => parent > 0) });
    if (branch === 'main') this.main = mark;
    return mark;
  }

  /** A branch of some commits from a step that is not always the last, merged as the hosts word it. */
  private branchAndMerge(): void {
    this.request += 1;
    const number = this.request;
    const branch = `topic/${number}`;
    const base = this.main;
    let tip = base;
    const length = 1 + this.below(5);
    let brought: Files = {};
    for (let count = 0; count < length; count += 1) {
      const files = this.someFiles();
      brought = { ...brought, ...files };
      const message = `Work ${count} on ${number}\n\nWhy.\n\nCo-authored-by: ${this.author()}\n`;
      tip = this.add(branch, message, files, [tip]);
    }
    if (this.below(3) === 0) this.add('main', 'Meanwhile on main', this.someFiles(), [this.main]);
    if (this.below(25) === 0) {
      this.branches[branch] = tip;
      return;
    }
    const words = this.one([
      `Merge pull request #${number} from team/${branch}\n\nTopic ${number}\n`,
      `Merge branch '${branch}' into 'main'\n\nTopic ${number}\n\nSee merge request group/project!${number}\n`,
      `Merged in ${branch} (pull request #${number})\n`,
      `Merge branch '${branch}'\n`,
    ]);
    this.add('main', words, brought, [this.main, tip]);
  }

  private step(): void {
    const kind = this.below(10);
    const { length } = this.commits;
    if (kind < 5) this.branchAndMerge();
    else if (kind < 7) this.squash();
    else if (kind === 7 && length % 3 === 0)
      this.add('main', 'Move a file', this.moved(), [this.main]);
    else if (kind === 8 && length % 5 === 0)
      this.add(
        'main',
        `Revert "Change ${length}"\n\nThis reverts commit ${length}.\n`,
        this.someFiles(),
        [this.main],
      );
    else this.add('main', `Change ${length}\n`, this.someFiles(), [this.main]);
    if (this.roll() < 0.02) this.tag();
  }

  private squash(): void {
    this.request += 1;
    const title = `Squash of something (#${this.request})\n`;
    this.add('main', title, this.someFiles(), [this.main]);
  }

  private tag(): void {
    this.release += 1;
    const number = this.release;
    const name = `v1.${Math.floor(number / 5)}.${number % 5}`;
    const tagger = { tagger: 'Release <release@example.com>', seconds: this.now() + 3600 };
    this.tags.push({ name, commit: this.main, ...(number % 2 === 0 ? tagger : {}) });
    if (number % 7 === 0) this.tags.push({ name: `1.${number}.0`, commit: this.main, ...tagger });
    if (number % 4 === 0) this.tags.push({ name: `nightly-${number}`, commit: this.main });
  }

  invent(): void {
    const mailmap = '# People\nAda Alt <person0@example.com> <person0@home.example>\n';
    this.add('main', 'Begin\n', { '.mailmap': mailmap }, []);
    while (this.commits.length < this.options.commits) this.step();
  }
}

/**
 * Writes a bare repository as a busy team leaves it. It has merged and squashed requests, renames, reverts, binary files, bots, people with
 * several e-mails, annotated and light tags, a `.mailmap`. The same options write the same hashes.
 */
export function writeLargeHistory(directory: string, options: LargeHistoryOptions): void {
  const inventor = new Inventor({ endsAt: 1_767_225_600, days: 400, ...options });
  inventor.invent();
  const { commits, tags, branches } = inventor;
  writeHistory(directory, { commits, tags, branches });
  dropMerged(directory, new Set(Object.keys(branches)));
}

/** Branches that were merged are deleted, as the hosts do. */
function dropMerged(directory: string, kept: ReadonlySet<string>): void {
  const all = git(directory, ['for-each-ref', '--format=%(refname:short)', 'refs/heads']).split(
    '\n',
  );
  const gone = all.filter((name) => name !== 'main' && !kept.has(name));
  git(
    directory,
    ['update-ref', '--stdin'],
    gone.map((name) => `delete refs/heads/${name}\n`).join(''),
  );
}

/** Rewrites the last commits of `main`: the tip's parent gets another child, and the old tip is on no branch any more. */
export function forcePush(directory: string, steps = 1): string {
  const parent = git(directory, ['rev-parse', `main~${steps}`]);
  const [tree, seconds] = git(directory, ['show', '-s', '--format=%T %ct', 'main']).split(' ');
  const who = `Ada Alt <person0@example.com> ${seconds} +0000`;
  const commit = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nRewritten\n`;
  const sha = git(directory, ['hash-object', '-t', 'commit', '-w', '--stdin'], commit);
  git(directory, ['update-ref', 'refs/heads/main', sha]);
  return sha;
}
