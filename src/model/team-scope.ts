import { remoteKey } from './facts/remote-url.js';
import {
  type AnyFilter,
  type Filter,
  type FilterCondition,
  foldName,
  isEmpty,
  isTree,
  matches,
  restrictedTo,
  takes,
  treeOf,
} from './filter.js';
import type { Traits } from './inputs/input-base.js';
import type { TeamSettings } from './team.js';

/** The properties that filters on repositories compare. */
export const repositoryProperties = ['repository', 'repositoryId', 'repositoryUrl'] as const;
type RepositoryProperty = (typeof repositoryProperties)[number];
/** The names, ids and addresses of a repository; addresses as they are written, and as `remoteKey` returns them. */
export type RepositoryTraits = Readonly<Record<RepositoryProperty, readonly string[]>>;

/** Returns the same filter in which an address means all its spellings. */
function withAddresses(filter: AnyFilter): AnyFilter {
  const known = (conditions: Filter): Filter =>
    conditions.map((condition) =>
      condition.property === 'repositoryUrl' && condition.operator.endsWith('EQUALS')
        ? { ...condition, values: condition.values.map((value) => remoteKey(value) ?? value) }
        : condition,
    );
  if (!isTree(filter)) return known(filter);
  const { op, conditions, groups = [] } = filter;
  return {
    op,
    conditions: known(conditions),
    groups: groups.map((group) => treeOf(withAddresses(group))),
  };
}

export const ownsRepository = ({ repositories }: TeamSettings, traits: RepositoryTraits): boolean =>
  takes(withAddresses(repositories), traits);

/** Returns the values of which a repository must have one to be owned; null if the filter names none. */
function namedBy(filter: AnyFilter): FilterCondition | null {
  const { op, conditions } = treeOf(withAddresses(filter));
  const named = conditions.find(({ operator }) => operator === 'EQUALS');
  return (op === 'AND' && named) || null;
}

/**
 * Returns a function that finds the repositories that settings own, in the order given. Settings that say what a name, id or address is
 * are compared with the repositories that have it alone.
 */
export function createOwnership<Repository extends { readonly traits: RepositoryTraits }>(
  repositories: readonly Repository[],
): (settings: TeamSettings) => readonly Repository[] {
  const byTrait = new Map<string, Set<Repository>>();
  for (const repository of repositories)
    for (const property of repositoryProperties)
      for (const value of repository.traits[property]) {
        const key = `${property} ${foldName(value)}`;
        byTrait.set(key, (byTrait.get(key) ?? new Set()).add(repository));
      }
  const placeOf = new Map(repositories.map((repository, place) => [repository, place]));
  return (settings) => {
    const named = namedBy(settings.repositories);
    const found = named?.values.flatMap((value) => [
      ...(byTrait.get(`${named.property} ${foldName(value)}`) ?? []),
    ]);
    const candidates = found
      ? [...new Set(found)].sort((left, right) => placeOf.get(left)! - placeOf.get(right)!)
      : repositories;
    return candidates.filter(({ traits }) => ownsRepository(settings, traits));
  };
}

/**
 * The filter by which a team owns facts of a kind. A version has a project alone: the other conditions say nothing of it. Without a
 * condition on the project none is the team's.
 */
export const ownFilters = {
  workItem: ({ issueManagement }: TeamSettings): AnyFilter => issueManagement.projects,
  run: ({ pipelines }: TeamSettings): AnyFilter => pipelines.scope,
  incident: ({ incidentManagement }: TeamSettings): AnyFilter => incidentManagement.incidents,
  changeRequest: ({ incidentManagement }: TeamSettings): AnyFilter =>
    incidentManagement.changeRequests,
  sprint: ({ issueManagement }: TeamSettings): AnyFilter => issueManagement.projects,
  version: ({ issueManagement }: TeamSettings): AnyFilter =>
    restrictedTo(issueManagement.projects, 'project'),
} as const;
export type OwnedKind = keyof typeof ownFilters;

/** True if a fact of a kind with these traits is the team's. */
export const owns = (kind: OwnedKind, settings: TeamSettings, traits: Traits): boolean =>
  takes(ownFilters[kind](settings), traits);

/** True if a work item of the team is a production incident; with an empty filter none is. */
export const isProductionIncident = ({ issueManagement }: TeamSettings, traits: Traits): boolean =>
  takes(issueManagement.incidents, traits);

/** The branch into which a pull request goes, without `refs/heads/`. */
interface Target {
  readonly targetBranch: string;
  readonly toDefaultBranch: boolean;
}

/**
 * True if a pull request goes into a branch that the team ships from: by default the default
 * branch.
 */
export const isForDestination = (
  { destinationBranches }: Pick<TeamSettings, 'destinationBranches'>,
  { targetBranch, toDefaultBranch }: Target,
): boolean =>
  isEmpty(destinationBranches)
    ? toDefaultBranch
    : matches(destinationBranches, { branch: [targetBranch] });

/** True if a team excludes a pull request with these labels; by default none. */
export const isExcludedByLabel = (
  {
    excludedChanges,
    excludedChangesMode,
  }: Pick<TeamSettings, 'excludedChanges' | 'excludedChangesMode'>,
  labels: readonly string[],
): boolean =>
  !isEmpty(excludedChanges) &&
  matches(excludedChanges, { label: labels }) !== (excludedChangesMode === 'KEEP_MATCHING');

/** True if a merged pull request with these labels deploys; by default any does. */
export const deploys = (
  { deployingChanges }: Pick<TeamSettings, 'deployingChanges'>,
  labels: readonly string[],
): boolean => isEmpty(deployingChanges) || matches(deployingChanges, { label: labels });

/**
 * Returns a regular expression as a user means it: by characters, so that `\\p{L}` is a letter. If
 * it holds escapes that mean nothing then, it is read without that. Throws a SyntaxError if it is
 * none.
 */
export function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/**
 * Creates a function that says if the name of a tag is that of a release: all of it must match.
 * Throws a SyntaxError if the pattern is none.
 */
export function releaseNames(pattern: string): (name: string) => boolean {
  const wholeName = expressionOf(`^(?:${pattern})$`);
  return (name) => wholeName.test(name);
}
