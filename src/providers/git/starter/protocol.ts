/** A program to be started, without a shell. */
export interface Program {
  readonly file: string;
  readonly parameters: readonly string[];
  /** All that it knows of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads. */
  readonly input: string;
}

/** How a program ended. */
export interface End {
  /** Its exit code; -1 where it had none. */
  readonly status: number;
  /** The beginning of what it complained of. */
  readonly stderr: string;
  /** The code of the error by which it could not be started at all, such as ENOENT. */
  readonly notStarted?: string;
}

/** What the process that starts programs is asked. `of` is the id with which a program was asked for. */
export type Asked =
  | {
      readonly verb: 'RUN';
      readonly id: number;
      readonly program: Program;
      /** Bytes; a program that writes more is ended. */
      readonly limit: number;
    }
  | { readonly verb: 'OPEN'; readonly id: number; readonly program: Program }
  | { readonly verb: 'TAKE'; readonly id: number; readonly of: number }
  | { readonly verb: 'STOP'; readonly of: number };

/** Pieces are what a program wrote since the last, null once there is no more. A whole answer is null where it was too long. */
export type Told =
  | { readonly kind: 'ENDED'; readonly id: number; readonly end: End; readonly answer?: Uint8Array }
  | { readonly kind: 'PIECE'; readonly id: number; readonly piece: Uint8Array | null };
