import type { EnvironmentType } from '../../model/facts/delivery.js';
import { type AnyFilter, holds, matches, treeOf } from '../../model/filter.js';
import type { Traits } from '../../model/inputs/input-base.js';

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

/** Whether a filter that holds for a run holds by naming this of it, rather than by another group of a tree. */
function holdsBy(property: string, filter: AnyFilter, traits: Traits): boolean {
  const { op, conditions, groups = [] } = treeOf(filter);
  if (op === 'AND' && !matches(filter, traits)) return false;
  return (
    conditions.some((each) => each.property === property && holds(each, traits)) ||
    groups.some((group) => holdsBy(property, group, traits))
  );
}
const holdsByEnvironment = (filter: AnyFilter, traits: Traits) =>
  holdsBy('environment', filter, traits);

/** Whether a team's scope takes a run below another for a deployment, though it names no environment: because it names its pipeline. */
export const takesByPipeline = (scope: AnyFilter, own: Traits): boolean =>
  holdsBy('pipeline', scope, own);

type Going = Destination & { readonly traits: Traits };

/**
 * Whether a run went to production for anybody: as above, or, where the tool gives its environment no type, because the scope of
 * a team that names environments takes it. Without any environment it is, since a scope may take it.
 */
export function isProductionForAny(run: Going, scopes: readonly AnyFilter[]): boolean {
  if (isProduction(run) ?? true) return true;
  return (
    run.environmentType === null && scopes.some((scope) => holdsByEnvironment(scope, run.traits))
  );
}

/**
 * Whether a run that a team's scope matches is one to production: the type of its environment decides, else a scope that names
 * environments, else the name. Without an environment it is, since the scope took it.
 */
export function isProductionInScope(run: Going, scope: AnyFilter): boolean {
  if (run.environmentType === null && holdsByEnvironment(scope, run.traits)) return true;
  return isProduction(run) ?? true;
}
