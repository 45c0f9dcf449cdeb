import type { UserError } from '../../model/errors.js';
import type { AnyFilter } from '../../model/filter.js';
import type {
  BugSettings,
  FeatureSettings,
  IssueManagementSettings,
  TeamSettings,
} from '../../model/team.js';
import { repositoryProperties } from '../../model/team-scope.js';
import { folded, repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';
import { type FilterProperties, filterErrors, workItemProperties } from '../filter-errors.js';
import { goalErrors } from '../profile/alignment-errors.js';
import { patternError } from '../release-pattern.js';
import { type SettingsSection, settingsSections } from './sections.js';

const MOST_NAMES = 200;
const MOST_FILTERS = 10;

const filterOf =
  (...names: string[]) =>
  (filter: AnyFilter, field: readonly string[]): UserError[] =>
    filterErrors(filter, { names }, field);
const labels = filterOf('label');

function sourceCodeErrors(settings: TeamSettings): UserError[] {
  const pattern = patternError(settings.releasePattern);
  return [
    ...filterOf(...repositoryProperties)(settings.repositories, ['repositories']),
    ...filterOf('branch')(settings.destinationBranches, ['destinationBranches']),
    ...labels(settings.excludedChanges, ['excludedChanges']),
    ...labels(settings.deployingChanges, ['deployingChanges']),
    ...(pattern ? [{ ...pattern, field: ['releasePattern'] }] : []),
  ];
}

function namesErrors(names: readonly string[], field: readonly string[]): UserError[] {
  const isWrong = names.length > MOST_NAMES || names.some((name) => name.trim() === '');
  const message = `Give at most ${MOST_NAMES} names, none of them blank.`;
  return errorIf(isWrong, 'INVALID_NAMES', field, message);
}

const isPoints = (value: number) => Number.isInteger(value) && value >= 0;

function featureErrors({ types, simple, medium, complexMin }: FeatureSettings): UserError[] {
  const field = ['issueManagement', 'features'];
  const edges = [simple.min, simple.max, medium.min, medium.max, complexMin];
  const follows =
    edges.every(isPoints) &&
    simple.min <= simple.max &&
    medium.min === simple.max + 1 &&
    medium.min <= medium.max &&
    complexMin === medium.max + 1;
  const message =
    'Give whole points that follow each other without gap or overlap, such as simple 1 to 3, medium 4 to 6, complex from 7.';
  return [
    ...namesErrors(types, [...field, 'types']),
    ...errorIf(!follows, 'INVALID_FEATURE_POINTS', field, message),
  ];
}

function bugErrors({ types, critical, major, minor }: BugSettings): UserError[] {
  const field = ['issueManagement', 'bugs'];
  const buckets = Object.entries({ critical, major, minor });
  const priorities = buckets.flatMap(([bucket, names]) =>
    names.map((name, index) => ({ name, path: [...field, bucket, String(index)] })),
  );
  return [
    ...namesErrors(types, [...field, 'types']),
    ...buckets.flatMap(([bucket, names]) => namesErrors(names, [...field, bucket])),
    ...repeated(priorities, ({ name }) => folded(name)).map((index) => ({
      code: 'DUPLICATE_PRIORITY',
      field: priorities[index]!.path,
      message: `The priority "${priorities[index]!.name}" stands before: name each in one place.`,
    })),
  ];
}

function alignmentErrors(alignment: IssueManagementSettings['alignment']): UserError[] {
  const field = ['issueManagement', 'alignment'];
  const twice = repeated(alignment, ({ category }) => category).map((index) => ({
    code: 'DUPLICATE_CATEGORY',
    field: [...field, String(index), 'category'],
    message: 'The category stands before: give all its filters there.',
  }));
  const inner = alignment.flatMap(({ filters, goal }, index) => {
    const path = [...field, String(index), 'filters'];
    const isMany = filters.length > MOST_FILTERS;
    return [
      ...errorIf(isMany, 'TOO_MANY_FILTERS', path, `Give at most ${MOST_FILTERS} filters.`),
      ...filters.flatMap((filter, at) =>
        filterErrors(filter, workItemProperties, [...path, String(at)]),
      ),
      ...goalErrors(goal, [...field, String(index), 'goal']),
    ];
  });
  return [...twice, ...inner];
}

const projects: FilterProperties = {
  names: ['project', 'label', 'sprint', 'component', 'parent'],
  fields: true,
};

function issueManagementErrors({ issueManagement: settings }: TeamSettings): UserError[] {
  const field = (part: string) => ['issueManagement', part];
  return [
    ...filterErrors(settings.projects, projects, field('projects')),
    ...filterOf('label', 'type', 'priority')(settings.incidents, field('incidents')),
    ...alignmentErrors(settings.alignment),
    ...featureErrors(settings.features),
    ...bugErrors(settings.bugs),
    ...namesErrors(settings.activeStatuses, field('activeStatuses')),
    ...namesErrors(settings.terminatedStatuses, field('terminatedStatuses')),
  ];
}

const pipelines = filterOf(
  ...['service', 'infrastructure', 'environment', 'tag', 'pipeline', 'project', 'organization'],
);

const pipelineErrors = ({ pipelines: { scope, success, failure } }: TeamSettings): UserError[] => [
  ...pipelines(scope, ['pipelines', 'scope']),
  ...filterErrors(success, { names: ['status'] }, ['pipelines', 'success']),
  ...filterErrors(failure, { names: ['status', 'rollback'] }, ['pipelines', 'failure']),
];

const incidents: FilterProperties = {
  names: ['group', 'priority', 'severity', 'service', 'urgency'],
  fields: true,
};

const incidentErrors = ({ incidentManagement }: TeamSettings): UserError[] =>
  (['incidents', 'changeRequests'] as const).flatMap((part) =>
    filterErrors(incidentManagement[part], incidents, ['incidentManagement', part]),
  );

const errorsOf: Readonly<Record<SettingsSection, (settings: TeamSettings) => UserError[]>> = {
  SOURCE_CODE: sourceCodeErrors,
  ISSUE_MANAGEMENT: issueManagementErrors,
  PIPELINES: pipelineErrors,
  INCIDENT_MANAGEMENT: incidentErrors,
};

/**
 * Returns why these sections of settings cannot be saved, with paths into the settings; empty if
 * they can.
 */
export const settingsErrors = (
  settings: TeamSettings,
  sections: readonly SettingsSection[] = settingsSections,
): UserError[] => sections.flatMap((section) => errorsOf[section](settings));
