import { type EffectiveRun as FoundRun, resolveRuns } from '../../engine/correlate/attempts.js';
import { takesByPipeline } from '../../engine/correlate/production.js';
import { nextSuccessLinks, streamsOfDeployment } from '../../engine/correlate/streams.js';
import { inByteOrder } from '../../model/byte-order.js';
import type { Traits } from '../../model/inputs/input-base.js';
import { pipelineScopes } from '../../storage/cells/rulesets.js';
import {
  type AffectedPlace,
  type DeploymentPlace,
  deploymentsBefore,
  successesAfter,
} from '../../storage/relations/deployment-places.js';
import {
  type EffectiveRun,
  type RunRow,
  runTrees,
  writeEffectiveRuns,
} from '../../storage/relations/effective-runs.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import type { Session } from '../../storage/sql/session.js';
import { type KnownDeployment, productionDeployments } from './production.js';

const RELATIONS = ['RUN_STANDING', 'RUN_BELOW'] as const;

interface EffectiveRunWithTraits {
  readonly run: EffectiveRun;
  readonly traits: Traits;
}

/** Where a deployment to production counts. */
export function placesOf(deployment: KnownDeployment): DeploymentPlace[] {
  const { number: run, endedAt, succeeded, shipped, repositories, services } = deployment;
  const all = [
    ...streamsOfDeployment(deployment).map(({ key }) => ['STREAM', key, succeeded] as const),
    ...repositories.map((number) => ['REPOSITORY', `${number}`, shipped] as const),
    ...services.map((number) => ['SERVICE', `${number}`, shipped] as const),
  ];
  return all.map(([kind, place, counts]) => ({ run, kind, place, endedAt, succeeded: counts }));
}

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();

/** Returns the traits that filters look at, of a run's attempts, its child runs and the runs above it. The status is the run's own. */
function traitsOf(run: RunRow, members: readonly RunRow[], above: readonly RunRow[] = []): Traits {
  const of = (values: (row: RunRow) => readonly (string | null)[]) =>
    distinct([...members, ...above].flatMap(values));
  return {
    service: of(({ serviceNames }) => serviceNames),
    infrastructure: of(({ infrastructure }) => [infrastructure]),
    environment: of(({ environment }) => [environment]),
    tag: of(({ tags }) => tags),
    pipeline: of(({ pipeline }) => [pipeline]),
    project: of(({ project }) => [project]),
    organization: of(({ organization }) => [organization]),
    status: [run.statusName],
    rollback: [String([...members, ...above].some(({ rollback }) => rollback))],
  };
}

function effectiveRunOf(
  found: FoundRun,
  rows: ReadonlyMap<string, RunRow>,
): EffectiveRunWithTraits {
  const { isScoped, scopedBelow, lastIds, lastAbove, ...run } = found;
  const rowsOf = (ids: readonly string[]) => ids.map((id) => rows.get(id)!);
  const own = rows.get(run.id)!;
  const last = rowsOf(lastIds);
  const above = rowsOf(lastAbove);
  const names = new Map(
    [...last, ...above].flatMap((row) =>
      row.services.map((number, index) => [number, row.serviceNames[index]!]),
    ),
  );
  const services = run.services.toSorted((left, right) =>
    inByteOrder(names.get(left)!, names.get(right)!),
  );
  const traits = {
    ...traitsOf(own, last, above),
    service: distinct(services.map((number) => names.get(number)!)),
    environment: distinct(run.environments),
  };
  const scoped = isScoped ? traitsOf(own, [own]) : null;
  const below = rowsOf(scopedBelow).map((row) => traitsOf(row, [row]));
  return { run: { ...run, services, scoped, scopedBelow: below }, traits };
}

/** Result of resolving runs: present and former effective runs, and the links that differ. */
export interface ResolvedRuns {
  readonly runs: readonly number[];
  readonly links: readonly FactLink[];
}

/** Computes the effective runs of these runs and of all that hang together with them. */
export async function resolveEffectiveRuns(
  session: Session,
  affected: readonly number[],
): Promise<ResolvedRuns> {
  const upward = await linksAt(session, 'source', RELATIONS, affected);
  const stood = [...affected, ...upward.map(({ target }) => target)];
  const old = await linksAt(session, 'target', RELATIONS, stood);
  const seeds = [...stood, ...old.map(({ source }) => source)];
  const rows = await runTrees(session, seeds);
  const attempts = [...new Set([...seeds, ...rows.map(({ number }) => number)])];
  const scopes = rows.some(({ parent }) => parent !== null) ? await pipelineScopes(session) : [];
  const taken = rows.filter((row) =>
    scopes.some((scope) => takesByPipeline(scope, traitsOf(row, [row]))),
  );
  const takenIds = new Set(taken.map(({ id }) => id));
  const { runs, links } = resolveRuns(rows, ({ id }) => takenIds.has(id));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const before = await writeEffectiveRuns(
    session,
    attempts,
    runs.map((run) => effectiveRunOf(run, rowOf)),
  );
  const linked = await linksAt(session, 'source', RELATIONS, attempts);
  return {
    runs: [...new Set([...before, ...runs.map(({ number }) => number)])],
    links: await writeLinks(session, linked, links),
  };
}

/** Links the deployments of affected streams to the next success. Returns the links that differ. */
export async function linkNext(
  session: Session,
  runs: readonly number[],
  places: readonly AffectedPlace[],
): Promise<FactLink[]> {
  const relation = ['DEPLOYMENT_NEXT'] as const;
  const old = await linksAt(session, 'target', relation, runs);
  const streams = places.filter(({ kind }) => kind === 'STREAM');
  const sources = new Set([
    ...runs,
    ...old.map(({ source }) => source),
    ...(await deploymentsBefore(session, streams)),
  ]);
  const after = await successesAfter(session, [...sources]);
  const links = nextSuccessLinks(await productionDeployments(session, [...sources, ...after]));
  return writeLinks(
    session,
    await linksAt(session, 'source', relation, sources),
    links.filter(({ source }) => sources.has(source)),
  );
}
