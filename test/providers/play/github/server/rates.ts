import type { Token } from './tokens.js';

/** How much may be asked for. */
export interface RateLimits {
  /** Calls of REST, or points of GraphQL, an hour and token. */
  readonly perHour?: number;
  /** The secondary limit: calls a minute and token. Default: none. */
  readonly perMinute?: number;
  /** The secondary limit: calls at once and token. */
  readonly atOnce?: number;
}

export type Resource = 'core' | 'graphql' | 'search';

export interface RateWindow {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetsAt: number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const ANONYMOUS = 60;
const SEARCHES = 30;

interface Counted {
  used: number;
  resetsAt: number;
}

/** Counts what each token asked for, by the clock of the server. */
export class Rates {
  readonly #limits: RateLimits;
  readonly #hours = new Map<string, Counted>();
  readonly #minutes = new Map<string, Counted>();
  readonly #running = new Map<string, number>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  #limitOf(token: Token | null, resource: Resource): number {
    if (resource === 'search') return SEARCHES;
    return token === null ? ANONYMOUS : (this.#limits.perHour ?? 5_000);
  }

  #counted(books: Map<string, Counted>, key: string, span: number, now: number): Counted {
    const known = books.get(key);
    if (known !== undefined && known.resetsAt > now) return known;
    const fresh = { used: 0, resetsAt: Math.ceil((now + span) / 1_000) * 1_000 };
    books.set(key, fresh);
    return fresh;
  }

  /** Returns the rest of the hour; nothing is counted. */
  window(token: Token | null, resource: Resource, now: number): RateWindow {
    const span = resource === 'search' ? MINUTE : HOUR;
    const { used, resetsAt } = this.#counted(this.#hours, `${token?.value} ${resource}`, span, now);
    const limit = this.#limitOf(token, resource);
    return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), resetsAt };
  }

  /** Counts points; false where the hour has no more of them. */
  take(token: Token | null, resource: Resource, points: number, now: number): boolean {
    const { remaining } = this.window(token, resource, now);
    if (remaining === 0) return false;
    this.#hours.get(`${token?.value} ${resource}`)!.used += points;
    return true;
  }

  /** Counts one more call of this minute; false where there were too many, or too many run at once. */
  begin(token: Token | null, now: number): boolean {
    const key = String(token?.value);
    const running = (this.#running.get(key) ?? 0) + 1;
    this.#running.set(key, running);
    const minute = this.#counted(this.#minutes, key, MINUTE, now);
    minute.used += 1;
    const { perMinute = Number.POSITIVE_INFINITY, atOnce = 100 } = this.#limits;
    return running <= atOnce && minute.used <= perMinute;
  }

  end(token: Token | null): void {
    const key = String(token?.value);
    this.#running.set(key, Math.max(0, (this.#running.get(key) ?? 0) - 1));
  }
}
