import type { ExclusionReason } from '../../model/observation.js';
import type { TimeZone } from '../../model/time.js';

/** The explanation of a headline. */
export interface Explanation {
  /** The formula of the metric. */
  readonly formula: string;
  /** Notes beside the formula, such as the number of changes without a known first commit. */
  readonly notes: readonly string[];
  /** The notes on sources that may make the number other than is meant, as `what: what can be done`. */
  readonly warnings: readonly string[];
  /** The rules of each team. */
  readonly rules: readonly {
    /** Number of the team. */
    readonly team: number;
    /** Name of the team. */
    readonly teamName: string;
    /** Number of the ruleset. */
    readonly ruleset: number;
    /** The profile. */
    readonly profile: {
      /** Name of the profile. */
      readonly name: string;
      /** Version of the profile. */
      readonly version: number;
    };
    /** The filters, as text. */
    readonly filters: readonly string[];
    /** Further decisions of the profile and the settings, in words. */
    readonly options: readonly string[];
  }[];
  /** Number of rows that count. */
  readonly counted: number;
  /** Number of excluded rows by reason. */
  readonly excluded: readonly {
    /** Why the rows are not counted. */
    readonly reason: ExclusionReason;
    /** How many rows. */
    readonly count: number;
  }[];
  /** Developers that the headline is divided by; null if it is not. */
  readonly developers: number | null;
  /** Units of time that the headline is divided by; null if it is not. */
  readonly units: number | null;
  /** Time zone of local days. */
  readonly zone: TimeZone;
}
