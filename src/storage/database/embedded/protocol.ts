/** Rows of a statement, and how many it changed. */
export interface Answer {
  readonly rows: readonly unknown[];
  readonly affectedRows?: number;
}

/** Numbers that PostgreSQL gives to types. */
export interface ArrayType {
  readonly type: number;
  readonly element: number;
}

/** Functions of the thread of the embedded database. A transaction is a number of the caller's; null means outside one. */
export interface ThreadFunctions {
  /** Returns once the database is open: each of its array types, with the type of the elements. */
  opened(): Promise<readonly ArrayType[]>;
  query(transaction: number | null, sql: string, parameters: readonly unknown[]): Promise<Answer>;
  /** Runs a whole statement in PostgreSQL's own form, and returns the answer in the same. The memory of both passes to the other thread. */
  send(transaction: number, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Begins a transaction with settings, as SQL. */
  begin(transaction: number, settings: string): Promise<void>;
  end(transaction: number, commits: boolean): Promise<void>;
  execute(sql: string): Promise<void>;
  listen(channel: string): Promise<void>;
  close(): Promise<void>;
}

/** Events of the thread. */
export interface ThreadEvents {
  notified(payload: string): void;
}

/** An error as it can cross between threads. */
export interface Failure {
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}
