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

/** How a program ended, and all that it wrote; absent where that was too long. */
export interface Ran extends End {
  readonly output?: Uint8Array;
}

/** Functions of the process that starts programs. The caller numbers the programs. */
export interface SpawnerFunctions {
  /** Runs a program to its end. One that writes more than `limit` bytes is ended. */
  run(id: number, program: Program, limit: number): Promise<Ran>;
  /** Runs a program that writes into the socket at a path. */
  open(id: number, program: Program, path: string): Promise<End>;
  stop(id: number): void;
}
