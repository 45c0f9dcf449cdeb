import { createDice } from '../kit/random.js';
import { people } from './generator.js';
import {
  type AzureWorld,
  DAY,
  HOUR,
  type Identity,
  MINUTE,
  type Project,
  type Repository,
  shaOf,
} from './world.js';

export interface Definition {
  readonly id: number;
  readonly project: Project;
  readonly name: string;
  readonly path: string;
}

export interface Stage {
  readonly identifier: string;
  state: 'pending' | 'inProgress' | 'completed';
  result: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  attempt: number;
}

export interface Build {
  readonly id: number;
  readonly definition: Definition;
  readonly repository: Repository;
  readonly number: string;
  status: 'notStarted' | 'inProgress' | 'completed';
  result: string | null;
  readonly reason: string;
  readonly queuedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  readonly sha: string;
  readonly branch: string;
  readonly by: Identity;
  tags: string[];
  readonly stages: Stage[];
  /** True: it is answered without the definition that every one has. */
  isSpoilt?: boolean;
}

export interface Environment {
  readonly id: number;
  readonly project: Project;
  name: string;
}

export interface EnvironmentRecord {
  readonly id: number;
  readonly environment: Environment;
  readonly build: Build;
  readonly stage: string;
  readonly attempt: number;
  result: string | null;
  readonly startedAt: number;
  finishedAt: number | null;
}

export interface ReleaseDeployment {
  readonly id: number;
  readonly project: Project;
  readonly release: { readonly id: number; readonly name: string };
  readonly definition: { readonly id: number; readonly name: string };
  readonly environment: { readonly id: number; readonly name: string };
  readonly attempt: number;
  status: string;
  operation: string;
  readonly startedAt: number;
  completedAt: number | null;
  modifiedAt: number;
  readonly build: Build;
  readonly by: Identity;
}

/** Things that pipelines add to an organisation. */
export interface Pipelines {
  builds: Build[];
  environments: Environment[];
  records: EnvironmentRecord[];
  deployments: ReleaseDeployment[];
}

const stage = (identifier: string, from: number, until: number, result: string): Stage => ({
  ...{ identifier, state: 'completed', result, startedAt: from, finishedAt: until, attempt: 1 },
});

type BuildOptions = Pick<Build, 'id' | 'definition' | 'repository' | 'queuedAt'> & Partial<Build>;

/** Returns a build that took ten minutes and succeeded, or is otherwise as the options say. */
export function makeBuild(options: BuildOptions): Build {
  const { id, queuedAt } = options;
  return {
    ...{ number: `20260101.${id}`, status: 'completed', result: 'succeeded', tags: [], stages: [] },
    ...{ reason: 'individualCI', branch: 'refs/heads/main', by: people[id % people.length]! },
    ...{ startedAt: queuedAt + MINUTE, finishedAt: queuedAt + 11 * MINUTE, sha: shaOf(`b ${id}`) },
    ...options,
  };
}

interface Making {
  readonly pipelines: Pipelines;
  readonly shop: Definition;
  readonly environments: readonly [Environment, Environment];
}

function addYamlRun({ pipelines, shop, environments }: Making, build: Build, isFailed: boolean) {
  const at = build.startedAt ?? build.queuedAt;
  build.stages.push(
    stage('Build', at, at + 4 * MINUTE, 'succeeded'),
    stage('Deploy_test', at + 4 * MINUTE, at + 6 * MINUTE, 'succeeded'),
    stage('Deploy_prod', at + 6 * MINUTE, at + 10 * MINUTE, isFailed ? 'failed' : 'succeeded'),
  );
  build.result = isFailed ? 'failed' : 'succeeded';
  if (build.definition !== shop) return;
  for (const [index, environment] of environments.entries()) {
    const target = build.stages[index + 1]!;
    pipelines.records.push({
      ...{ id: pipelines.records.length + 1, environment, build, attempt: 1 },
      ...{ stage: target.identifier, result: target.result, startedAt: target.startedAt! },
      finishedAt: target.finishedAt,
    });
  }
}

function addRelease({ pipelines }: Making, build: Build, isRejected: boolean): void {
  const id = pipelines.deployments.length + 1;
  const startedAt = (build.finishedAt ?? build.queuedAt) + HOUR;
  const ended = startedAt + 5 * MINUTE;
  pipelines.deployments.push({
    ...{ id, project: build.definition.project, build, attempt: 1, by: people[0]!, startedAt },
    release: { id: 100 + id, name: `Release-${id}` },
    definition: { id: 9, name: 'cli release' },
    environment: { id: 500 + id, name: 'PROD' },
    status: isRejected ? 'notDeployed' : 'succeeded',
    operation: isRejected ? 'Rejected' : 'Approved',
    completedAt: isRejected ? null : ended,
    modifiedAt: ended,
  });
}

/** Adds the pipelines of an organisation: YAML with stages and environments in one project, classic releases in the other. */
export function addPipelines(world: AzureWorld, size: number, now: number): void {
  const [shopProject, toolsProject] = world.projects as [Project, Project];
  const [api, , cli] = world.repositories as [Repository, Repository, Repository];
  const shop: Definition = { id: 1, project: shopProject, name: 'shop', path: '\\' };
  const checks: Definition = { id: 2, project: shopProject, name: 'shop checks', path: '\\pr' };
  const tools: Definition = { id: 3, project: toolsProject, name: 'cli', path: '\\' };
  const environments = [
    { id: 1, project: shopProject, name: 'test' },
    { id: 2, project: shopProject, name: 'shop-prod' },
  ] as const;
  const { pipelines } = world;
  pipelines.environments.push(...environments);
  const making: Making = { pipelines, shop, environments };
  const dice = createDice(11);
  for (let index = 0; index < size; index += 1) {
    const age = Math.max(3 * HOUR, Math.floor(170 * DAY * ((size - index) / size) ** 3));
    const definition = [shop, checks, tools][index % 3]!;
    const repository = definition === tools ? cli : api;
    const build = makeBuild({ id: index + 1, definition, repository, queuedAt: now - age });
    pipelines.builds.push(build);
    if (definition === shop) addYamlRun(making, build, dice() < 0.2);
    if (definition === tools) addRelease(making, build, index % 4 === 1);
  }
  const running = { status: 'inProgress', result: null, finishedAt: null } as const;
  const last = {
    id: size + 1,
    definition: shop,
    repository: api,
    queuedAt: now - HOUR,
    ...running,
  };
  const build = makeBuild(last);
  build.stages.push(stage('Build', now - HOUR, now - 30 * MINUTE, 'succeeded'));
  pipelines.builds.push(build);
}

/** A failed stage is tried again in the same build, whose end moves. */
export function retryStage(build: Build, identifier: string, at: number): void {
  const found = build.stages.find((one) => one.identifier === identifier)!;
  Object.assign(found, { attempt: found.attempt + 1, result: 'succeeded', finishedAt: at });
  build.result = 'succeeded';
  build.finishedAt = at;
}
