/** A row as the database holds it: every value a text, a reference the id of another row. */
export type Row = Record<string, string>;

/** The state of an instance. Tests may change it while it plays. */
export interface World {
  /** The time on the instance's clock. */
  now: number;
  readonly tables: Readonly<Record<string, Map<string, Row>>>;
  /** Ids of rows that the account may not see: they are counted, and missing on their pages. */
  readonly hidden: Set<string>;
  /** Tables that the account may not read. */
  readonly refused: Set<string>;
  /** Minutes that the account's clock is before UTC. */
  zoneMinutes: number;
  /** Most rows of one answer. */
  mostRows: number;
  /** Longer answers are canceled as transactions that took too long; null: none is. */
  canceledAbove: number | null;
  /** An error that stands beside rows; null for none. */
  errorBeside: string | null;
}
