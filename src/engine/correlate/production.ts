import type { EnvironmentType } from '../../model/facts/delivery.js';
import { type AnyFilter, holds, matches, treeOf } from '../../model/filter.js';
import type { Traits } from '../../model/inputs/input-base.js';

/** The place where a run went, with several environments if it represents several runs. */
export interface Destination {
  readonly environments: readonly string[];
  readonly environmentType: EnvironmentType | null;
}

const PRODUCTION_NAME = /prod|live/i;

/**
 * True if a run went to production, by the type of its environment, else by its name. Null without
 * an environment: the team decides.
 */
export function isProduction({ environments, environmentType }: Destination): boolean | null {
  if (environmentType !== null) return environmentType === 'PRODUCTION';
  if (environments.length === 0) return null;
  return environments.some((name) => PRODUCTION_NAME.test(name));
}

/**
 * True if a filter that holds for a run holds because of this property, rather than because of
 * another group of a tree.
 */
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

/**
 * True if a team's scope takes a run below another as a deployment by its pipeline, though the run
 * names no environment.
 */
export const takesByPipeline = (scope: AnyFilter, own: Traits): boolean =>
  holdsBy('pipeline', scope, own);

type Going = Destination & { readonly traits: Traits };

/**
 * True if a run went to production for anybody: by the rule above or, if the tool gives its
 * environment no type, by a scope. Only the scope of a team that names environments can take it. A
 * run without any environment counts, since a scope may take it.
 */
export function isProductionForAny(run: Going, scopes: readonly AnyFilter[]): boolean {
  if (isProduction(run) ?? true) return true;
  return (
    run.environmentType === null && scopes.some((scope) => holdsByEnvironment(scope, run.traits))
  );
}

/**
 * True if a run that a team's scope matches went to production. The type of its environment
 * decides, else a scope that names environments, else the name. A run without an environment
 * counts, since the scope took it.
 */
export function isProductionInScope(run: Going, scope: AnyFilter): boolean {
  if (run.environmentType === null && holdsByEnvironment(scope, run.traits)) return true;
  return isProduction(run) ?? true;
}
