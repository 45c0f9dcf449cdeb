import { z } from 'zod';
import type { ChangeRequestFact, IncidentFact, PipelineRunFact } from '../../model/delivery.js';
import type { Instant } from '../../model/time.js';
import {
  address,
  anyName,
  customFields,
  list,
  name,
  orNull,
  person,
  text,
  whole,
} from './fields.js';
import { past } from './instants.js';

const artifact = z.strictObject({ location: name, name, qualifier: anyName.default('') });

const placed = {
  project: orNull(name),
  organization: orNull(name),
  repository: orNull(name),
  branch: orNull(name),
  commits: list(name),
  services: list(name),
  environment: orNull(name),
  environmentType: orNull(z.enum(['PRODUCTION', 'PRE_PRODUCTION'])),
  infrastructure: orNull(name),
  tags: list(name),
  artifactsIn: list(artifact),
  artifactsOut: list(artifact),
};

export const pipelineRunForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      pipeline: name,
      kinds: z
        .array(z.enum(['CI', 'CD']))
        .min(1, 'Say whether it builds (CI), deploys (CD), or both.'),
      number: orNull(name),
      run: name.optional(),
      attempt: whole.default(1),
      parent: orNull(name),
      ...placed,
      status: z.enum(['QUEUED', 'RUNNING', 'SUCCESS', 'FAILURE', 'ABORTED', 'SKIPPED']),
      statusName: name.optional(),
      rollback: z.boolean().default(false),
      startedAt: orNull(past(now)),
      endedAt: orNull(past(now)),
      triggeredBy: orNull(person),
      url: orNull(address),
    })
    .refine(
      ({ startedAt, endedAt }) => startedAt === null || endedAt === null || endedAt >= startedAt,
      {
        path: ['endedAt'],
        message: 'It ended before it started: mend the instants.',
      },
    )
    .transform(
      (told): PipelineRunFact => ({
        ...told,
        run: told.run ?? told.id,
        statusName: told.statusName ?? told.status,
        commits: told.commits.map((hash) => hash.toLowerCase()),
      }),
    );

const ticket = (now: Instant) => ({
  id: name,
  updatedAt: past(now),
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
interface Ended {
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
}
const inOrder = {
  holds: ({ createdAt, resolvedAt, closedAt }: Ended): boolean =>
    (resolvedAt ?? createdAt) >= createdAt && (closedAt ?? createdAt) >= createdAt,
  otherwise: {
    path: ['resolvedAt'],
    message: 'It ended before it was created: mend the instants.',
  },
};

export const incidentForm = (now: Instant) =>
  z
    .strictObject({
      ...ticket(now),
      labels: list(name),
      repository: orNull(name),
      causedBy: list(name),
      fixedBy: list(name),
    })
    .refine(inOrder.holds, inOrder.otherwise)
    .transform((told): IncidentFact => told);

export const changeRequestForm = (now: Instant) =>
  z
    .strictObject(ticket(now))
    .refine(inOrder.holds, inOrder.otherwise)
    .transform((told): ChangeRequestFact => told);
