import { inProject, type WireList } from '../azure-api/api.js';
import { type AzurePage, followContinuations } from '../azure-api/paging.js';
import { chunksOf } from '../chunks-of.js';
import { parseJson } from '../http/answer.js';
import { kindsOf } from '../run-naming.js';
import {
  type Asked,
  bodyOf,
  type Draft,
  type ProjectName,
  type Round,
  type Seen,
} from './round.js';
import { type AzurePipelinesSettings, isMeant } from './settings.js';
import { digestOf, type Part } from './state.js';
import { walkPart } from './walk.js';
import type { BuildNode, BuildsBody } from './wire.js';

/** A build as a list has it, in the parts by which more of it is asked for. */
export interface RawBuild {
  readonly id: number;
  readonly reason?: string | null;
  readonly finishTime?: string | null;
  readonly definition?: { readonly name?: string | null } | null;
}

const AT_ONCE = 50;
const GONE = 404;
/** Statuses of builds that have not ended, each asked for by itself. */
const UNENDED = ['inProgress', 'notStarted'];

const pathOf = (project: string, path = ''): string => inProject(project, `build/builds${path}`);

/** Returns true if the stages of a build are read: those of pull requests only if the name says that they deploy. */
function readsStages({ stages, naming }: AzurePipelinesSettings, build: RawBuild): boolean {
  if (stages !== 'MAY_DEPLOY') return stages === 'ALL';
  const isOfPullRequest = /^pullRequest$/i.test(build?.reason ?? '');
  return !isOfPullRequest || kindsOf([build.definition?.name ?? null], naming).includes('CD');
}

const kept = /^(?:stage|phase|job)$/i;
const isKept = (record: unknown): boolean =>
  kept.test(String((record as { readonly type?: unknown } | null)?.type));

/** Returns a build with the stages and jobs of its timeline, which goes with it when it is no longer kept. */
export async function completeBuild(
  { api, settings }: Pick<Asked, 'api' | 'settings'>,
  { id: project }: Pick<ProjectName, 'id'>,
  build: RawBuild,
): Promise<BuildNode> {
  if (typeof build?.id !== 'number' || !readsStages(settings, build))
    return { build, records: null };
  const path = pathOf(project, `/${build.id}/timeline`);
  const answer = await api.core.ask(path, { allowed: [GONE, 204] });
  if (answer.status === GONE || answer.body.trim() === '') return { build, records: null };
  const { records } =
    parseJson<{ readonly records?: readonly unknown[] | null } | null>(answer) ?? {};
  return { build, records: (records ?? []).filter(isKept) };
}

/** Asks for builds; what a token continues is the same question in the same order. */
const listBuilds = (
  { api }: Pick<Asked, 'api'>,
  project: string,
  query: Readonly<Record<string, string>>,
  token: string | null = null,
): AsyncGenerator<AzurePage<RawBuild>> =>
  followContinuations<RawBuild>(api.core, pathOf(project), { ...query, $top: AT_ONCE }, token);

/** Reads builds by their ids, many with a call; those that are gone are missing. */
export async function readBuilds(
  { api }: Pick<Asked, 'api'>,
  project: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, RawBuild>> {
  const found = new Map<number, RawBuild>();
  for (const some of chunksOf([...new Set(ids)], AT_ONCE)) {
    const query = { buildIds: some.join(',') };
    const { value } = await api.core.askJson<WireList<RawBuild>>(pathOf(project), { query });
    for (const build of value ?? []) found.set(build.id, build);
  }
  return found;
}

const draftOf = (asked: Asked, project: ProjectName, nodes: readonly BuildNode[]): Draft => {
  const body: BuildsBody = { ...bodyOf(asked, project), nodes };
  return { kind: 'builds', body, items: nodes.length };
};

/** Returns a build that has not ended, if anything of it changed since it was read. */
async function lookAtRunning(round: Round, seen: Seen, raw: RawBuild): Promise<BuildNode | null> {
  const { running } = seen.known;
  const at = round.state.round ?? 0;
  const before = running[raw.id];
  if (before?.round === at) return null;
  const node = await completeBuild(round, seen, raw);
  const digest = digestOf(node);
  running[raw.id] = { digest, round: at };
  return before?.digest === digest ? null : node;
}

async function lookAtAll(round: Round, seen: Seen, all: readonly RawBuild[]): Promise<BuildNode[]> {
  const nodes: BuildNode[] = [];
  for (const raw of all.filter((one) => isMeant(round.settings, one.definition?.name))) {
    round.context.signal.throwIfAborted();
    const node = await lookAtRunning(round, seen, raw);
    if (node) nodes.push(node);
  }
  return nodes;
}

/** Yields builds that have not ended: their stages may have. */
export async function* readRunning(round: Round, seen: Seen): AsyncGenerator<Draft> {
  for (const statusFilter of UNENDED) {
    const query = { statusFilter, queryOrder: 'queueTimeDescending' };
    for await (const { values } of listBuilds(round, seen.id, query)) {
      const nodes = await lookAtAll(round, seen, values);
      if (nodes.length > 0) yield draftOf(round, seen, nodes);
    }
  }
}

const isoOf = (at: number): string => new Date(at).toISOString();

const finishedIn = (round: Round, { id }: Seen) => ({
  pages: ({ from, to, token }: Part) =>
    listBuilds(
      round,
      id,
      {
        statusFilter: 'completed',
        queryOrder: 'finishTimeDescending',
        minTime: isoOf(from),
        ...(to === null ? {} : { maxTime: isoOf(to) }),
      },
      token,
    ),
  idOf: (raw: RawBuild) => raw?.id,
  changedAt: (raw: RawBuild) => Date.parse(raw?.finishTime ?? '') || 0,
});

/** Yields builds that ended within a part of time, those that ended last first. */
export async function* readFinished(round: Round, seen: Seen, part: Part): AsyncGenerator<Draft> {
  const { builds, running } = seen.known;
  for await (const { fresh, note } of walkPart(builds, part, finishedIn(round, seen))) {
    const nodes: BuildNode[] = [];
    for (const raw of fresh.filter((one) => isMeant(round.settings, one?.definition?.name))) {
      round.context.signal.throwIfAborted();
      nodes.push(await completeBuild(round, seen, raw));
      delete running[raw?.id];
    }
    note();
    if (nodes.length > 0) yield draftOf(round, seen, nodes);
  }
}
