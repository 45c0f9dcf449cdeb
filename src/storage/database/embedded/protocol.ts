/** A request to the thread of the embedded database; `transaction` is null outside one. A `message` is a whole statement in PostgreSQL's own form. */
export type Task =
  | {
      readonly verb: 'QUERY';
      readonly transaction: number | null;
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | {
      readonly verb: 'ASK';
      readonly transaction: number;
      readonly message: Uint8Array<ArrayBuffer>;
    }
  | { readonly verb: 'BEGIN'; readonly transaction: number }
  | { readonly verb: 'END'; readonly transaction: number; readonly commits: boolean }
  | { readonly verb: 'EXECUTE'; readonly sql: string }
  | { readonly verb: 'LISTEN'; readonly channel: string }
  | { readonly verb: 'CLOSE' };

export interface Asked {
  readonly id: number;
  readonly task: Task;
}
/** An error as it can cross between threads. */
export interface Failure {
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}
export type ThreadReply =
  | { readonly kind: 'DONE'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'FAILED'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'NOTIFIED'; readonly payload: string };
