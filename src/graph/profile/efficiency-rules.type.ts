import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type {
  EfficiencyConfig,
  EventSource,
  FailureMethod,
  FailureSource,
  IncidentState,
  PhaseEvent,
  PhaseKey,
} from '../../model/profile/profile.js';
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
  @Field(() => EventSourceEnum, { description: 'What reports it.' })
  source!: EventSource;

  @Field(() => PhaseEventEnum, { description: 'What happens.' })
  event!: PhaseEvent;

  @Field(() => String, {
    nullable: true,
    description:
      'The status in the words of the tool, whatever its case; for TICKET_STATUS, and for nothing else.',
  })
  status?: string | null;
}

const PHASE = { description: 'One part of lead time.' };
@ObjectType(PHASE)
@InputType('PhaseInput', PHASE)
export class Phase {
  @Field(() => PhaseKeyEnum, { description: 'Which part.' })
  key!: PhaseKey;

  @Field(() => Boolean, { defaultValue: true, description: 'Does it count?' })
  enabled!: boolean;

  @Field(() => PhaseEdge, { description: 'What begins it.' })
  start!: PhaseEdge;

  @Field(() => PhaseEdge, { description: 'What ends it; best what begins the next.' })
  end!: PhaseEdge;
}

const FAILURES = { description: 'How the change failure rate is measured.' };
@ObjectType(FAILURES)
@InputType('ChangeFailureRulesInput', FAILURES)
export class ChangeFailureRules {
  @Field(() => FailureSourceEnum, {
    defaultValue: 'INCIDENT_MANAGEMENT',
    description: 'What reports failures.',
  })
  source!: FailureSource;

  @Field(() => FailureMethodEnum, {
    defaultValue: 'LINKED',
    description: 'How incidents become failures.',
  })
  method!: FailureMethod;

  @Field(() => Int, {
    defaultValue: 7,
    description: 'How many days after its end a deployment can be blamed.',
  })
  attributionWindowDays!: number;

  @Field(() => IncidentStateEnum, {
    defaultValue: 'CREATED',
    description:
      'Which event counts an incident of the incident tool. LINKED: those that it has not come to blame nothing; RATIO: they count when it came.',
  })
  incidentState!: IncidentState;
}

const RESTORE = { description: 'How the mean time to restore is measured.' };
@ObjectType(RESTORE)
@InputType('RestoreRulesInput', RESTORE)
export class RestoreRules {
  @Field(() => RestoreSourceEnum, {
    defaultValue: 'INCIDENT_MANAGEMENT',
    description: 'What reports incidents.',
  })
  source!: EfficiencyConfig['meanTimeToRestore']['source'];

  @Field(() => RestoreStateEnum, {
    defaultValue: 'CLOSED_AND_RESOLVED',
    description: 'Which state ends them.',
  })
  resolveOn!: EfficiencyConfig['meanTimeToRestore']['resolveOn'];

  @Field(() => IncludedIncidentsEnum, {
    defaultValue: 'ALL',
    description: 'Which of those that ended in the range of a question count.',
  })
  includeIncidents!: EfficiencyConfig['meanTimeToRestore']['includeIncidents'];
}

const SPRINTS = { description: 'How sprints are measured.' };
@ObjectType(SPRINTS)
@InputType('SprintRulesInput', SPRINTS)
export class SprintRules {
  @Field(() => SprintComputationModeEnum, {
    defaultValue: 'STORY_POINTS',
    description: 'In points or in items.',
  })
  computationMode!: EfficiencyConfig['sprints']['computationMode'];

  @Field(() => Int, {
    defaultValue: 0,
    description: 'How many days before its start work counts as planned and done in it.',
  })
  startGraceDays!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'How many days after its end work still counts as done in it.',
  })
  endGraceDays!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Does a rise of an estimate count as churn?',
  })
  includeEstimateIncreases!: boolean;
}
