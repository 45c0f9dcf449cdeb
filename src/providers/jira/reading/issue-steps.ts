import type { Instant } from '../../../model/time.js';
import { noteNames, readAgain } from '../issues/names.js';
import type { Project } from '../projects.js';
import type { IssuesBody } from '../wire.js';
import { projectOf, type RawIssue } from './fetch-issues.js';
import { OVERLAP_MILLISECONDS } from './jql.js';
import { type Draft, digestOf, type Run } from './run.js';
import type { ProjectState, State, Stream } from './state.js';
import { countIssues, type StreamPage, streamPage, updatedOf } from './stream.js';

/** So many issues are remembered over an increment, so that the next reads none of them twice. */
const MOST_RECENT = 2_000;

/** Returns a digest of all but the issues that facts of a project's issues are made of. */
function basisOf({ reader: { known } }: Run, { id, key }: Project): string {
  const { statuses: _, zone: __, pointsOf, formerKeys, ...same } = known.legend;
  const unread = [...known.unread].sort();
  return digestOf([key, formerKeys[id] ?? [], pointsOf[id] ?? [], unread, same]);
}

/**
 * Adopts new projects. All issues of a project are read again if the project, the site, a status or
 * a read field was renamed. Their texts then change, which moves no `updated`.
 */
export function adoptProjects(run: Run): void {
  const { state, projects, from, reader } = run;
  for (const project of projects) {
    const { id, key } = project;
    const basis = basisOf(run, project);
    const before = state.projects[id];
    const fresh = { from, until: null, known: new Set<number>(), isDoubted: false };
    state.projects[id] = { ...(before ?? fresh), key };
    if (before && state.bases[id] !== basis) readAgain(state, id);
    state.bases[id] = basis;
  }
  noteNames(state, 'statuses', reader.known.statuses);
}

/** Notes which project holds an issue, now alone. */
function noteHome(state: State, issue: RawIssue): void {
  const id = Number(issue.id);
  const home = projectOf(issue);
  if (!Number.isSafeInteger(id)) return;
  for (const { known } of Object.values(state.projects)) known.delete(id);
  state.projects[home]?.known.add(id);
}

export const noteHomes = (state: State, { issues }: IssuesBody): void => {
  for (const issue of issues as readonly RawIssue[]) noteHome(state, issue);
};

function noteRecent({ state: { recent } }: Run, issues: readonly RawIssue[], until: Instant): void {
  for (const issue of issues) {
    const updated = updatedOf(issue);
    const isSeenAgain = updated !== null && updated >= until - 2 * OVERLAP_MILLISECONDS;
    if (isSeenAgain && Object.keys(recent).length < MOST_RECENT) recent[issue.id] = updated;
  }
}

/** Forgets what no increment sees again. */
function pruneRecent({ state }: Run, from: Instant): void {
  const kept = Object.entries(state.recent).filter(([, at]) => at >= from - OVERLAP_MILLISECONDS);
  state.recent = Object.fromEntries(kept);
}

/** Projects that are read from one instant on are read together. */
function nextStream({ projects, state, until }: Run, done: ReadonlySet<string>): Stream | null {
  const left = projects.flatMap(({ id }) => {
    const project = state.projects[id];
    return project && !done.has(id) ? [{ id, ...project }] : [];
  });
  const old = left.filter((project) => project.until !== null);
  const [first] = old.length > 0 ? old : left;
  if (!first) return null;
  const startOf = (project: ProjectState): Instant =>
    project.until === null
      ? project.from
      : Math.max(project.from, Math.min(project.until, until) - OVERLAP_MILLISECONDS);
  const from = startOf(first);
  const together = (old.length > 0 ? old : left).filter((project) => startOf(project) === from);
  return {
    projects: together.map(({ id }) => id),
    from,
    until,
    token: null,
    startAt: 0,
    below: null,
    total: null,
  };
}

const isBackfill = ({ state }: Run, stream: Stream): boolean =>
  stream.projects.some((id) => state.projects[id]?.until === null);

/** Returns the stream that the last run left, without projects that are no longer seen. */
function resumed({ state, projects }: Run): Stream | null {
  const seen = state.stream?.projects.filter((id) => projects.some((one) => one.id === id)) ?? [];
  return state.stream && seen.length > 0 ? { ...state.stream, projects: seen } : null;
}

async function begun(run: Run, stream: Stream): Promise<Stream> {
  pruneRecent(run, stream.from);
  if (!isBackfill(run, stream)) return stream;
  return { ...stream, total: await countIssues(run.reader, stream) };
}

function finish({ state }: Run, { projects, until }: Stream, done: Set<string>): void {
  for (const id of projects) {
    const project = state.projects[id];
    if (project) state.projects[id] = { ...project, until };
    done.add(id);
  }
}

/** Moves the state on behind a page. */
function advance(run: Run, stream: Stream, { body, next }: StreamPage, done: Set<string>): void {
  if (body) {
    noteHomes(run.state, body);
    noteRecent(run, body.issues as readonly RawIssue[], stream.until);
  }
  run.state.stream = next;
  if (next === null) finish(run, stream, done);
}

/** Walks one stream to its end. The state stands behind each page before it is handed on. */
async function* walk(run: Run, first: Stream, done: Set<string>): AsyncGenerator<Draft> {
  const { state, reader } = run;
  const isFresh = isBackfill(run, first);
  const isKnown = (id: string, updated: Instant | null) =>
    !isFresh && updated !== null && state.recent[id] === updated;
  const seen = new Set<string>();
  for (let stream: Stream | null = first; stream !== null; ) {
    const page = await streamPage(reader, stream, isKnown, seen);
    advance(run, stream, page, done);
    const { body, found: items, next }: StreamPage = page;
    const { total }: Stream = next ?? stream;
    if (body) yield { kind: 'issues', body, items, ...(total === null ? {} : { total }) };
    stream = next;
  }
}

/** Reads what changed: what the last run left first, then what is read already, then what is new. */
export async function* issueSteps(run: Run): AsyncGenerator<Draft> {
  const done = new Set<string>();
  const left = resumed(run);
  if (left) yield* walk(run, left, done);
  // A stream that an earlier run began ends at that run's instant.
  if (left && left.until < run.until) done.clear();
  for (let next = nextStream(run, done); next !== null; next = nextStream(run, done)) {
    const stream = await begun(run, next);
    yield* walk(run, stream, done);
  }
}
