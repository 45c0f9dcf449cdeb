import type { LackedField } from '../../model/facts/lacked-field.js';
import type { Instant } from '../../model/time.js';
import type { SourceKind } from '../../storage/integrations/sources.js';

/** A gap of a source in a range, and its remedy. */
export interface CoverageGap {
  /** The missing data. */
  readonly note: string;
  /** The action that closes the gap. */
  readonly remedy: string;
}

/** The report of one integration on one kind of fact that a metric reads. */
export interface SourceCoverage {
  /** Null for the history of repositories that facts name and no source reports. */
  readonly integration: number | null;
  /** The kind of fact. */
  readonly facts: SourceKind;
  /** Instant of the first fact; null if there is none. */
  readonly from: Instant | null;
  /** When it last reported all that it had, null where it never did. */
  readonly lastReportedAt: Instant | null;
  /** Empty where the range is covered whole. */
  readonly gaps: readonly CoverageGap[];
  /** The fields of these facts that its tool never reports. */
  readonly lacks: readonly LackedField[];
  /** The same in words. */
  readonly lackNotes: readonly string[];
}
