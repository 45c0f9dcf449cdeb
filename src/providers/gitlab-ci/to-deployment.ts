import type { PipelineRunFact, RunStatus } from '../../model/facts/delivery.js';
import { personOf } from '../gitlab-api/person.js';
import { nameOf } from '../names.js';
import { environmentTypeOf, isRollback } from '../run-naming.js';
import { deploymentId, jobId } from './ids.js';
import { hasEnded, statusOf } from './outcome.js';
import { branchOf, placed } from './to-runs.js';
import type { CiBody, WireDeployment } from './wire.js';

/** Tiers that are surely no production; `other` says nothing. */
const otherTiers: readonly (string | null)[] = ['staging', 'testing', 'development'];

/** The instants of its job; a deployment that another tool reported has its own alone. */
function timesOf(wire: WireDeployment, status: RunStatus) {
  const { deployable: job, created_at: created, updated_at: updated } = wire;
  const isBegun = status !== 'QUEUED' && status !== 'SKIPPED';
  const startedAt = isBegun ? (job?.started_at ?? created) : null;
  if (!hasEnded(status)) return { startedAt, endedAt: null };
  return { startedAt, endedAt: job?.finished_at ?? updated ?? created };
}

/** Maps a deployment as a run below its job that deploys its commit to its environment. */
export function toDeployment(
  body: CiBody,
  wire: WireDeployment,
  tier: string | null,
): PipelineRunFact {
  const { place, naming, project } = body;
  const { environment, deployable: job } = wire;
  const status = statusOf(wire.status);
  const id = deploymentId(place, wire.id);
  const name = environment ? nameOf(environment.name) : null;
  const flags = { isProduction: tier === 'production', isTransient: otherTiers.includes(tier) };
  return {
    ...placed(body),
    ...timesOf(wire, status),
    id,
    updatedAt: wire.updated_at ?? wire.created_at,
    pipeline: nameOf(`${job?.name ?? project.path} to ${name ?? 'nowhere'}`),
    kinds: ['CD'],
    number: wire.iid ? String(wire.iid) : null,
    run: id,
    attempt: 1,
    parent: job ? jobId(place, job.id) : null,
    branch: branchOf(wire.ref, job?.tag === true),
    commits: [wire.sha.toLowerCase()],
    status,
    statusName: nameOf(wire.status),
    rollback: isRollback([job?.name ?? null]),
    environment: name,
    environmentType: name === null ? null : environmentTypeOf({ name, ...flags }, naming),
    tags: [],
    triggeredBy: wire.user ? personOf(body, wire.user) : null,
    url: job?.web_url ?? null,
  };
}
