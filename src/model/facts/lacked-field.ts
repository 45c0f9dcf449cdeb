import type { FactKind } from './facts.js';

/** A field of a fact that a tool never reports, so that nothing is made of it. */
export interface LackedField {
  /** The kind of fact. */
  readonly fact: FactKind;
  /** Path of the field, such as `reviews.at`. */
  readonly field: string;
  /** Why the tool does not report it, and what that means. */
  readonly why: string;
}
