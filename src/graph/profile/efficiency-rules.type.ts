import { InputType, Int, ObjectType } from 'type-graphql';
import type {
  EfficiencyConfig,
  EventSource,
  FailureMethod,
  FailureSource,
  IncidentState,
  PhaseEvent,
  PhaseKey,
} from '../../model/profile/profile.js';
import { NonNull, Nullable } from '../field.js';
import { PhaseKeyEnum } from './profile.enums.js';
import {
  EventSourceEnum,
  FailureMethodEnum,
  FailureSourceEnum,
  IncidentStateEnum,
  IncludedIncidentsEnum,
  PhaseEventEnum,
  RestoreSourceEnum,
  RestoreStateEnum,
  SprintComputationModeEnum,
} from './rule.enums.js';

const EDGE = { description: 'What begins or ends a phase, and what reports it.' };
@ObjectType(EDGE)
@InputType('PhaseEdgeInput', EDGE)
export class PhaseEdge {
  @NonNull(() => EventSourceEnum, 'What reports it.')
  source!: EventSource;

  @NonNull(() => PhaseEventEnum, 'What happens.')
  event!: PhaseEvent;

  @Nullable(
    () => String,
    'The status in the words of the tool, whatever its case; for TICKET_STATUS, and for nothing else.',
  )
  status?: string | null;
}

const PHASE = { description: 'One part of lead time.' };
@ObjectType(PHASE)
@InputType('PhaseInput', PHASE)
export class Phase {
  @NonNull(() => PhaseKeyEnum, 'Which part.')
  key!: PhaseKey;

  @NonNull(() => Boolean, 'Does it count?', { defaultValue: true })
  enabled!: boolean;

  @NonNull(() => PhaseEdge, 'What begins it.')
  start!: PhaseEdge;

  @NonNull(() => PhaseEdge, 'What ends it; best what begins the next.')
  end!: PhaseEdge;
}

const FAILURES = { description: 'How the change failure rate is measured.' };
@ObjectType(FAILURES)
@InputType('ChangeFailureRulesInput', FAILURES)
export class ChangeFailureRules {
  @NonNull(() => FailureSourceEnum, 'What reports failures.', {
    defaultValue: 'INCIDENT_MANAGEMENT',
  })
  source!: FailureSource;

  @NonNull(() => FailureMethodEnum, 'How incidents become failures.', { defaultValue: 'LINKED' })
  method!: FailureMethod;

  @NonNull(() => Int, 'How many days after its end a deployment can be blamed.', {
    defaultValue: 7,
  })
  attributionWindowDays!: number;

  @NonNull(
    () => IncidentStateEnum,
    'Which event counts an incident of the incident tool. LINKED: those that it has not come to blame nothing; RATIO: they count when it came.',
    { defaultValue: 'CREATED' },
  )
  incidentState!: IncidentState;
}

const RESTORE = { description: 'How the mean time to restore is measured.' };
@ObjectType(RESTORE)
@InputType('RestoreRulesInput', RESTORE)
export class RestoreRules {
  @NonNull(() => RestoreSourceEnum, 'What reports incidents.', {
    defaultValue: 'INCIDENT_MANAGEMENT',
  })
  source!: EfficiencyConfig['meanTimeToRestore']['source'];

  @NonNull(() => RestoreStateEnum, 'Which state ends them.', {
    defaultValue: 'CLOSED_AND_RESOLVED',
  })
  resolveOn!: EfficiencyConfig['meanTimeToRestore']['resolveOn'];

  @NonNull(
    () => IncludedIncidentsEnum,
    'Which of those that ended in the range of a question count.',
    { defaultValue: 'ALL' },
  )
  includeIncidents!: EfficiencyConfig['meanTimeToRestore']['includeIncidents'];
}

const SPRINTS = { description: 'How sprints are measured.' };
@ObjectType(SPRINTS)
@InputType('SprintRulesInput', SPRINTS)
export class SprintRules {
  @NonNull(() => SprintComputationModeEnum, 'In points or in items.', {
    defaultValue: 'STORY_POINTS',
  })
  computationMode!: EfficiencyConfig['sprints']['computationMode'];

  @NonNull(() => Int, 'How many days before its start work counts as planned and done in it.', {
    defaultValue: 0,
  })
  startGraceDays!: number;

  @NonNull(() => Int, 'How many days after its end work still counts as done in it.', {
    defaultValue: 0,
  })
  endGraceDays!: number;

  @NonNull(() => Boolean, 'Does a rise of an estimate count as churn?', { defaultValue: false })
  includeEstimateIncreases!: boolean;
}
