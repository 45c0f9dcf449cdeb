import type {
  BusinessAlignmentConfig,
  EffortUnit,
  FetchScope,
} from '../../model/profile/alignment-profile.js';
import type {
  EndState,
  EventSource,
  FailureMethod,
  FailureSource,
  IncidentState,
  IncludedIncidents,
  PhaseEvent,
} from '../../model/profile/profile.js';
import { enumOf } from '../enums.js';

export const EventSourceEnum = enumOf<EventSource>('EventSource', 'What reports an event.', {
  ISSUE_MANAGEMENT: 'Work items.',
  SOURCE_CODE_MANAGEMENT: 'Commits, pull requests and releases.',
  CONTINUOUS_INTEGRATION: 'Builds.',
  CONTINUOUS_DEPLOYMENT: 'Deployments to production.',
});

export const PhaseEventEnum = enumOf<PhaseEvent>('PhaseEvent', 'What begins or ends a phase.', {
  TICKET_CREATED: 'The work item was created.',
  TICKET_TO_DO: 'It was first to be done.',
  TICKET_IN_PROGRESS: 'It was first in progress.',
  TICKET_DONE: 'It was last done.',
  TICKET_STATUS: 'It first entered the status that is named.',
  FIRST_COMMIT_CREATED: 'The first commit that is no merge was written.',
  LAST_COMMIT_CREATED: 'The last one was written.',
  FIRST_PR_CREATED: 'The first pull request was opened.',
  LAST_PR_CREATED: 'The last one was opened.',
  FIRST_PR_COMMENT: 'Somebody commented first.',
  LAST_PR_COMMENT: 'Somebody commented last.',
  FIRST_PR_APPROVAL: 'Somebody approved first.',
  LAST_PR_APPROVAL: 'Somebody approved last.',
  FIRST_PR_MERGED: 'The first pull request was merged.',
  LAST_PR_MERGED: 'The last one was merged.',
  FIRST_CI_EXECUTION: 'The first build ended.',
  LAST_CI_EXECUTION: 'The last build ended.',
  FIRST_CD_EXECUTION: 'The first deployment to production ended.',
  LAST_CD_EXECUTION: 'The last one ended.',
  RELEASED: 'The first release or deployment that contains it.',
});

export const DeploymentEventTimeEnum = enumOf<'STARTED' | 'COMPLETED'>(
  'DeploymentEventTime',
  'Which instant of a deployment counts.',
  { STARTED: 'When it began.', COMPLETED: 'When it ended.' },
);

export const ChangeRequestStateEnum = enumOf<EndState>(
  'ChangeRequestState',
  'Which change requests are deployments, and when.',
  {
    CLOSED: 'Those closed, when they were.',
    RESOLVED: 'Those resolved, when they were.',
    UPDATED: 'All, when they were last updated.',
    CLOSED_AND_RESOLVED: 'Those closed or resolved, when they were resolved, else closed.',
  },
);

export const FailureSourceEnum = enumOf<FailureSource>('FailureSource', 'What reports failures.', {
  CONTINUOUS_DEPLOYMENT: 'Deployments that fail or are rolled back.',
  ISSUE_MANAGEMENT: 'Work items that are production incidents.',
  INCIDENT_MANAGEMENT: 'Incidents of the incident tool.',
});

export const FailureMethodEnum = enumOf<FailureMethod>(
  'FailureMethod',
  'How incidents become failures.',
  {
    LINKED: 'Deployments that incidents blame, each once.',
    RATIO: 'Incidents over deployments, which may exceed 1.',
  },
);

export const IncidentStateEnum = enumOf<IncidentState>(
  'IncidentState',
  'Which event of an incident of the incident tool counts it.',
  {
    CREATED: 'Every incident, when it was created.',
    UPDATED:
      'Every incident, when the tool last changed anything of it: with each change it moves on.',
    CLOSED: 'Those that were closed, when they were.',
    RESOLVED: 'Those that were resolved, closed since or not, when they were.',
    CLOSED_AND_RESOLVED:
      'Those whose status is closed or resolved, when they were resolved, else closed.',
  },
);

export const RestoreSourceEnum = enumOf<Exclude<FailureSource, 'CONTINUOUS_DEPLOYMENT'>>(
  'RestoreSource',
  'What reports incidents and their ends.',
  {
    ISSUE_MANAGEMENT: 'Work items that are production incidents.',
    INCIDENT_MANAGEMENT: 'Incidents of the incident tool.',
  },
);

export const RestoreStateEnum = enumOf<Exclude<EndState, 'UPDATED'>>(
  'RestoreState',
  'Which state ends an incident.',
  {
    CLOSED: 'Closed.',
    RESOLVED: 'Resolved.',
    CLOSED_AND_RESOLVED: 'Resolved, else closed.',
  },
);

export const IncludedIncidentsEnum = enumOf<IncludedIncidents>(
  'IncludedIncidents',
  'Which of the incidents that ended in a range count in it.',
  {
    ALL: 'All, whenever they were created.',
    CREATED_IN_RANGE: 'Those created in it too; the others are excluded as CREATED_BEFORE_RANGE.',
  },
);

export const SprintComputationModeEnum = enumOf<'STORY_POINTS' | 'WORK_ITEM_COUNT'>(
  'SprintComputationMode',
  'In what sprints are measured.',
  { STORY_POINTS: 'In story points.', WORK_ITEM_COUNT: 'In work items.' },
);

export const PullRequestStartEnum = enumOf<'FIRST_COMMIT' | 'PR_OPENED'>(
  'PullRequestStart',
  'Where the cycle time of a pull request begins.',
  { FIRST_COMMIT: 'At its first commit, if that was earlier.', PR_OPENED: 'When it was opened.' },
);

export const CompletionBasisEnum = enumOf<'CREATED' | 'FIRST_ACTIVE'>(
  'CompletionBasis',
  'Where the time to complete a work item begins.',
  { CREATED: 'When it was created.', FIRST_ACTIVE: 'When it was first in an active status.' },
);

export const FetchScopeEnum = enumOf<FetchScope>(
  'FetchScope',
  'Which relatives of a matching work item a category takes with it.',
  {
    MATCH_ONLY: 'None.',
    PARENT_AND_ALL_DESCENDANTS: 'All below it.',
    LEAF_DESCENDANTS_ONLY: 'Those at the bottom below it, in its place.',
    EPIC_AND_ALL_DESCENDANTS: 'Its epic and all below that.',
    PARENT_AND_IMMEDIATE_CHILDREN: 'Those directly below it.',
  },
);

export const EffortUnitEnum = enumOf<EffortUnit>('EffortUnit', 'In what effort is measured.', {
  TICKET_COUNT: 'In work items.',
  STORY_POINTS: 'In story points.',
  TICKET_TIME_SPENT: 'In time in progress.',
});

export const EffortCalculationEnum = enumOf<BusinessAlignmentConfig['effortCalculation']>(
  'EffortCalculation',
  'How effort is added up.',
  { ABSOLUTE: 'As it is.', FTE: 'So that the effort of each developer adds up to one.' },
);

export const EffortAttributionEnum = enumOf<BusinessAlignmentConfig['effortAttribution']>(
  'EffortAttribution',
  'Whose effort a work item is.',
  {
    CURRENT_ASSIGNEE: 'That of the one who has it last.',
    CURRENT_AND_PREVIOUS_ASSIGNEES: 'That of all who had it, by their time in progress.',
  },
);
