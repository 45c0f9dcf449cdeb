import { remoteKey } from './facts/remote-url.js';
import {
  type AnyFilter,
  type Filter,
  isEmpty,
  isTree,
  matches,
  restrictedTo,
  takes,
  treeOf,
} from './filter.js';
import type { Traits } from './inputs/input-base.js';
import type { TeamSettings } from './team.js';

/** What filters on repositories compare. */
export const repositoryProperties = ['repository', 'repositoryId', 'repositoryUrl'] as const;
type RepositoryProperty = (typeof repositoryProperties)[number];
/** The names, ids and addresses of a repository; addresses as they are written, and as `remoteKey` returns them. */
export type RepositoryTraits = Readonly<Record<RepositoryProperty, readonly string[]>>;

/** The same filter in which an address means all its spellings. */
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

export const ownsWorkItem = ({ issueManagement }: TeamSettings, traits: Traits): boolean =>
  takes(issueManagement.projects, traits);

/** A version has a project alone: the other conditions say nothing of it, and without one of the project none is the team's. */
export const ownsVersion = ({ issueManagement }: TeamSettings, project: string): boolean =>
  takes(restrictedTo(issueManagement.projects, 'project'), { project: [project] });

/** Which of the team's work items are production incidents; an empty filter says that none is. */
export const isProductionIncident = ({ issueManagement }: TeamSettings, traits: Traits): boolean =>
  takes(issueManagement.incidents, traits);

export const ownsRun = ({ pipelines }: TeamSettings, traits: Traits): boolean =>
  takes(pipelines.scope, traits);

export const ownsIncident = ({ incidentManagement }: TeamSettings, traits: Traits): boolean =>
  takes(incidentManagement.incidents, traits);

export const ownsChangeRequest = ({ incidentManagement }: TeamSettings, traits: Traits): boolean =>
  takes(incidentManagement.changeRequests, traits);

/** Where a pull request goes, without `refs/heads/`. */
interface Target {
  readonly targetBranch: string;
  readonly toDefaultBranch: boolean;
}

/** True where a pull request goes into a branch that the team ships from: by default the default branch. */
export const isForDestination = (
  { destinationBranches }: Pick<TeamSettings, 'destinationBranches'>,
  { targetBranch, toDefaultBranch }: Target,
): boolean =>
  isEmpty(destinationBranches)
    ? toDefaultBranch
    : matches(destinationBranches, { branch: [targetBranch] });

/** True where a team leaves out a pull request with these labels; by default none. */
export const isLeftOut = (
  {
    excludedChanges,
    excludedChangesMode,
  }: Pick<TeamSettings, 'excludedChanges' | 'excludedChangesMode'>,
  labels: readonly string[],
): boolean =>
  !isEmpty(excludedChanges) &&
  matches(excludedChanges, { label: labels }) !== (excludedChangesMode === 'KEEP_MATCHING');

/** True where a merged pull request with these labels deploys; by default any does. */
export const deploys = (
  { deployingChanges }: Pick<TeamSettings, 'deployingChanges'>,
  labels: readonly string[],
): boolean => isEmpty(deployingChanges) || matches(deployingChanges, { label: labels });

/**
 * A regular expression as a user means it: by characters, so that `\\p{L}` is a letter; without that where it holds escapes that mean
 * nothing then. Throws a SyntaxError where it is none.
 */
export function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/** Tells of the name of a tag whether it is that of a release: all of it must match. Throws a SyntaxError where the pattern is none. */
export function releaseNames(pattern: string): (name: string) => boolean {
  const wholeName = expressionOf(`^(?:${pattern})$`);
  return (name) => wholeName.test(name);
}
