import fs, { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before the program and in each of its threads. Plays a disk that takes no more bytes than `room` once files grow, until the file
 * `more` is there. It stands for a file system of that size where none can be mounted; reading goes on.
 */
const given = new URL(import.meta.url).searchParams;
const room = Number(given.get('room'));
const folder = given.get('folder')!;
const more = given.get('more')!;

const paths = new Map<number, string>();
let grown = 0;

function demandRoom(path: string, size: number, end: number): void {
  const growth = end - size;
  if (growth <= 0 || !path.startsWith(folder) || existsSync(more)) return;
  if (grown + growth > room)
    throw Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
      ...{ code: 'ENOSPC', errno: -28, syscall: 'write', path },
    });
  grown += growth;
}

const { openSync, writeSync } = fs;
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  paths.set(file, String(path));
  return file;
};
fs.writeSync = ((file: number, buffer: NodeJS.ArrayBufferView, ...rest: unknown[]) => {
  const [, length = buffer.byteLength, position = null] = rest as (number | null)[];
  const { size } = fs.fstatSync(file);
  demandRoom(paths.get(file) ?? '', size, (position ?? size) + (length ?? 0));
  return Reflect.apply(writeSync, fs, [file, buffer, ...rest]);
}) as typeof fs.writeSync;
const { writeFileSync } = fs;
fs.writeFileSync = ((path: string, content: string | Buffer, ...rest: unknown[]) => {
  demandRoom(path, 0, Buffer.byteLength(content));
  return Reflect.apply(writeFileSync, fs, [path, content, ...rest]);
}) as typeof fs.writeFileSync;
syncBuiltinESMExports();
