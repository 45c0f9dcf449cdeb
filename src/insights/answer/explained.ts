import type { ExclusionReason } from '../../model/observation.js';
import type { TimeZone } from '../../model/time.js';

/** Why a headline is what it is. */
export interface Explanation {
  readonly formula: string;
  /** What a reader should know beside the formula, such as how many changes have no known first commit. */
  readonly notes: readonly string[];
  /** Those of the notes that say what of the sources may make it other than is meant, as `what: what can be done`. */
  readonly warnings: readonly string[];
  readonly rules: readonly {
    readonly team: number;
    readonly teamName: string;
    readonly ruleset: number;
    readonly profile: { readonly name: string; readonly version: number };
    readonly filters: readonly string[];
    /** What the profile and the settings decide beside, in words. */
    readonly options: readonly string[];
  }[];
  readonly counted: number;
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly count: number }[];
  readonly developers: number | null;
  readonly units: number | null;
  readonly zone: TimeZone;
}
