import { inProject, type WireList } from '../azure-api/api.js';
import { continuationOf, followContinuations } from '../azure-api/paging.js';
import { chunksOf } from '../chunks-of.js';
import { parseJson } from '../http/answer.js';
import { readBuilds } from './builds.js';
import {
  type Asked,
  bodyOf,
  type Draft,
  type ProjectName,
  type Round,
  type Seen,
} from './round.js';
import { isMeant } from './settings.js';
import type { ProjectState } from './state.js';
import type { RecordNode, RecordsBody } from './wire.js';

export interface RawEnvironment {
  readonly id: number;
  readonly name: string;
}
interface RawRecord {
  readonly id: number;
  readonly definition?: { readonly name?: string | null } | null;
  readonly owner?: { readonly id?: number } | null;
  readonly queueTime?: string | null;
  readonly finishTime?: string | null;
}

const ENVIRONMENTS_AT_ONCE = 100;
const RECORDS_AT_ONCE = 50;
/** So many environments of a project are read together: one build goes to several. */
const TOGETHER = 10;

const pathOf = (project: string, path = ''): string =>
  inProject(project, `distributedtask/environments${path}`);

/** Reads the environments of a project. Throws what the API throws, also without the scope. */
async function listEnvironments(
  { api }: Pick<Asked, 'api'>,
  project: string,
): Promise<readonly RawEnvironment[]> {
  const all: RawEnvironment[] = [];
  const query = { $top: ENVIRONMENTS_AT_ONCE };
  const pages = followContinuations<RawEnvironment>(api.preview, pathOf(project), query);
  for await (const { values } of pages) all.push(...values);
  return all;
}

async function askRecords(
  { api }: Pick<Asked, 'api'>,
  project: string,
  { id }: RawEnvironment,
  continuationToken: string | null,
) {
  const path = pathOf(project, `/${id}/environmentdeploymentrecords`);
  // This list alone calls its size without a dollar.
  const query = { top: RECORDS_AT_ONCE, continuationToken };
  const answer = await api.preview.ask(path, { query });
  const body = parseJson<WireList<RawRecord>>(answer);
  return { values: body.value ?? [], next: continuationOf(answer, body) };
}

interface Found {
  readonly environment: RawEnvironment;
  readonly records: readonly RawRecord[];
}

/** Returns records with the builds that they are of, which know the commit: one call for many of them. */
async function withBuilds(
  asked: Asked,
  project: ProjectName,
  all: readonly Found[],
): Promise<RecordNode[]> {
  const ids = all.flatMap(({ records }) => records.flatMap(({ owner }) => owner?.id ?? []));
  const builds = await readBuilds(asked, project.id, ids);
  return all.flatMap(({ environment: { id, name }, records }) =>
    records.map((record) => ({
      record,
      environment: { id, name },
      build: builds.get(record.owner?.id ?? -1) ?? null,
    })),
  );
}

const draftOf = (asked: Asked, project: ProjectName, nodes: readonly RecordNode[]): Draft => {
  const body: RecordsBody = { ...bodyOf(asked, project), nodes };
  return { kind: 'environment-records', body, items: nodes.length };
};

type Known = ProjectState['environments'][string];

function knownOf({ known }: Seen, { id, name }: RawEnvironment): Known {
  const before = known.environments[id];
  // A new name stands in every record: all are read again.
  if (before && before.name === name) return before;
  const fresh: Known = { name, newest: 0, open: [], round: 0, walk: null };
  known.environments[id] = fresh;
  return fresh;
}

const queuedAt = ({ queueTime }: RawRecord): number => Date.parse(queueTime ?? '') || 0;

/** Notes which records have not ended, once a page holds them. */
function noteRecords(known: Known, records: readonly RawRecord[]): void {
  const ended = records.filter(({ finishTime }) => finishTime).map(({ id }) => id);
  const open = records.filter(({ finishTime }) => !finishTime).map(({ id }) => id);
  known.open = [...new Set([...known.open, ...open])].filter((id) => !ended.includes(id));
}

/** Reads the next records of one environment, the newest first; `note` says in the state that they are read. */
async function readNext(round: Round, seen: Seen, environment: RawEnvironment) {
  const { settings, state } = round;
  const known = knownOf(seen, environment);
  const { newest, open, walk } = known;
  const { values, next } = await askRecords(round, seen.id, environment, walk?.token ?? null);
  const records = values.filter(
    (one) =>
      (one.id > newest || open.includes(one.id)) &&
      queuedAt(one) >= state.since &&
      isMeant(settings, one.definition?.name),
  );
  const lowest = Math.min(newest, ...open);
  const isOver = values.some((one) => queuedAt(one) < state.since || one.id <= lowest);
  const token = isOver || next === walk?.token ? null : next;
  const top = Math.max(newest, walk?.top ?? 0, ...values.map(({ id }) => id));
  const note = () => {
    noteRecords(known, records);
    known.walk = token === null ? null : { token, top };
    if (token === null) Object.assign(known, { newest: top, round: state.round ?? 0 });
  };
  return { environment, records, note };
}

/** Yields what YAML pipelines deployed to some environments since the last look, down to what was read and had ended. */
async function* readSome(
  round: Round,
  seen: Seen,
  environments: readonly RawEnvironment[],
): AsyncGenerator<Draft> {
  const isDue = (one: RawEnvironment) => knownOf(seen, one).round !== round.state.round;
  for (let due = environments.filter(isDue); due.length > 0; due = due.filter(isDue)) {
    round.context.signal.throwIfAborted();
    const found: Awaited<ReturnType<typeof readNext>>[] = [];
    for (const environment of due) found.push(await readNext(round, seen, environment));
    const nodes = await withBuilds(round, seen, found);
    for (const { note } of found) note();
    if (nodes.length > 0) yield draftOf(round, seen, nodes);
  }
}

/** Yields what YAML pipelines deployed to the environments of a project since the last look. */
export async function* readEnvironments(round: Round, seen: Seen): AsyncGenerator<Draft> {
  if (!round.settings.readsEnvironments) return;
  const all = await listEnvironments(round, seen.id);
  for (const some of chunksOf(all, TOGETHER)) yield* readSome(round, seen, some);
}

/** Yields the newest records that a build made, for a delivery that names it. */
export async function* recordsOfBuild(
  asked: Asked,
  project: ProjectName,
  build: number,
): AsyncGenerator<Draft> {
  for (const environment of await listEnvironments(asked, project.id)) {
    const { values } = await askRecords(asked, project.id, environment, null);
    const own = values.filter(({ owner }) => owner?.id === build);
    if (own.length === 0) continue;
    const found = [{ environment, records: own }];
    yield draftOf(asked, project, await withBuilds(asked, project, found));
  }
}
