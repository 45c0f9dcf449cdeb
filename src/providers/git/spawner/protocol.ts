/** A program to be started, without a shell. */
export interface Program {
  readonly file: string;
  readonly parameters: readonly string[];
  /** All that it knows of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The input of the program. */
  readonly input: string;
}

/** Nobody took what the program would have written. */
export const NOT_CONNECTED = 'NOT_CONNECTED';

/** How a program ended. */
export interface End {
  /** Its exit code; -1 where it had none. */
  readonly status: number;
  /** The beginning of what it complained of. */
  readonly stderr: string;
  /** The code of the error by which it could not be started at all, such as ENOENT, or NOT_CONNECTED. */
  readonly notStarted?: string;
}

/**
 * A request to the process that starts programs. `of` is the id with which a program was requested.
 */
export type SpawnerRequest =
  | {
      readonly verb: 'RUN';
      readonly id: number;
      readonly program: Program;
      /** Bytes; a program that writes more is ended. */
      readonly limit: number;
    }
  | {
      readonly verb: 'OPEN';
      readonly id: number;
      readonly program: Program;
      /** Path of the socket into which it writes. */
      readonly path: string;
    }
  | { readonly verb: 'STOP'; readonly of: number };

/** How the program with an id ended, and all that it wrote where it was to be run; absent if that was too long. */
export interface SpawnerReply {
  readonly id: number;
  readonly end: End;
  readonly answer?: Uint8Array;
}
