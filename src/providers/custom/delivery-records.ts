import { z } from 'zod';
import type {
  ChangeRequestFact,
  IncidentFact,
  PipelineRunFact,
} from '../../model/facts/delivery.js';
import type { Clock } from '../../model/time.js';
import {
  address,
  anyName,
  choice,
  customFields,
  list,
  name,
  orNull,
  part,
  person,
  text,
  whole,
  worded,
  yesOrNo,
} from './fields.js';
import { follows, notBefore, past, record } from './instants.js';

const MISSING_KINDS = 'Say whether it builds (CI), deploys (CD), or both.';
export const artifact = part('Artifact', { location: name, name, qualifier: anyName.default('') });

const kinds = worded(
  z
    .array(choice(['CI', 'CD']))
    .min(1, MISSING_KINDS)
    .max(10, MISSING_KINDS),
  { type: 'list of `CI`, `CD`', limit: '1 to 10' },
);

const placed = {
  project: orNull(name),
  organization: orNull(name),
  repository: orNull(name),
  branch: orNull(name),
  commits: list(name),
  services: list(name),
  environment: orNull(name),
  environmentType: orNull(choice(['PRODUCTION', 'PRE_PRODUCTION'])),
  infrastructure: orNull(name),
  tags: list(name),
  artifactsIn: list(artifact),
  artifactsOut: list(artifact),
};

export const pipelineRunForm = (now: Clock) =>
  record(now, {
    pipeline: name,
    kinds,
    number: orNull(name),
    run: name.optional(),
    attempt: whole.default(1),
    parent: orNull(name),
    ...placed,
    status: choice(['QUEUED', 'RUNNING', 'SUCCESS', 'FAILURE', 'ABORTED', 'SKIPPED']),
    statusName: name.optional(),
    rollback: yesOrNo.default(false),
    startedAt: orNull(past(now)),
    endedAt: orNull(past(now)),
    triggeredBy: orNull(person),
    url: orNull(address),
  })
    .refine(({ startedAt, endedAt }) => startedAt === null || follows(startedAt, endedAt), {
      path: ['endedAt'],
      message: 'It ended before it started: correct the instants.',
    })
    .transform(
      (reported): PipelineRunFact => ({
        ...reported,
        run: reported.run ?? reported.id,
        statusName: reported.statusName ?? reported.status,
        commits: reported.commits.map((hash) => hash.toLowerCase()),
        endedAt:
          reported.startedAt === null
            ? reported.endedAt
            : notBefore(reported.startedAt, reported.endedAt),
      }),
    );

const ticket = (now: Clock) => ({
  key: name,
  title: text,
  status: name,
  priority: orNull(name),
  severity: orNull(name),
  urgency: orNull(name),
  assignmentGroup: orNull(name),
  service: orNull(name),
  owner: orNull(person),
  createdAt: past(now),
  resolvedAt: orNull(past(now)),
  closedAt: orNull(past(now)),
  customFields,
  url: orNull(address),
});
type Ended = Pick<ChangeRequestFact, 'createdAt' | 'resolvedAt' | 'closedAt'>;
/** Moves an end before the beginning, caused by the skew of a clock, to the beginning. */
const inTime = <Reported extends Ended>(reported: Reported): Reported => ({
  ...reported,
  resolvedAt: notBefore(reported.createdAt, reported.resolvedAt),
  closedAt: notBefore(reported.createdAt, reported.closedAt),
});
const inOrder = {
  holds: ({ createdAt, resolvedAt, closedAt }: Ended): boolean =>
    follows(createdAt, resolvedAt) && follows(createdAt, closedAt),
  otherwise: {
    path: ['resolvedAt'],
    message: 'It ended before it was created: correct the instants.',
  },
};

export const incidentForm = (now: Clock) =>
  record(now, {
    ...ticket(now),
    labels: list(name),
    repository: orNull(name),
    causedBy: list(name),
    fixedBy: list(name),
  })
    .refine(inOrder.holds, inOrder.otherwise)
    .transform((reported): IncidentFact => inTime(reported));

export const changeRequestForm = (now: Clock) =>
  record(now, ticket(now))
    .refine(inOrder.holds, inOrder.otherwise)
    .transform((reported): ChangeRequestFact => inTime(reported));
