import type { EnvironmentType, RunKind } from '../../model/facts/delivery.js';
import { wholeNameOf } from '../run-naming.js';

/** The words by which executions are understood. Pages carry them, so that a page means the same whenever it is mapped. */
export interface Naming {
  /** Patterns of pipelines that deploy without a deployment stage. */
  readonly deploys: readonly string[];
  /** Patterns of environments that are production, whatever Harness calls them. */
  readonly production: readonly string[];
}

/** A pattern is one of the whole name. */
const matchesAny = (patterns: readonly string[], names: readonly (string | null)[]): boolean =>
  patterns.some((pattern) => {
    const expression = wholeNameOf(pattern);
    return names.some((name) => name !== null && expression.test(name));
  });

/** Returns the kinds of work of modules, as Harness names them. Approvals and scripts alone are neither. */
export function kindsOf(
  modules: readonly string[],
  names: readonly (string | null)[],
  { deploys }: Naming,
): readonly RunKind[] {
  const isDeploying = modules.includes('cd') || matchesAny(deploys, names);
  return [
    ...(modules.includes('ci') ? (['CI'] as const) : []),
    ...(isDeploying ? (['CD'] as const) : []),
  ];
}

const types: Readonly<Record<string, EnvironmentType>> = {
  Production: 'PRODUCTION',
  PreProduction: 'PRE_PRODUCTION',
};

/** Returns the type of an environment by Harness' own word, unless the settings say that it is production. */
export function environmentTypeOf(
  word: string | null,
  names: readonly (string | null)[],
  { production }: Naming,
): EnvironmentType | null {
  if (matchesAny(production, names)) return 'PRODUCTION';
  return word !== null && Object.hasOwn(types, word) ? types[word]! : null;
}
