import type { RunKind } from '../../model/facts/delivery.js';
import { expressionOf } from '../run-naming.js';

/** A line `pattern = value`: the value for whatever the pattern matches. */
export interface Rule {
  readonly pattern: string;
  /** May hold `$1` for what the first star stands for, and `$NAME` for a parameter of the build. */
  readonly value: string;
}

/** The words by which builds are understood. Pages carry them, so that a page means the same whenever it is mapped. */
export interface Naming {
  /** Patterns of jobs whose builds deploy. */
  readonly deployJobs: readonly string[];
  /** Patterns of jobs among them that build, too. */
  readonly builds: readonly string[];
  /** Patterns of stages that deploy. */
  readonly deployStages: readonly string[];
  /** Patterns of the branches of multibranch jobs that deploy. */
  readonly deployBranches: readonly string[];
  /** Patterns of production environments; empty: the name decides. */
  readonly production: readonly string[];
  readonly environments: readonly Rule[];
  readonly services: readonly Rule[];
  readonly branches: readonly Rule[];
  readonly repositories: readonly Rule[];
  /** Patterns of addresses of shared libraries, whose code is not what a job builds. */
  readonly libraries: readonly string[];
  readonly unstable: 'SUCCESS' | 'FAILURE';
  readonly readsStages: boolean;
}

/** The names of one thing: words are looked for in `own`, patterns with a star in `whole`, too. */
export interface Names {
  readonly own: string;
  readonly whole?: string;
}

function matchOf(pattern: string, { own, whole }: Names): readonly string[] | null {
  const expression = expressionOf(pattern);
  const found = expression.exec(own);
  if (found) return found.slice(1);
  const further = whole !== undefined && pattern.includes('*') ? expression.exec(whole) : null;
  return further ? further.slice(1) : null;
}

export const matchesAny = (patterns: readonly string[], names: Names): boolean =>
  patterns.some((pattern) => matchOf(pattern, names) !== null);

/** Parameters of a build, by name. */
export type Parameters = ReadonlyMap<string, string>;

const PLACE = /\$(?:(\d)|([A-Za-z_]\w*))/g;

/** Returns the value with what its places stand for; null where one of them stands for nothing. */
function filled(value: string, stars: readonly string[], parameters: Parameters): string | null {
  let isWhole = true;
  const text = value.replaceAll(PLACE, (_, star?: string, parameter = '') => {
    const found = star === undefined ? parameters.get(parameter) : stars[Number(star) - 1];
    if (!found) isWhole = false;
    return found ?? '';
  });
  return isWhole && text.trim() !== '' ? text.trim() : null;
}

/** Returns the value of the first rule that matches one thing; null if none does, or lacks a part. */
function valueFor(rules: readonly Rule[], names: Names, parameters: Parameters): string | null {
  for (const { pattern, value } of rules) {
    const stars = matchOf(pattern, names);
    const found = stars && filled(value, stars, parameters);
    if (found) return found;
  }
  return null;
}

const EVERYTHING = '*';

/**
 * Returns the value of the first rule that matches the first of the things that any rule names.
 * Rules for everything come last.
 */
export function valueBy(
  rules: readonly Rule[],
  things: readonly Names[],
  parameters: Parameters,
): string | null {
  const special = rules.filter(({ pattern }) => pattern !== EVERYTHING);
  for (const names of things) {
    const found = valueFor(special, names, parameters);
    if (found !== null) return found;
  }
  const rest = rules.filter(({ pattern }) => pattern === EVERYTHING);
  return things[0] ? valueFor(rest, things[0], parameters) : null;
}

/** Returns the names of the parameters that rules ask for: no others are kept. */
export const parametersNamed = (naming: Naming): ReadonlySet<string> => {
  const rules = [naming.environments, naming.services, naming.branches, naming.repositories].flat();
  return new Set(
    rules.flatMap(({ value }) => [...value.matchAll(PLACE)].flatMap(([, , name]) => name ?? [])),
  );
};

/** Returns the purposes of the builds of a job. A job that no pattern matches builds. */
export function kindsOf(names: Names, { deployJobs, builds }: Naming): readonly RunKind[] {
  if (!matchesAny(deployJobs, names)) return ['CI'];
  return matchesAny(builds, names) ? ['CI', 'CD'] : ['CD'];
}
