import type { Instant } from '../model/time.js';

/** A webhook as it came. Names of headers are in lower case. */
export interface Delivery {
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The raw body, as it was signed. */
  readonly body: Uint8Array;
  /** When it arrived. */
  readonly receivedAt: Instant;
}

/** A delivery after verification. A refused delivery is answered with 401 or 400 and not kept. */
export type Received =
  | {
      readonly kind: 'REFUSED';
      /** Why it is refused. */
      readonly reason: 'NO_SECRET' | 'UNSIGNED' | 'WRONG_SIGNATURE' | 'MALFORMED';
    }
  | {
      readonly kind: 'ACCEPTED';
      /** The vendor's id of the delivery, the same over its repetitions; a digest of the body where the vendor gives none. */
      readonly id: string;
      /** The vendor's name of the event. */
      readonly event: string;
    };

/** The contents of a kept delivery. */
export interface Opened {
  /** Pages that it holds whole. */
  readonly pages: readonly {
    /** Kind of the page, as `toFacts` knows it. */
    readonly kind: string;
    /** Text of the page. */
    readonly body: string;
  }[];
  /** Pointers to entities, in the provider's own text; `fetchNudged` reads the entities. */
  readonly nudges: readonly string[];
  /** Why nothing is made of it; null where something is. */
  readonly ignored: string | null;
}

/** Returns the contents of a delivery of which nothing is made. */
export const ignored = (reason: string): Opened => ({ pages: [], nudges: [], ignored: reason });
/** Returns the contents of a delivery that only points at entities. */
export const nudging = (...nudges: string[]): Opened => ({ pages: [], nudges, ignored: null });
