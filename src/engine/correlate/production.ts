import type { EnvironmentType } from '../../model/delivery.js';
import type { Filter } from '../../model/filter.js';

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

/**
 * Whether a run that a team's scope matches is one to production: the type of its environment decides, else a scope that names
 * environments, else the name. Without an environment it is, since the scope took it.
 */
export function isProductionInScope(run: Destination, scope: Filter): boolean {
  const namesEnvironments = scope.some(({ property }) => property === 'environment');
  if (run.environmentType === null && namesEnvironments) return true;
  return isProduction(run) ?? true;
}
