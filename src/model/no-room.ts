import { Fault } from './errors.js';

const codes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** True for an error of the file system that says that a disk, a quota or a limit is used up. */
export const isNoRoom = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && codes.has(String(error.code));

/**
 * Returns what to do about a file that could not be written since the disk is full; null for any
 * other error.
 */
export function noRoomFault(error: unknown): Fault | null {
  if (!isNoRoom(error)) return null;
  const where = error.path === undefined ? 'The disk' : `The disk of ${error.path}`;
  return new Fault('UNAVAILABLE', `${where} is full: make room there, then repeat the command.`);
}
