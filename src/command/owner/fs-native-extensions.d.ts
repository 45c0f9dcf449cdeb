/** The part of fs-native-extensions that is used; the package brings no types. */
declare module 'fs-native-extensions' {
  /** Returns false where another open file holds the lock. */
  export function tryLock(fd: number): boolean;
}
