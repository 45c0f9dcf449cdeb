import type { Moment } from './work.js';

/** Contents by path. */
export type Files = ReadonlyMap<string, string>;

export interface StreamCommit {
  readonly ref: string;
  readonly message: string;
  /** `Name <email>`. */
  readonly author: string;
  readonly authored: Moment;
  readonly committer: string;
  readonly committed: Moment;
  /** Marks: the commit it follows, then those it merges. */
  readonly parents: readonly number[];
  readonly files: Files;
}
export interface StreamTag {
  readonly name: string;
  readonly commit: number;
  /** Author and moment of an annotated tag; null for a light tag. */
  readonly tagger: { readonly who: string; readonly moment: Moment } | null;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
const stamp = ({ at, offset }: Moment) => `${Math.floor(at / 1000)} ${offset}`;

/** A history in the words of `git fast-import`. */
export class GitStream {
  readonly #parts: string[] = ['feature done\n'];
  #marks = 0;

  /** Writes a commit and answers its mark. */
  commit({ ref, parents, ...commit }: StreamCommit): number {
    this.#marks += 1;
    const [first, ...merged] = parents;
    this.#parts.push(
      `commit ${ref}\nmark :${this.#marks}\n`,
      `author ${commit.author} ${stamp(commit.authored)}\n`,
      `committer ${commit.committer} ${stamp(commit.committed)}\n`,
      data(commit.message),
      first === undefined ? '' : `from :${first}\n`,
      ...merged.map((mark) => `merge :${mark}\n`),
      ...[...commit.files].map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
    );
    return this.#marks;
  }

  point(ref: string, mark: number): void {
    this.#parts.push(`reset ${ref}\nfrom :${mark}\n\n`);
  }

  tag({ name, commit, tagger }: StreamTag): void {
    if (!tagger) {
      this.point(`refs/tags/${name}`, commit);
      return;
    }
    const signed = `tagger ${tagger.who} ${stamp(tagger.moment)}\n`;
    this.#parts.push(`tag ${name}\nfrom :${commit}\n${signed}${data(`Release ${name}\n`)}`);
  }

  /** The whole stream. */
  text(): string {
    return `${this.#parts.join('')}done\n`;
  }
}
