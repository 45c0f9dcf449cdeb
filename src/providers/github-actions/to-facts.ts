import type { RepositoryFact } from '../../model/facts/code.js';
import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { nameOf } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryId } from './ids.js';
import { toDeployment } from './to-deployment.js';
import { toJob, toRun } from './to-runs.js';
import {
  type ActionsPage,
  type AttemptNode,
  type DeploymentNode,
  type DeploymentsPage,
  type RepositoriesPage,
  type RunsPage,
  type WireRepository,
  wireDeployment,
  wireJob,
  wireRepository,
  wireRun,
  wireStatus,
} from './wire.js';

/** An attempt with its jobs. A name may have passed to another repository, whose runs are none of these. */
const attemptFacts = (page: ActionsPage, node: AttemptNode, records: Records): PipelineRunFact[] =>
  records.read(wireRun, node.run, 'RUN').flatMap((run) => {
    if (run.repository.id !== page.repository.id) return records.drop('OTHER_REPOSITORY');
    const jobs = records.readAll(wireJob, node.jobs ?? [], 'JOB');
    return [toRun(page, run, jobs), ...jobs.map((job) => toJob(page, run, job))];
  });

function deploymentFacts(page: ActionsPage, node: DeploymentNode, records: Records) {
  const [deployment] = records.read(wireDeployment, node.deployment, 'DEPLOYMENT');
  const [statuses] = records.read(wireStatus.array(), node.statuses, 'DEPLOYMENT_STATUS');
  return deployment && statuses ? [toDeployment(page, deployment, statuses)] : [];
}

const toRepository = (host: string, wire: WireRepository, updatedAt: Instant): RepositoryFact => ({
  id: repositoryId(host, wire.id),
  updatedAt,
  name: nameOf(wire.full_name),
  url: wire.html_url,
  defaultBranch: wire.default_branch,
});

interface GonePage {
  readonly host: string;
  readonly ids: readonly number[];
}

const mappers: Readonly<
  Record<string, (body: never, records: Records, readAt: Instant) => MappedFacts>
> = {
  REPOSITORIES: ({ host, nodes }: RepositoriesPage, records: Records, readAt: Instant) => ({
    REPOSITORY: records
      .readAll(wireRepository, nodes, 'REPOSITORY')
      .map((wire) => toRepository(host, wire, readAt)),
  }),
  /** Repositories that are gone; their runs go with them. */
  GONE: ({ host, ids }: GonePage, _: Records, updatedAt: Instant) => ({
    tombstones: ids.map((id) => ({ kind: 'REPOSITORY', id: repositoryId(host, id), updatedAt })),
  }),
  RUNS: (page: RunsPage, records: Records) => ({
    PIPELINE_RUN: page.nodes.flatMap((node) => attemptFacts(page, node, records)),
  }),
  DEPLOYMENTS: (page: DeploymentsPage, records: Records) => ({
    PIPELINE_RUN: page.nodes.flatMap((node) => deploymentFacts(page, node, records)),
  }),
};

/** Maps a page of GitHub's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, readAt);
  // Other settings and other names of repositories change runs without moving GitHub's dates.
  return { ...facts, ...records.dropped, readAt };
}
