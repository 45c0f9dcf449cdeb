import type { Traits } from './anchor-base.js';
import { type Filter, type FilterSet, matches, matchesSet } from './filter.js';
import type { TeamSettings } from './team.js';

/** Whether a filter that defines what is a team's takes something; an empty one takes nothing. */
const takes = (filter: Filter, traits: Traits): boolean =>
  filter.length > 0 && matches(filter, traits);

const takesSet = (set: FilterSet, traits: Traits): boolean =>
  set.conditions.length > 0 && matchesSet(set, traits);

/** By its name. */
export const ownsRepository = ({ repositories }: TeamSettings, name: string): boolean =>
  takes(repositories, { repository: [name] });

export const ownsWorkItem = ({ issueManagement }: TeamSettings, traits: Traits): boolean =>
  takes(issueManagement.projects, traits);

/** A version has a project alone: the other conditions say nothing of it, and without one of the project none is the team's. */
export const ownsVersion = ({ issueManagement }: TeamSettings, project: string): boolean =>
  takes(
    issueManagement.projects.filter(({ property }) => property === 'project'),
    { project: [project] },
  );

export const ownsRun = ({ pipelines }: TeamSettings, traits: Traits): boolean =>
  takes(pipelines.scope, traits);

export const ownsIncident = ({ incidentManagement }: TeamSettings, traits: Traits): boolean =>
  takesSet(incidentManagement.incidents, traits);

export const ownsChangeRequest = ({ incidentManagement }: TeamSettings, traits: Traits): boolean =>
  takesSet(incidentManagement.changeRequests, traits);
