import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'insights-run-';
const MEMORY_DISK = '/dev/shm';
/** Bytes that the memory disk must have free before another database is put there. */
const ROOM = 4e9;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the folders of runs that ended without doing so: killed ones. */
function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (Number.isInteger(pid) && !lives(pid)) remove(join(place, name));
  }
}

/** Gives the run a folder for everything that its tests make, on the disk and in memory, and takes it away at the end. */
export function setup(): () => void {
  const places = [tmpdir(), MEMORY_DISK].filter((place) => existsSync(place));
  const name = `${PREFIX}${process.pid}`;
  const folders = places.map((place) => join(place, name));
  for (const place of places) sweep(place);
  // PostgreSQL, which does not run as root, must get through to its own folder.
  for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o755 });
  // Workers find it by `tmpdir()`, and pass it on to what `launch` starts.
  process.env.TMPDIR = folders[0];
  return () => {
    for (const folder of folders) remove(folder);
  };
}

/** Returns the folder for an embedded database: the run's own in memory, where there is one with room. */
export function placeOfDatabases(): string {
  const folder = join(MEMORY_DISK, basename(tmpdir()));
  try {
    const { bavail, bsize } = statfsSync(folder);
    return basename(folder).startsWith(PREFIX) && bavail * bsize > ROOM ? folder : tmpdir();
  } catch {
    return tmpdir();
  }
}
