import type { Traits } from '../../model/anchor-base.js';
import type { EnvironmentType } from '../../model/delivery.js';
import { type Filter, matches } from '../../model/filter.js';

/** Where a run went; several environments where it stands for several runs. */
export interface Destination {
  readonly environments: readonly string[];
  readonly environmentType: EnvironmentType | null;
}

const PRODUCTION_NAME = /prod|live/i;

/** Whether a run went to production, by the type of its environment, else by its name; null without any: the team decides. */
export function isProduction({ environments, environmentType }: Destination): boolean | null {
  if (environmentType !== null) return environmentType === 'PRODUCTION';
  if (environments.length === 0) return null;
  return environments.some((name) => PRODUCTION_NAME.test(name));
}

const namesEnvironments = (scope: Filter): boolean =>
  scope.some(({ property }) => property === 'environment');

/**
 * Whether a run went to production for anybody: as above, or, where the tool gives its environment no type, because the scope of
 * a team that names environments takes it. Without any environment it is, since a scope may take it.
 */
export function isProductionForAny(
  run: Destination & { readonly traits: Traits },
  scopes: readonly Filter[],
): boolean {
  if (isProduction(run) ?? true) return true;
  const isTaken = (scope: Filter) => namesEnvironments(scope) && matches(scope, run.traits);
  return run.environmentType === null && scopes.some(isTaken);
}

/**
 * Whether a run that a team's scope matches is one to production: the type of its environment decides, else a scope that names
 * environments, else the name. Without an environment it is, since the scope took it.
 */
export function isProductionInScope(run: Destination, scope: Filter): boolean {
  if (run.environmentType === null && namesEnvironments(scope)) return true;
  return isProduction(run) ?? true;
}
