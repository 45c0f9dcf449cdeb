import type { Metric } from '../engine/metric.js';
import type { AnchorKind } from '../model/anchor.js';
import { isEmpty } from '../model/filter.js';
import type { Rules, TeamSettings } from '../model/team.js';
import type { ToolSource } from '../storage/answer-state.js';

export type PlaceName = 'repository' | 'project' | 'pipeline' | 'incident' | 'change request';
/** Where a team says which facts are its own. */
export interface Place {
  readonly name: PlaceName;
  /** What a reader is told to save where nothing is. */
  readonly settings: string;
  readonly isSet: (settings: TeamSettings) => boolean;
  /** Null where facts lie in repositories. */
  readonly tool: ToolSource['kind'] | null;
}

const repositories: Place = {
  name: 'repository',
  settings: 'source code settings',
  isSet: ({ repositories: filter }) => !isEmpty(filter),
  tool: null,
};
const projects: Place = {
  name: 'project',
  settings: 'issue management settings',
  isSet: ({ issueManagement: { projects: filter } }) => !isEmpty(filter),
  tool: 'workItem',
};
const placeOf: Record<AnchorKind, Place> = {
  ...{ commit: repositories, change: repositories, release: repositories },
  pullRequest: repositories,
  ...{ workItem: projects, sprint: projects, version: projects },
  run: {
    name: 'pipeline',
    settings: 'pipeline settings',
    isSet: ({ pipelines: { scope } }) => !isEmpty(scope),
    tool: 'run',
  },
  incident: {
    name: 'incident',
    settings: 'incident management settings',
    isSet: ({ incidentManagement: { incidents } }) => !isEmpty(incidents),
    tool: 'incident',
  },
  changeRequest: {
    name: 'change request',
    settings: 'incident management settings',
    isSet: ({ incidentManagement: { changeRequests } }) => !isEmpty(changeRequests),
    tool: 'changeRequest',
  },
};

/** The places that a metric reads under some of these rules, each once. */
export const placesOf = (metric: Metric, rules: readonly Rules[]): Place[] => [
  ...new Set(rules.flatMap((one) => metric.reads(one)).map((kind) => placeOf[kind])),
];
