import fc from 'fast-check';
import { fivePhasesPreset, sourceCodePreset } from '../../src/model/profile/default-profile.js';
import type {
  EfficiencyConfig,
  EventSource,
  Phase,
  PhaseEvent,
} from '../../src/model/profile/profile.js';

const code: EventSource = 'SOURCE_CODE_MANAGEMENT';
const phase = (
  key: Phase['key'],
  start: PhaseEvent,
  end: PhaseEvent,
  source: EventSource,
): Phase => ({
  key,
  enabled: true,
  start: { source: code, event: start },
  end: { source, event: end },
});

/** Coding, review, build and deployment of merged pull requests. */
export const pullRequestPhases: readonly Phase[] = [
  phase('CODING', 'FIRST_COMMIT_CREATED', 'FIRST_PR_CREATED', code),
  phase('REVIEW', 'FIRST_PR_CREATED', 'LAST_PR_MERGED', code),
  phase('BUILD', 'LAST_PR_MERGED', 'FIRST_CI_EXECUTION', 'CONTINUOUS_INTEGRATION'),
  phase('DEPLOYMENT', 'LAST_PR_MERGED', 'LAST_CD_EXECUTION', 'CONTINUOUS_DEPLOYMENT'),
];

/** From one status to another, and on to the merge. */
const statusPhases: readonly Phase[] = [
  {
    ...{ key: 'PLANNING', enabled: true },
    start: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_STATUS', status: 'To Do' },
    end: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_STATUS', status: 'in progress' },
  },
  {
    ...{ key: 'CODING', enabled: true },
    start: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_STATUS', status: 'In Progress' },
    end: { source: code, event: 'LAST_PR_MERGED' },
  },
];

const anyLeadTime = fc.record({
  phases: fc.constantFrom(
    sourceCodePreset.leadTime.phases,
    fivePhasesPreset.leadTime.phases,
    pullRequestPhases,
    statusPhases,
  ),
  workScope: fc.constantFrom('ALL_COMPLETED_WORK' as const, 'ONLY_DEPLOYED_WORK' as const),
  workflowOrder: fc.constantFrom('ENFORCE' as const, 'ALLOW_EXCEPTIONS' as const),
});

const anySprintRules = fc.record({
  computationMode: fc.constantFrom('STORY_POINTS' as const, 'WORK_ITEM_COUNT' as const),
  startGraceDays: fc.constantFrom(0, 2),
  endGraceDays: fc.constantFrom(0, 1),
  includeEstimateIncreases: fc.boolean(),
});

/** Every source, method and unit that an efficiency profile can name. */
export const anyEfficiency: fc.Arbitrary<EfficiencyConfig> = fc
  .record({
    leadTime: anyLeadTime,
    sprints: anySprintRules,
    deploymentFrequency: fc.record({
      source: fc.constantFrom(
        'CONTINUOUS_DEPLOYMENT' as const,
        'ISSUE_MANAGEMENT_RELEASES' as const,
        'PULL_REQUEST_MERGES' as const,
        'CHANGE_REQUESTS' as const,
        'SOURCE_CODE_RELEASES' as const,
      ),
      perService: fc.boolean(),
      eventTime: fc.constantFrom('STARTED' as const, 'COMPLETED' as const),
      changeRequests: fc.constantFrom(
        'CLOSED' as const,
        'RESOLVED' as const,
        'UPDATED' as const,
        'CLOSED_AND_RESOLVED' as const,
      ),
    }),
    changeFailureRate: fc.record({
      source: fc.constantFrom(
        'CONTINUOUS_DEPLOYMENT' as const,
        'ISSUE_MANAGEMENT' as const,
        'INCIDENT_MANAGEMENT' as const,
      ),
      method: fc.constantFrom('LINKED' as const, 'RATIO' as const),
      attributionWindowDays: fc.constantFrom(1, 7, 90),
      incidentState: fc.constantFrom(
        'CREATED' as const,
        'UPDATED' as const,
        'CLOSED' as const,
        'RESOLVED' as const,
        'CLOSED_AND_RESOLVED' as const,
      ),
    }),
    meanTimeToRestore: fc.record({
      source: fc.constantFrom('ISSUE_MANAGEMENT' as const, 'INCIDENT_MANAGEMENT' as const),
      resolveOn: fc.constantFrom(
        'CLOSED' as const,
        'RESOLVED' as const,
        'CLOSED_AND_RESOLVED' as const,
      ),
      includeIncidents: fc.constantFrom('ALL' as const, 'CREATED_IN_RANGE' as const),
    }),
  })
  .map((config) => ({ ...sourceCodePreset, ...config }));
