import type { z } from 'zod';
import type { RepositoryFact } from '../../model/facts/code.js';
import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import type { MappedFacts, Page } from '../provider.js';
import { repositoryId } from './ids.js';
import { nameOf } from './texts.js';
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

/** Counts what could not be read, by reason. */
type Dropped = Map<string, number>;
const drop = (dropped: Dropped, reason: string): void => {
  dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
};
const withDropped = (facts: MappedFacts, dropped: Dropped): MappedFacts =>
  dropped.size === 0 ? facts : { ...facts, dropped: Object.fromEntries(dropped) };

/** Reads a record for itself, so that one that cannot be read stops no other. */
function read<Wire>(
  schema: z.ZodType<Wire>,
  value: unknown,
  reason: string,
  dropped: Dropped,
): Wire | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  drop(dropped, reason);
  return null;
}

/** An attempt with its jobs. A name may have passed to another repository, whose runs are none of these. */
function attemptFacts(page: ActionsPage, node: AttemptNode, dropped: Dropped): PipelineRunFact[] {
  const run = read(wireRun, node.run, 'MALFORMED_RUN', dropped);
  if (run === null) return [];
  if (run.repository.id !== page.repository.id) {
    drop(dropped, 'OTHER_REPOSITORY');
    return [];
  }
  const jobs = (node.jobs ?? []).flatMap((job) => {
    const parsed = read(wireJob, job, 'MALFORMED_JOB', dropped);
    return parsed === null ? [] : [parsed];
  });
  return [toRun(page, run, jobs), ...jobs.map((job) => toJob(page, run, job))];
}

function deploymentFacts(
  page: ActionsPage,
  { deployment: given, statuses: list }: DeploymentNode,
  dropped: Dropped,
): PipelineRunFact[] {
  const deployment = read(wireDeployment, given, 'MALFORMED_DEPLOYMENT', dropped);
  const statuses = read(wireStatus.array(), list, 'MALFORMED_DEPLOYMENT_STATUS', dropped);
  return deployment && statuses ? [toDeployment(page, deployment, statuses)] : [];
}

const toRepository = (host: string, wire: WireRepository, updatedAt: Instant): RepositoryFact => ({
  id: repositoryId(host, wire.id),
  updatedAt,
  name: nameOf(wire.full_name),
  url: wire.html_url,
  defaultBranch: wire.default_branch,
});

function mapRepositories({ host, nodes }: RepositoriesPage, readAt: Instant): MappedFacts {
  const dropped: Dropped = new Map();
  const facts = nodes.flatMap((node) => {
    const wire = read(wireRepository, node, 'MALFORMED_REPOSITORY', dropped);
    return wire === null ? [] : [toRepository(host, wire, readAt)];
  });
  return withDropped({ REPOSITORY: facts }, dropped);
}

function mapRuns(page: RunsPage): MappedFacts {
  const dropped: Dropped = new Map();
  const facts = page.nodes.flatMap((node) => attemptFacts(page, node, dropped));
  return withDropped({ PIPELINE_RUN: facts }, dropped);
}

function mapDeployments(page: DeploymentsPage): MappedFacts {
  const dropped: Dropped = new Map();
  const facts = page.nodes.flatMap((node) => deploymentFacts(page, node, dropped));
  return withDropped({ PIPELINE_RUN: facts }, dropped);
}

interface GonePage {
  readonly host: string;
  readonly ids: readonly number[];
}

/** Repositories that are gone; their runs go with them. */
const mapGone = ({ host, ids }: GonePage, updatedAt: Instant): MappedFacts => ({
  tombstones: ids.map((id) => ({ kind: 'REPOSITORY', id: repositoryId(host, id), updatedAt })),
});

const mappers: Readonly<Record<string, (body: never, readAt: Instant) => MappedFacts>> = {
  REPOSITORIES: mapRepositories,
  GONE: mapGone,
  RUNS: mapRuns,
  DEPLOYMENTS: mapDeployments,
};

/** Maps a page of GitHub's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  // Other settings and other names of repositories change runs without moving GitHub's dates.
  return map ? { ...map(JSON.parse(body) as never, readAt), readAt } : {};
}
