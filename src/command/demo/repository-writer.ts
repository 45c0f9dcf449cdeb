import type { Dice } from './dice.js';
import { contentOf, linesBeside, Workspace } from './files.js';
import { type Files, GitStream } from './git-stream.js';
import type { DemoRepository } from './organisation.js';
import { type Employee, signatureOf } from './people.js';
import type { Moment, PullRequest } from './work.js';

const MAIN = 'refs/heads/main';
/** All branches are written through this one ref; it is to be deleted in the end, as merged branches are. */
export const SCRATCH = 'refs/heads/scratch';
const HOST = 'GitHub <noreply@github.com>';
const bots = {
  DEPENDABOT: 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
  RENOVATE: 'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>',
};
const changes = ['Add', 'Improve', 'Rework', 'Simplify', 'Speed up', 'Fix', 'Extend', 'Clean up'];
const steps = [
  'First draft',
  'Add tests',
  'Handle empty input',
  'Review comments',
  'Rename',
  'Docs',
];
const LOCK = 'dependencies.lock';

/** A pull request as it was merged. */
export interface MergedRequest {
  readonly number: number;
  readonly title: string;
  readonly branch: string;
  readonly request: PullRequest;
  readonly additions: number;
  readonly deletions: number;
}

/** A branch on its way: the files it touches as they were and as they are. */
interface Draft {
  readonly request: PullRequest;
  title: string;
  tip: number;
  readonly before: Map<string, readonly string[]>;
  readonly after: Map<string, readonly string[]>;
}

const asFiles = (lines: ReadonlyMap<string, readonly string[]>): Files =>
  new Map([...lines].map(([path, content]) => [path, contentOf(content)]));

const slugOf = ({ title }: Draft) => title.toLowerCase().replaceAll(' ', '-');

/** Writes one repository step by step, in the order of time. */
export class RepositoryWriter {
  readonly #stream = new GitStream();
  readonly #workspace: Workspace;
  readonly #repository: DemoRepository;
  readonly #staff: readonly Employee[];
  readonly #dice: Dice;
  readonly #released = new Map<string, { commit: number; minor: number; patch: number }>();
  #main = 0;
  #number = 0;
  #last: Draft | null = null;
  readonly #open = new Set<Draft>();
  readonly merged: MergedRequest[] = [];

  constructor(repository: DemoRepository, staff: readonly Employee[], dice: Dice) {
    this.#repository = repository;
    this.#staff = staff;
    this.#dice = dice;
    this.#workspace = new Workspace(repository, dice);
  }

  /** The first commit: the files there were, and who is who. */
  begin(moment: Moment): void {
    const paths = Array.from({ length: 50 }, () => this.#workspace.invent());
    const files = new Map(paths.map((path) => [path, contentOf(this.#workspace.read(path))]));
    const people = this.#staff.filter(({ privateEmail }) => privateEmail);
    const mailmap = people.map((one) => `${one.name} <${one.email}> <${one.privateEmail}>`);
    files.set('README.md', `# ${this.#repository.name}\n`);
    if (this.#repository.bot) files.set(LOCK, 'version 1\n');
    if (this.#repository.style === 'GITLAB_MERGE') files.set('.mailmap', contentOf(mailmap));
    this.#onMain('Begin with what there was', this.#signature(this.#staff[0]!), moment, files);
  }

  #signature = (employee: Employee) => signatureOf(employee, this.#dice);

  #onMain(
    message: string,
    author: string,
    authored: Moment,
    files: Files,
    merged: readonly number[] = [],
    committed = authored,
    committer = author,
  ): void {
    const parents = [...(this.#main > 0 ? [this.#main] : []), ...merged];
    const commit = { ref: MAIN, message, author, authored, committer, committed, parents, files };
    this.#main = this.#stream.commit(commit);
  }

  /** Begins the branch of a pull request: its commits hold files that nobody else touches until it is merged. */
  branch(request: PullRequest) {
    const draft: Draft = { request, title: '', tip: 0, before: new Map(), after: new Map() };
    return {
      commit: (moment: Moment) => this.#step(draft, moment),
      merge: () => this.#merge(draft),
    };
  }

  #step(draft: Draft, moment: Moment): void {
    draft.title ||= `${this.#dice.one(changes)} ${this.#dice.one(this.#repository.topics)}`;
    const isFirst = draft.after.size === 0;
    const files = this.#edit(draft.before, draft.after);
    const message = `${isFirst ? draft.title : this.#dice.one(steps)}\n`;
    const author = this.#signature(draft.request.author);
    if (this.#repository.style === 'DIRECT') {
      this.#onMain(message, author, moment, files);
      return;
    }
    this.#open.add(draft);
    draft.tip = this.#stream.commit({
      ref: SCRATCH,
      message,
      author,
      authored: moment,
      committer: author,
      committed: moment,
      parents: [isFirst ? this.#main : draft.tip],
      files,
    });
  }

  #merge(draft: Draft): void {
    for (const [path, lines] of draft.after) this.#workspace.write(path, lines);
    this.#workspace.release(draft.after.keys());
    this.#open.delete(draft);
    this.#number += 1;
    this.#remember(draft);
    this.#ship(draft);
    if (this.#dice.chance(0.012)) this.#revert(draft.request.mergedAt);
  }

  #remember(draft: Draft): void {
    const { title, request, before, after } = draft;
    this.merged.push({
      number: this.#number,
      title,
      branch: slugOf(draft),
      request,
      additions: linesBeside(after, before),
      deletions: linesBeside(before, after),
    });
  }

  #edit(before: Map<string, readonly string[]>, after: Map<string, readonly string[]>): Files {
    const files = new Map<string, string>();
    for (let count = 1 + this.#dice.runs(0.45, 4); count > 0; count -= 1) {
      const known = after.size > 0 && this.#dice.chance(0.5);
      const path = known ? this.#dice.one([...after.keys()]) : this.#workspace.hold();
      const lines = after.get(path) ?? this.#workspace.read(path);
      if (!before.has(path)) before.set(path, lines);
      after.set(path, this.#workspace.edited(lines));
      files.set(path, contentOf(after.get(path)!));
    }
    return files;
  }

  /** Somebody else of the team. */
  #reviewerOf({ team, email }: Employee): Employee {
    const others = this.#staff.filter((other) => other.team === team && other.email !== email);
    return this.#dice.one(others);
  }

  #ship(draft: Draft): void {
    const { name, style } = this.#repository;
    const { author, mergedAt } = draft.request;
    const files = asFiles(draft.after);
    const number = this.#number;
    const reviewer = this.#signature(this.#reviewerOf(author));
    this.#last = draft;
    if (style === 'SQUASH') {
      const subject = `${draft.title} (#${number})\n`;
      this.#onMain(subject, this.#signature(author), mergedAt, files, [], mergedAt, HOST);
    }
    if (style === 'GITHUB_MERGE') {
      const subject = `Merge pull request #${number} from ${author.login}/${slugOf(draft)}`;
      const message = `${subject}\n\n${draft.title}\n`;
      this.#onMain(message, reviewer, mergedAt, files, [draft.tip], mergedAt, HOST);
    }
    if (style === 'GITLAB_MERGE') {
      const subject = `Merge branch '${slugOf(draft)}' into 'main'`;
      const message = `${subject}\n\n${draft.title}\n\nSee merge request lumen/${name}!${number}\n`;
      this.#onMain(message, reviewer, mergedAt, files, [draft.tip]);
    }
  }

  /** Takes the last change back an hour later, where nobody has built on it meanwhile, and releases at once. */
  #revert({ at, offset }: Moment): void {
    const shipped = this.#last;
    if (!shipped || [...shipped.before.keys()].some((path) => this.#workspace.isHeld(path))) return;
    const moment = { at: at + 50_000, offset };
    for (const [path, lines] of shipped.before) this.#workspace.write(path, lines);
    const author = this.#signature(this.#dice.one(this.#staff));
    const message = `Revert "${shipped.title}"\n\nIt broke what it should not have touched.\n`;
    this.#onMain(message, author, moment, asFiles(shipped.before));
    this.#last = null;
    for (const prefix of this.#repository.tagPrefixes)
      if (this.#released.has(prefix)) this.#tag(prefix, { at: moment.at + 5000, offset }, 'patch');
  }

  updateDependencies(bot: keyof typeof bots, moment: Moment): void {
    if (!this.#dice.chance(0.7)) return;
    this.#number += 1;
    const number = this.#number;
    const title = `Bump ${this.#dice.one(['fastify', 'zod', 'vite', 'gradle', 'helm'])} to ${this.#dice.between(2, 19)}.${this.#dice.below(9)}`;
    const files = new Map([[LOCK, `version ${number + 1}\n`]]);
    this.#onMain(`${title} (#${number})\n`, bots[bot], moment, files, [], moment, HOST);
  }

  /** Tags `main` as a release, where something was merged since the one before. */
  release(prefix: string, moment: Moment): void {
    if (this.#released.get(prefix)?.commit === this.#main) return;
    if (this.#repository.cadence === 'WORKDAYS' && this.#dice.chance(0.3)) return;
    this.#tag(prefix, moment, 'minor');
  }

  #tag(prefix: string, moment: Moment, kind: 'minor' | 'patch'): void {
    const before = this.#released.get(prefix) ?? { minor: -1, patch: 0 };
    const minor = kind === 'minor' ? before.minor + 1 : before.minor;
    const patch = kind === 'minor' ? 0 : before.patch + 1;
    this.#released.set(prefix, { commit: this.#main, minor, patch });
    const name = `${prefix}1.${minor}.${patch}`;
    const who = this.#staff[7]!;
    const tagger = this.#repository.annotatedTags
      ? { who: `${who.name} <${who.email}>`, moment }
      : null;
    this.#stream.tag({ name, commit: this.#main, tagger });
  }

  /** The stream; branches that are still open keep their refs. */
  finish(): string {
    for (const draft of this.#open) {
      const name = `${draft.request.author.login}/${slugOf(draft)}-${draft.tip}`;
      this.#stream.point(`refs/heads/${name}`, draft.tip);
    }
    return this.#stream.text();
  }
}
