import type { RepositoryFact } from '../../model/facts/code.js';
import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Reservation } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { type WireProject, wireProject } from '../gitlab-api/projects.js';
import type { GoneBody } from '../gitlab-api/reading/sweep.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryId } from './ids.js';
import { isKnownStatus } from './outcome.js';
import { toDeployment } from './to-deployment.js';
import { toJobs, toPipeline } from './to-runs.js';
import {
  type CiBody,
  type DeploymentNode,
  type PipelineNode,
  wireDeployment,
  wireJob,
  wirePipeline,
} from './wire.js';

const toRepository =
  (place: string, readAt: Instant) =>
  (wire: WireProject): RepositoryFact => ({
    id: repositoryId(place, wire.id),
    updatedAt: readAt,
    name: wire.path_with_namespace,
    url: wire.web_url,
    defaultBranch: wire.default_branch ?? null,
  });

const projects = (
  { place, nodes }: Pick<CiBody, 'place' | 'nodes'>,
  records: Records,
  readAt: Instant,
) => ({
  REPOSITORY: records.readAll(wireProject, nodes, 'PROJECT').map(toRepository(place, readAt)),
});

/** Returns a pipeline with its jobs, and those below it. */
const pipelineFacts = (
  body: CiBody,
  { pipeline, jobs, children }: PipelineNode,
  parent: number | null,
  records: Records,
): PipelineRunFact[] =>
  records.read(wirePipeline, pipeline, 'PIPELINE').flatMap((wire) => {
    const read = records.readAll(wireJob, jobs ?? [], 'JOB');
    const below = children.flatMap((child) => pipelineFacts(body, child, wire.id, records));
    return [toPipeline(body, wire, read, parent), ...toJobs(body, wire, read), ...below];
  });

/** Words that GitLab added later wait until somebody says what they mean. */
const reservationsOf = (facts: readonly PipelineRunFact[]): Reservation[] =>
  facts.flatMap(({ statusName: name }) =>
    isKnownStatus(name) ? [] : [{ reason: 'status that is not known', name }],
  );

function runs(facts: readonly PipelineRunFact[], readAt: Instant): MappedFacts {
  const reservations = reservationsOf(facts);
  // Other settings and other names of projects change runs without moving GitLab's dates.
  const mapped = { PIPELINE_RUN: facts, readAt };
  return reservations.length > 0 ? { ...mapped, reservations } : mapped;
}

const pipelines = (body: CiBody, records: Records, readAt: Instant) =>
  runs(
    (body.nodes as readonly PipelineNode[]).flatMap((node) =>
      pipelineFacts(body, node, null, records),
    ),
    readAt,
  );

const deployments = (body: CiBody, records: Records, readAt: Instant) =>
  runs(
    (body.nodes as readonly DeploymentNode[]).flatMap(({ deployment, tier }) =>
      records
        .read(wireDeployment, deployment, 'DEPLOYMENT')
        .map((wire) => toDeployment(body, wire, tier)),
    ),
    readAt,
  );

const gone = ({ tombstones, at }: GoneBody): MappedFacts => ({
  tombstones: tombstones.map((one) => ({ ...one, updatedAt: at })),
});

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['projects', projects],
  ['pipelines', pipelines],
  ['deployments', deployments],
  ['gone', gone],
]);

/** Maps a page of GitLab's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = mappers.get(kind);
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, fetchedAt);
  return { ...facts, ...records.dropped };
}
