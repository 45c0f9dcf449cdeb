import { EnvironmentError } from '../env.js';
import { Fault, Refusal } from '../model/errors.js';
import { fileFault } from '../model/file-fault.js';
import { isNoRoom } from '../model/no-room.js';

/** Exit codes of the process; listed in the README. */
export const exitCodes = {
  DONE: 0,
  /** A mistake of ours; the log holds it. */
  UNEXPECTED: 1,
  /** Wrong arguments or a wrong environment. */
  USAGE: 2,
  /** The input was understood and refused: errors in a file, an unknown name. */
  REFUSED: 3,
  /** Another process owns the data folder. */
  FOLDER_TAKEN: 4,
  /** The port is taken, or may not be listened on. */
  PORT_TAKEN: 5,
  /** The database, or a file or program that is needed, cannot be reached or used. */
  UNAVAILABLE: 6,
  INTERRUPTED: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with one clear line and an exit code of its own. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof EnvironmentError) return exitCodes.USAGE;
  if (error instanceof Refusal) return exitCodes.REFUSED;
  if (error instanceof Error && error.name === 'AbortError') return exitCodes.INTERRUPTED;
  if (isNoRoom(error) || fileFault(error)) return exitCodes.UNAVAILABLE;
  if (!(error instanceof Fault)) return exitCodes.UNEXPECTED;
  return error.code === 'UNAVAILABLE' ? exitCodes.UNAVAILABLE : exitCodes.REFUSED;
}
