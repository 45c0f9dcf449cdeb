import type { Instant } from '../time.js';

/** A fact of any kind, by the id that its tool gave it. */
export interface FactBase {
  /** The source's own id; it never changes. */
  readonly id: string;
  /** When the tool last changed it; the later version of an id wins. */
  readonly updatedAt: Instant;
}
/** A fact that lies in a repository. */
export interface FactInRepository extends FactBase {
  /** Id of the repository. */
  readonly repository: string;
}
