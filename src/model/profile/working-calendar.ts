/** Hours that count. Where a profile has none, every hour does. */
export interface WorkingCalendar {
  /** IANA time zone of the hours and holidays. */
  readonly zone: string;
  /** ISO days of the week, Monday being 1. */
  readonly days: readonly number[];
  /** Local times such as `09:00`. */
  readonly from: string;
  /** Local time at which the working day ends. */
  readonly to: string;
  /** Local dates such as `2026-12-25`. */
  readonly holidays: readonly string[];
}
