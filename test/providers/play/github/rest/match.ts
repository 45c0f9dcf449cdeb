import type { World } from '../world/world.js';
import { fullNameOf } from '../world/world.js';
import type { Route } from './route.js';
import { routes } from './routes/table.js';

interface Matcher {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const fixedParts = ({ path }: Route): number =>
  path.split('/').filter((part) => part !== '' && !part.startsWith('{')).length;

/** A path without braces wins over one with. */
const matchers: readonly Matcher[] = routes
  .toSorted((a, b) => fixedParts(b) - fixedParts(a))
  .map((route) => ({
    route,
    names: [...route.path.matchAll(/\{([^}]+)\}/g)].map((found) => found[1]!),
    pattern: new RegExp(`^${route.path.replace(/\{[^}]+\}/g, '([^/]+)')}/?$`, 'i'),
  }));

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** The path with the name of the repository in the place of its number. */
  readonly path: string;
}

/** `/repositories/{id}/...` is the same as `/repos/{owner}/{repo}/...`. */
function namedPath(path: string, world: World): string {
  const found = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  if (found === null) return path;
  const repository = world.repositoryById(Number(found[1]));
  return repository === null ? path : `/repos/${fullNameOf(repository)}${found[2] ?? ''}`;
}

/** Returns the route of a request; null where GitHub has none such, or it is not played. */
export function matchRoute(method: string, given: string, world: World): Match | null {
  const path = namedPath(given, world);
  for (const { route, pattern, names } of matchers) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found === null) continue;
    const params = Object.fromEntries(
      names.map((name, n) => [name, decodeURIComponent(found[n + 1]!)]),
    );
    return { route, params, path };
  }
  return null;
}
