import { existsSync, readFileSync } from 'node:fs';

/** The package's own description: above the sources, and one folder further up from what is built of them. */
const places = ['../../package.json', '../../../package.json'];

/** Returns the version of this program, as its package says. */
export function version(): string {
  const found = places.map((place) => new URL(place, import.meta.url)).find((at) => existsSync(at));
  return found
    ? (JSON.parse(readFileSync(found, 'utf8')) as { version: string }).version
    : 'unknown';
}
