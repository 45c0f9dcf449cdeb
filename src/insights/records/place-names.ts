import type { Metric } from '../../engine/metric.js';
import { conditionsOf, isEmpty } from '../../model/filter.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Rules, TeamSettings } from '../../model/team.js';
import type { SourceKind } from '../../storage/integrations/sources.js';
import { createKeeps } from '../keep.js';

export type PlaceName =
  | 'repository'
  | 'project'
  | 'version'
  | 'pipeline'
  | 'incident'
  | 'change request';
/** Where a team says which facts are its own. */
interface Place {
  readonly name: PlaceName;
  /** The settings that a reader should save if none are saved, in words. */
  readonly settings: string;
  readonly isSet: (settings: TeamSettings) => boolean;
}
/** A place with what is read there; any one of it will do. */
export interface PlaceRead extends Place {
  readonly sources: readonly SourceKind[];
}

const repositories: Place = {
  name: 'repository',
  settings: 'source code settings',
  isSet: ({ repositories: filter }) => !isEmpty(filter),
};
const projects: Place = {
  name: 'project',
  settings: 'issue management settings',
  isSet: ({ issueManagement: { projects: filter } }) => !isEmpty(filter),
};
const placeOf: Record<InputKind, Place> = {
  commit: repositories,
  change: repositories,
  release: repositories,
  pullRequest: repositories,
  workItem: projects,
  sprint: projects,
  // A version has no known property but its project, so that other conditions match none.
  version: {
    name: 'version',
    settings: 'issue management settings with a condition of the project',
    isSet: ({ issueManagement: { projects: filter } }) =>
      conditionsOf(filter).some(({ property }) => property === 'project'),
  },
  run: {
    name: 'pipeline',
    settings: 'pipeline settings',
    isSet: ({ pipelines: { scope } }) => !isEmpty(scope),
  },
  incident: {
    name: 'incident',
    settings: 'incident management settings',
    isSet: ({ incidentManagement: { incidents } }) => !isEmpty(incidents),
  },
  changeRequest: {
    name: 'change request',
    settings: 'incident management settings',
    isSet: ({ incidentManagement: { changeRequests } }) => !isEmpty(changeRequests),
  },
};

/** The kind of source that reports each kind of fact, and since when. */
const sourceOf: Record<InputKind, SourceKind> = {
  commit: 'history',
  change: 'history',
  release: 'history',
  pullRequest: 'pullRequest',
  workItem: 'workItem',
  sprint: 'workItem',
  version: 'workItem',
  run: 'run',
  incident: 'incident',
  changeRequest: 'changeRequest',
};

const findPlacesOf = (metric: Metric, rules: Rules): readonly PlaceRead[] =>
  [...Map.groupBy(metric.reads(rules), (kind) => placeOf[kind])].map(([place, kinds]) => ({
    ...place,
    sources: [...new Set(kinds.map((kind) => sourceOf[kind]))],
  }));

const keepOf = createKeeps<Rules>();

/** The places that a metric reads under these rules, each once. It needs every one of them. */
export const placesOf = (metric: Metric, rules: Rules): readonly PlaceRead[] =>
  keepOf(rules)(metric, () => findPlacesOf(metric, rules));
