/** How often and how much a tool is read, where nobody says otherwise. */
export interface Rhythm {
  /** Minutes from the end of a sync to the next. */
  readonly minutes: number;
  /** Pages of one scheduled run, so that a long one keeps no other waiting. */
  readonly pages: number;
  /** Hours from the end of a SWEEP to the next; null: never. */
  readonly sweepHours: number | null;
}
