import type { Instant } from '../../model/time.js';
import type { SourceKind } from '../../storage/integrations/sources.js';

/** A kind of fact that a source reports. */
export type CoveredKind = SourceKind;

/** What a range lacks of a source, and what to do about it. */
export interface CoverageGap {
  /** What is missing. */
  readonly note: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What one integration reports of one kind that a metric reads. */
export interface SourceCoverage {
  /** Null for the history of repositories that facts name and no source reports. */
  readonly integration: number | null;
  /** The kind of fact. */
  readonly facts: SourceKind;
  /** Of the first fact, null where there is none. */
  readonly from: Instant | null;
  /** When it last reported all that it had, null where it never did. */
  readonly lastReportedAt: Instant | null;
  /** Empty where the range is covered whole. */
  readonly gaps: readonly CoverageGap[];
}
