/** A request as a fault sees it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  /** `GET /repos/{owner}/{repo}/pulls`, or the name of a GraphQL operation. */
  readonly operation: string;
  readonly token: string | null;
  /** The how many-th request of this server it is; the first is 1. */
  readonly count: number;
  /** The variables of GraphQL; empty elsewhere. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A failure on the way, with any tool. */
export type Mishap =
  | {
      readonly kind: 'ANSWER';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  /** The connection ends without an answer. */
  | { readonly kind: 'DROP' }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'CUT' }
  | { readonly kind: 'SLOW'; readonly milliseconds: number };

export type Effect =
  | Mishap
  /** Changes the body of a good answer. */
  | { readonly kind: 'CHANGE'; readonly change: (body: unknown) => unknown };

export interface Fault {
  readonly effect: Effect;
  /** The affected requests. Default: all. */
  readonly when?: (seen: Seen) => boolean;
  /** So many of them pass first. */
  readonly after?: number;
  /** How often it strikes. Default: once. */
  readonly times?: number;
}

interface Armed {
  readonly fault: Fault;
  passed: number;
  struck: number;
}

/** The faults that a server still has to make. */
export class Faults {
  #armed: Armed[];
  constructor(faults: readonly Fault[]) {
    this.#armed = faults.map((fault) => ({ fault, passed: 0, struck: 0 }));
  }

  /** Replaces what is left by other faults; none: the server is well again. */
  set(faults: readonly Fault[]): void {
    this.#armed = faults.map((fault) => ({ fault, passed: 0, struck: 0 }));
  }

  add(fault: Fault): void {
    this.#armed.push({ fault, passed: 0, struck: 0 });
  }

  /** Returns what happens to a request; null: nothing. */
  strike(seen: Seen): Effect | null {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (armed.struck >= (fault.times ?? 1) || fault.when?.(seen) === false) continue;
      armed.passed += 1;
      if (armed.passed <= (fault.after ?? 0)) continue;
      armed.struck += 1;
      return fault.effect;
    }
    return null;
  }
}
