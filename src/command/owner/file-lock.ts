/// <reference path="./fs-native-extensions.d.ts" />
import { closeSync, openSync } from 'node:fs';
import { tryLock } from 'fs-native-extensions';

/** Gives a lock back. */
export type Unlock = () => void;

/**
 * Takes the lock that the operating system keeps of a file, in one step. It ends with the process, however that ends, so that none is
 * ever stale. Returns null where somebody else holds it. The file stays: one that is removed could be locked twice.
 */
export function takeFileLock(path: string): Unlock | null {
  const file = openSync(path, 'a', 0o600);
  if (tryLock(file)) return () => closeSync(file);
  closeSync(file);
  return null;
}
