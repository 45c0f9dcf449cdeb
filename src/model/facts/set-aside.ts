import type { Month } from '../month.js';
import type { Instant } from '../time.js';
import type { FactKind } from './facts.js';

/**
 * FACT: it cannot be linked. CELL: a month of a team cannot be observed. RULES: a team's rules
 * cannot be applied. LINKING: nothing can be linked, whatever is excluded.
 */
export type SetAsideKind = 'FACT' | 'CELL' | 'RULES' | 'LINKING';

/** OUT_OF_RANGE, TOO_LONG, UNREADABLE, REFUSED: by the database. CALCULATION_FAILED: by the program. */
export type SetAsideCode =
  | 'OUT_OF_RANGE'
  | 'TOO_LONG'
  | 'UNREADABLE'
  | 'REFUSED'
  | 'CALCULATION_FAILED';

/** Why something was set aside. */
export interface SetAsideReason {
  readonly code: SetAsideCode;
  readonly message: string;
}

/** A fact by the kind and id that its tool gave it. */
export interface FactName {
  /** Kind of the fact. */
  readonly kind: FactKind;
  /** The source's own id. */
  readonly id: string;
  /** Number of the fact within its account. */
  readonly number: number;
}

/** A part that recalculation excluded, so that the rest of the account goes on. */
export interface SetAside extends SetAsideReason {
  /** Number of the entry within its account. */
  readonly number: number;
  /** The kind of the part that is set aside, such as a fact, a page or a month. */
  readonly kind: SetAsideKind;
  /** The excluded fact; null if it is none alone. */
  readonly fact: FactName | null;
  /** Number of the integration; null if it concerns none. */
  readonly integration: number | null;
  /** Number of the repository; null if it concerns none. */
  readonly repository: number | null;
  /** The team, ruleset and UTC month that lack something; null for what belongs to no cell. */
  readonly cell: {
    readonly team: number;
    readonly ruleset: number;
    readonly month: Month;
  } | null;
  /** The metric that lacks something, null for all. */
  readonly metric: string | null;
  /** When it was first set aside. */
  readonly firstAt: Instant;
}
