import type { Instant } from '../time.js';

/** The values that filters compare, by property, such as `label` or `project`. */
export type Traits = Readonly<Record<string, readonly string[]>>;

/** Why an input is no developer's although the team's filters match it. */
export type Nobody = 'NOBODY_ASSIGNED' | 'NOBODY_KNOWN';

/** A fact that can become an observation, with its links attached, as the engine sees it. */
export interface MetricInputBase {
  /** The subject: one number space per account over all kinds. */
  readonly number: number;
  /** Number of the repository; null where it lies in none. */
  readonly repository: number | null;
  /** Number of the developer it is credited to; null while no developer matches. */
  readonly developer: number | null;
  /** True if a bot did it. */
  readonly byBot: boolean;
  /**
   * The reason why it is no developer's although the team's filters match it: nobody was assigned,
   * or the tool no longer knows who it was.
   */
  readonly nobody?: Nobody;
  /** Its own instant, at which it is excluded when it lacks the metric's. */
  readonly ownAt: Instant;
}
