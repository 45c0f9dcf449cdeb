import { Fault } from './errors.js';

const calls: ReadonlySet<string> = new Set([
  ...['open', 'read', 'stat', 'lstat', 'access', 'scandir', 'readlink', 'realpath'],
  ...['write', 'mkdir', 'unlink', 'rename', 'link', 'chmod', 'copyfile', 'rm'],
]);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it lies below what is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'its rights do not allow it',
  EPERM: 'its rights do not allow it',
  EROFS: 'its disk takes no changes',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'nothing is behind it',
  EIO: 'its disk reports an error',
  ESTALE: 'its network disk has lost it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

const isOfFile = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && calls.has(String(error.syscall));

/**
 * Returns what to do about a file or folder that cannot be read or written; null for any other error. `path` is its path where the
 * error does not say it.
 */
export function fileFault(error: unknown, path?: string): Fault | null {
  if (!isOfFile(error)) return null;
  const { code = '', path: place = path } = error;
  const reason = reasons[code];
  if (reason === undefined || place === undefined) return null;
  return new Fault(
    'UNAVAILABLE',
    `${place} cannot be used: ${reason}. Check the path, then repeat the command.`,
  );
}
