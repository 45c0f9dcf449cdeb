import { type EffectiveRun as FoundRun, resolveRuns } from '../../engine/correlate/attempts.js';
import { takesByPipeline } from '../../engine/correlate/production.js';
import { inByteOrder } from '../../model/byte-order.js';
import type { Traits } from '../../model/inputs/input-base.js';
import { pipelineScopes } from '../../storage/cells/rulesets.js';
import {
  deploymentsToNamedEnvironments,
  type RunRow,
  runTrees,
  scopedCandidates,
  writeEffectiveRuns,
} from '../../storage/relations/effective-runs.js';
import { type FactLink, linksAt } from '../../storage/relations/fact-links.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from '../load/production-deployments.js';
import { defineDerived, defineRelation, numbersOf, sourcesOf, targetsOf } from './relation.js';

const RUN_LINKS = ['RUN_STANDING', 'RUN_BELOW'] as const;

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

function effectiveRunOf(found: FoundRun, rows: ReadonlyMap<string, RunRow>) {
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

/** Runs that were resolved: all their attempts, their present and former effective runs, and their links. */
interface ResolvedRuns {
  readonly attempts: readonly number[];
  readonly runs: readonly number[];
  readonly links: readonly FactLink[];
}

/** Writes the effective runs of these runs and of all that hang together with them. */
async function resolve(session: Session, affected: readonly number[]): Promise<ResolvedRuns> {
  if (affected.length === 0) return { attempts: [], runs: [], links: [] };
  const upward = await linksAt(session, 'source', RUN_LINKS, affected);
  const stood = [...affected, ...targetsOf(upward)];
  const seeds = [...stood, ...sourcesOf(await linksAt(session, 'target', RUN_LINKS, stood))];
  const rows = await runTrees(session, seeds);
  const attempts = [...new Set([...seeds, ...numbersOf(rows)])];
  const scopes = rows.some(({ parent }) => parent !== null) ? await pipelineScopes(session) : [];
  const taken = rows.filter((row) =>
    scopes.some((scope) => takesByPipeline(scope, traitsOf(row, [row]))),
  );
  const takenIds = new Set(taken.map(({ id }) => id));
  const { runs, links } = resolveRuns(rows, ({ id }) => takenIds.has(id));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const resolved = runs.map((run) => effectiveRunOf(run, rowOf));
  const before = await writeEffectiveRuns(session, attempts, resolved);
  return { attempts, runs: [...new Set([...before, ...numbersOf(runs)])], links };
}

/** The runs that count as deployments to production where they did not, or no longer do, since teams' scopes became others. */
async function deploymentsMovedByRules(session: Session): Promise<number[]> {
  const all = await deploymentsToNamedEnvironments(session);
  const deployments = await productionDeployments(
    session,
    all.map(({ run }) => run),
  );
  const now = new Set(deployments.map(({ number }) => number));
  return all.filter(({ run, placed }) => placed !== now.has(run)).map(({ run }) => run);
}

/** Pipeline runs with their attempts and child runs folded in. */
export const effectiveRuns = defineDerived({
  name: 'effectiveRuns',
  after: [],
  find: async (session, { changed, hasTools }) => {
    const moving =
      changed.rules && hasTools
        ? [...(await deploymentsMovedByRules(session)), ...(await scopedCandidates(session))]
        : [];
    return resolve(session, [...changed.numbers('PIPELINE_RUN'), ...moving]);
  },
});

/** The effective run of each attempt and child run, and the runs that deploy below it. */
export const runLinks = defineRelation({
  name: 'runLinks',
  links: { RUN_STANDING: [['run'], ['run']], RUN_BELOW: [['run'], ['run']] },
  side: 'source',
  after: [effectiveRuns],
  affected: async (_session, { of }) => of(effectiveRuns),
  load: async (_session, { attempts: numbers, links }: ResolvedRuns) => ({ numbers, links }),
  link: ({ links }) => links,
});
