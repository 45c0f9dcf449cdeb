import { chunksOf } from '../../chunks-of.js';
import { parseJson } from '../../http/answer.js';
import { followTokens } from '../../http/paging.js';
import { hasPermission } from '../api.js';
import type { Project } from '../projects.js';
import type { GoneBody } from '../wire.js';
import { bodyOf, ISSUES_AT_ONCE, type RawIssue, type Search } from './fetch-issues.js';
import { noteHomes } from './issue-steps.js';
import { censusQuery } from './jql.js';
import type { Draft, Run } from './run.js';
import type { ProjectState } from './state.js';

/** Without fields Cloud answers ids alone, so many at once. */
const CLOUD_IDS_AT_ONCE = 5_000;
const SERVER_IDS_AT_ONCE = 1_000;
/** More than these and more than half of a project is rather a lost right than a deletion. */
const FEW = 20;

type Found = Search<{ readonly id: string }>;

const add = (ids: Set<number>, { issues }: Found): number => {
  for (const { id } of issues ?? []) ids.add(Number(id));
  return issues?.length ?? 0;
};

async function cloudIds({ reader }: Run, jql: string): Promise<Set<number>> {
  const { client, api } = reader.site;
  const ids = new Set<number>();
  const pages = followTokens<Found>(
    client,
    `${api}/search/jql`,
    (token) => ({
      json: { jql, maxResults: CLOUD_IDS_AT_ONCE, nextPageToken: token ?? undefined },
    }),
    ({ nextPageToken }) => nextPageToken ?? null,
    reader.log,
  );
  for await (const { value } of pages) add(ids, value);
  return ids;
}

async function serverIds({ reader }: Run, jql: string): Promise<Set<number>> {
  const { client, api } = reader.site;
  const ids = new Set<number>();
  for (let startAt = 0; ; ) {
    const json = { jql, startAt, maxResults: SERVER_IDS_AT_ONCE, fields: ['updated'] };
    const page = await client.askJson<Found>(`${api}/search`, { json });
    const count = add(ids, page);
    startAt += count;
    if (count === 0 || startAt >= (page.total ?? 0)) return ids;
  }
}

/** Reads the ids of all issues of a project that an integration can have read. */
function readIds(run: Run, project: Project, { from }: ProjectState): Promise<Set<number>> {
  const { site, known } = run.reader;
  const jql = censusQuery(project.id, from, known.zone);
  return site.edition === 'CLOUD' ? cloudIds(run, jql) : serverIds(run, jql);
}

/** Returns true if the site does not find an issue, asked for it alone. */
export async function isGone(
  { site: { client, api } }: Pick<Run['reader'], 'site'>,
  id: number,
): Promise<boolean> {
  const answer = await client.ask(`${api}/issue/${id}`, {
    query: { fields: 'updated' },
    allowed: [403, 404],
  });
  if (answer.status === 404) return true;
  if (answer.status < 400) parseJson(answer);
  return false;
}

/** Reads issues by id; yields those that are there, and returns the others. */
async function* readThere(run: Run, ids: readonly number[]): AsyncGenerator<Draft, number[]> {
  const absent: number[] = [];
  for (const piece of chunksOf(ids, ISSUES_AT_ONCE)) {
    const body = await bodyOf(run.reader, piece.map(String));
    const there = new Set((body.issues as readonly RawIssue[]).map(({ id }) => Number(id)));
    absent.push(...piece.filter((id) => !there.has(id)));
    noteHomes(run.state, body);
    if (there.size > 0) yield { kind: 'issues', body, items: there.size };
  }
  return absent;
}

/** Deletes what the site does not find for the second time. */
async function* deleteGone(
  run: Run,
  { known }: ProjectState,
  absent: readonly number[],
): AsyncGenerator<Draft> {
  const { place } = run.reader.site;
  for (const piece of chunksOf(absent, ISSUES_AT_ONCE)) {
    const gone: GoneBody['gone'][number][] = [];
    for (const id of piece) {
      if (!(await isGone(run.reader, id))) continue;
      known.delete(id);
      gone.push({ kind: 'WORK_ITEM', id: String(id), at: run.latest });
    }
    if (gone.length > 0)
      yield { kind: 'gone', body: { place, gone } satisfies GoneBody, items: gone.length };
  }
}

const isUnlikely = ({ known, isDoubted }: ProjectState, absent: number): boolean =>
  absent > FEW && absent > known.size / 2 && !isDoubted;

/**
 * Deletes what is neither in the census of the project nor found twice by id, while the account may still browse the project. Where
 * most of a project is missing for the first time, the next sweep decides.
 */
async function* deleteMissing(
  run: Run,
  project: Project,
  missing: readonly number[],
): AsyncGenerator<Draft> {
  const { state, reader } = run;
  const absent = yield* readThere(run, missing);
  const own = state.projects[project.id];
  if (!own || absent.length === 0) return;
  if (!(await hasPermission(reader.site, 'BROWSE_PROJECTS', project.id))) return;
  const isDoubted = isUnlikely(own, absent.length);
  state.projects[project.id] = { ...own, isDoubted };
  if (!isDoubted) {
    yield* deleteGone(run, own, absent);
    return;
  }
  const said = `${absent.length} issues of ${project.key} are missing: the next sweep decides.`;
  reader.log('warn', said);
  // A page of nothing, so that the next sweep knows it.
  const { place } = reader.site;
  yield { kind: 'gone', body: { place, gone: [] } satisfies GoneBody, items: 0 };
}

/** Compares the ids that the site has with those that were read: finds what no increment reports. */
export async function* sweepSteps(run: Run): AsyncGenerator<Draft> {
  const { state, projects } = run;
  const read = projects.flatMap((project) => {
    const own = state.projects[project.id];
    return own && own.until !== null ? [{ project, own }] : [];
  });
  const present = new Set<number>();
  for (const { project, own } of read)
    for (const id of await readIds(run, project, own)) present.add(id);
  const known = new Set(read.flatMap(({ own }) => [...own.known]));
  const unread = [...present.difference(known)].sort((left, right) => right - left);
  yield* readThere(run, unread);
  for (const { project } of read) {
    const missing = [...(state.projects[project.id]?.known ?? [])].filter((id) => !present.has(id));
    yield* deleteMissing(run, project, missing);
  }
}
