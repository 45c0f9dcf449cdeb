/** A host that git may ask with the operator's own logins. */
export interface LentHost {
  /** The number of the account for which it may; null: every account. */
  readonly account: number | null;
  /** A name, an address, `*.suffix`, or `*` for all. */
  readonly host: string;
}
