/** A thing as the API shows it. */
export type Thing = Record<string, unknown>;

export interface Incident extends Thing {
  readonly id: string;
  readonly created_at: string;
  title: string;
  status: string;
}
export interface LogEntry extends Thing {
  readonly id: string;
  readonly created_at: string;
}

/** The state of an account. Tests may change it while it plays. */
export interface World {
  /** The time on PagerDuty's clock. */
  now: number;
  readonly users: Map<string, Thing>;
  readonly services: Map<string, Thing>;
  readonly teams: Map<string, Thing>;
  readonly incidents: Map<string, Incident>;
  readonly logs: LogEntry[];
  readonly alerts: Map<string, Thing[]>;
  /** Scopes that the token lacks. */
  readonly lacking: Set<string>;
  /** The last offset that is paged. */
  mostOffset: number;
  /** A key of the account has no user of its own. */
  isUserKey: boolean;
  /** True if headers name the limit. */
  saysLimits: boolean;
  next: number;
}
