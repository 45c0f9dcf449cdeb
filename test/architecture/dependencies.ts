import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
export const readRoot = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** A package of the lock file. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** The licence that the package names; empty if it names none. */
  readonly licence: string;
  readonly isProduction: boolean;
  readonly hasScript: boolean;
}

/** Licences that a program under Apache-2.0 may use without another duty than to name them. */
const allowedLicences: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0'],
  ...['ISC', 'MIT', 'MIT-0', 'Unlicense', 'Zlib'],
]);

/** Returns every package that the lock file installs, sorted by name, each place of it once. */
export function dependenciesIn(lock: string): readonly Dependency[] {
  const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, { version = '', license = '', dev = false, hasInstallScript = false }]) => ({
      ...{ name: place.replace(/^.*node_modules\//, ''), version, licence: license },
      ...{ isProduction: !dev, hasScript: hasInstallScript },
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * Returns true if a licence expression, in SPDX's form, may be used: one side of an `OR`, both of an `AND`. An expression that nests deeper, or
 * has an exception, may not: somebody must look at it.
 */
export function isAllowedLicence(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  return bare
    .split(' OR ')
    .some((side) => side.split(' AND ').every((licence) => allowedLicences.has(licence.trim())));
}
