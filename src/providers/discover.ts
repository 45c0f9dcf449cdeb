/** One thing that a credential sees. */
export interface Discovered {
  /** The value to enter in the settings. */
  readonly value: string;
  /** The text that the user reads. */
  readonly label: string;
  /** A second line for the user; null for none. */
  readonly detail: string | null;
}

/** Which part of a list is asked for. */
export interface DiscoverRequest {
  /** The kind, as a field of the form names it. */
  readonly kind: string;
  /** A text that the label contains, in any case. */
  readonly search: string | null;
  /** How many at the most. */
  readonly first: number;
  /** The cursor of the page before; null: from the beginning. */
  readonly after: string | null;
}

/** A part of a list. */
export interface DiscoveredPage {
  /** The things found, in a stable order. */
  readonly items: readonly Discovered[];
  /** Null if there is no more. */
  readonly cursor: string | null;
}

/** One entity as the vendor holds it, to compare with the stored one. */
export interface SpotCheck {
  /** True if the vendor has it. */
  readonly found: boolean;
  /** The vendor's id of the fact. */
  readonly factId: string | null;
  /** The result, or why nothing was found. */
  readonly message: string;
}

/** Returns the result of a look-up that found nothing. */
export const notFound = (message: string): SpotCheck => ({ found: false, factId: null, message });
