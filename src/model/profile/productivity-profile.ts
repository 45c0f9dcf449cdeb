import type { WorkingCalendar } from './working-calendar.js';

/** `ROSTER`: members and shared developers; `CONTRIBUTING`: those of them who committed, merged, reviewed, commented or completed anything in the span. */
export type Denominator = 'ROSTER' | 'CONTRIBUTING';

/** How review and work metrics are measured. */
export interface ProductivityConfig {
  /** Ids of metrics that are not measured; absent: all are. */
  readonly disabledMetrics?: readonly string[];
  /** Which developers figures per developer are divided by. */
  readonly denominator: Denominator;
  /** Lines; SMALL is below the first, LARGE above the second. */
  readonly prSize: {
    /** Lines below which a pull request is small. */
    readonly small: number;
    /** Lines above which a pull request is large. */
    readonly medium: number;
  };
  /** The event at which the cycle time of a pull request begins. */
  readonly prCycleTime: { readonly startEvent: 'FIRST_COMMIT' | 'PR_OPENED' };
  /** Only what was merged into a destination branch of the team. */
  readonly restrictToDestinationBranches: boolean;
  /** Which completed work counts: subtasks count one each if `countSubtasks`. */
  readonly workCompleted: { readonly countSubtasks: boolean };
  /** Where the time to complete begins. */
  readonly timeToComplete: {
    /** The event at which it begins: creation, or the first active status. */
    readonly basis: 'CREATED' | 'FIRST_ACTIVE';
  };
  /** The definition of rework of code. */
  readonly codeRework: {
    /** Rework of code younger than this many days is recent, of older code legacy. */
    readonly recentWindowDays: number;
    /** Paths that are excluded, such as lock files: `*` within a folder, `**` across folders. */
    readonly excludedPaths: readonly string[];
  };
  /** Hours that count in durations; null for every hour. */
  readonly calendar: WorkingCalendar | null;
}
