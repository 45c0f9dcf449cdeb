import type { Edition } from './render.js';
import type { World } from './types.js';

/** Failures by options. */
export interface Faults {
  /** Returns the fault before anything else is looked at; null if nothing goes wrong with this request. */
  before?: (request: PlayRequest, count: number) => Fault | null;
  /** Permissions that the account lacks. */
  lacking?: readonly string[];
  /** The token is refused, with this reason where it is a CAPTCHA. */
  isRefused?: 'TOKEN' | 'CAPTCHA';
  /** Something that is no Jira answers. */
  isSomethingElse?: boolean;
  /** The boards' interface refuses. */
  withoutBoards?: boolean;
  expiredTokens?: boolean;
  repeatedToken?: boolean;
  /** Id of an issue whose record lacks what it needs. */
  malformedIssue?: string;
  /** Entries of histories in one answer. */
  mostHistories?: number;
}
export type Fault =
  | 'DROP'
  /** The connection ends in the middle of the answer. */
  | 'CUT'
  | { readonly kind: 'SLOW'; readonly milliseconds: number }
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

export interface Play {
  readonly edition: Edition;
  readonly world: World;
  readonly faults: Faults;
}
export interface PlayRequest {
  readonly method: string;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | null;
  /** Names in the braces of the path. */
  readonly parameters: readonly string[];
}
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly answer: (play: Play, request: PlayRequest) => unknown;
}

/** An answer that is no success. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
