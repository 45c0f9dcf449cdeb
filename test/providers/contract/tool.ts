import type { Instant } from '../../../src/model/time.js';
import type { Provider } from '../../../src/providers/provider.js';
import type { Mishap } from '../play/kit/faults.js';
import type { FactTable } from './content.js';

export type Given = Readonly<Record<string, string>>;

/** A request as the tool saw it. */
export interface Question {
  /** Equal for the same question: method, address and body. */
  readonly text: string;
  /** Every run asks it at its beginning: what there is, and whether anything is new. */
  readonly isOpening: boolean;
}

export interface Striking {
  /** So many requests pass first. */
  readonly after?: number;
  /** Default: once. */
  readonly times?: number;
}

/** A webhook as it is sent. */
export interface Hook {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A tool that plays on a socket. */
export interface Play {
  /** The settings to connect with. */
  readonly settings: Given;
  /** The same with a credential that the tool does not know. */
  readonly wrong: Given;
  /** Returns the requests so far, in order. */
  asked(): readonly Question[];
  strike(mishap: Mishap, striking?: Striking): void;
  /** Ends all that goes wrong. */
  heal(): void;
  /** Renames one thing that is read to `title`; the tool's clock shows `at`. */
  change(title: string, at: Instant): void;
  /** Returns what the tool sends about the last change, signed by the secret; absent where it sends nothing. */
  hook?(secret: string): Hook;
  /** Makes one of many records unreadable. Returns the reason it is dropped for. */
  spoil(): string;
}

export interface PlayOptions {
  /** When the last thing happened. */
  readonly now: Instant;
  /** How far the clock of the tool is wrong, in milliseconds. */
  readonly skew?: number;
  /** One of the names of `lacking`. */
  readonly lacking?: string;
}

/** A permission that can be taken away. */
export interface Lacking {
  readonly name: string;
  /** The check's term for it. */
  readonly term: RegExp;
  /** True if the check is content without it. */
  readonly isOptional: boolean;
  /** Tables that have less without it, while all others are the same; null: nothing can be read. */
  readonly lost: readonly FactTable[] | null;
}

/** Something that increments may never report. */
export interface Removal {
  readonly name: string;
  /** Lines of `differences` of things that stay as they were read, though a first sync would not find them so. */
  readonly keeps?: readonly RegExp[];
  make(play: Play, at: Instant): void;
}

/** How the tool says that a limit is reached, and until when. */
export interface Limit {
  readonly name: string;
  readonly mishap: (until: Instant) => Mishap;
}

/** The needs of the contract for a tool; one file a tool. */
export interface Tool {
  readonly provider: Provider;
  /** Name in the tests. Default: the provider's title. */
  readonly name?: string;
  /** Starts it with a small world. It ends with the test. */
  start(options: PlayOptions): Promise<Play>;
  readonly lacking: readonly Lacking[];
  readonly limits: readonly Limit[];
  /** Settings that have facts come out otherwise. */
  readonly otherwise: Given;
  readonly removals: readonly Removal[];
}
