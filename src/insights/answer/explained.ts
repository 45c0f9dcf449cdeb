import type { ExclusionReason } from '../../model/observation.js';
import type { TimeZone } from '../../model/time.js';

/** Why a headline is what it is. */
export interface Explanation {
  /** The formula of the metric. */
  readonly formula: string;
  /** What a reader should know beside the formula, such as how many changes have no known first commit. */
  readonly notes: readonly string[];
  /** Those of the notes that say what of the sources may make it other than is meant, as `what: what can be done`. */
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
      /** Name of the profile. */ readonly name: string /** Version of the profile. */;
      /** Version of the profile. */
      readonly version: number;
    };
    /** The filters, as text. */
    readonly filters: readonly string[];
    /** What the profile and the settings decide beside, in words. */
    readonly options: readonly string[];
  }[];
  /** Number of rows that count. */
  readonly counted: number;
  /** Number of excluded rows by reason. */
  readonly excluded: readonly {
    /** Why the rows are not counted. */ readonly reason: ExclusionReason /** How many rows. */;
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
