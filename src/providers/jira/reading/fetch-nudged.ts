import type { Instant } from '../../../model/time.js';
import { chunksOf } from '../../chunks-of.js';
import type { Page, SourceContext } from '../../provider.js';
import { openSite } from '../api.js';
import { readBoards, readEstimation, readSprint } from '../issues/boards.js';
import { readLegend, withBoards, withProjects } from '../issues/read-legend.js';
import { type Project, selectProjects } from '../projects.js';
import type { JiraSettings } from '../settings.js';
import type { GoneBody, SprintsBody } from '../wire.js';
import {
  bodyOf,
  ISSUES_AT_ONCE,
  issuesOf,
  projectOf,
  type RawIssue,
  type Reader,
} from './fetch-issues.js';
import { versionsBody } from './list-steps.js';
import { lookUpDeleted } from './look-up-deleted.js';
import type { State } from './state.js';

/** Ids of one kind of nudge, each once. */
const idsOf = (nudges: readonly string[], kind: string): readonly string[] => [
  ...new Set(
    nudges.flatMap((nudge) => {
      const [what, id] = nudge.split('/');
      return what === kind && id && /^\d+$/.test(id) ? [id] : [];
    }),
  ),
];

const isOf = (issue: RawIssue, projects: readonly Project[]): boolean =>
  projects.some(({ id }) => id === projectOf(issue));

type Draft = Pick<Page, 'kind' | 'body' | 'items'>;

/** Estimates are read as in a sync, so that both say the same of an issue, but only of the projects that are concerned. */
async function withEstimations(
  reader: Reader,
  settings: JiraSettings,
  projects: readonly Project[],
): Promise<Reader> {
  const { client } = reader.site;
  const estimations: State['boards'] = {};
  for (const project of projects)
    for (const board of await readBoards(client, settings, [project], reader.log))
      if (board.location?.projectId)
        estimations[board.id] = await readEstimation(client, board, reader.log);
  return { ...reader, known: withBoards(reader.known, estimations, settings) };
}

/** Reads which of the projects hold the issues. */
async function homesOf(
  reader: Reader,
  ids: readonly string[],
  projects: readonly Project[],
): Promise<readonly Project[]> {
  const found: RawIssue[] = [];
  for (const some of chunksOf(ids, ISSUES_AT_ONCE))
    found.push(...(await issuesOf(reader, some, ['project'])));
  return projects.filter((project) => found.some((issue) => isOf(issue, [project])));
}

async function* issuePages(
  reader: Reader,
  ids: readonly string[],
  projects: readonly Project[],
): AsyncGenerator<Draft> {
  for (const some of chunksOf(ids, ISSUES_AT_ONCE)) {
    const body = await bodyOf(reader, some);
    const issues = (body.issues as readonly RawIssue[]).filter((issue) => isOf(issue, projects));
    const of = new Set(issues.map(({ id }) => id));
    const changelogs = body.changelogs?.filter(({ issueId }) => of.has(issueId));
    const own = { ...body, issues, ...(changelogs ? { changelogs } : {}) };
    if (issues.length > 0)
      yield { kind: 'issues', body: JSON.stringify(own), items: issues.length };
  }
}

/**
 * Yields deletions of issues that are looked up now. They are dated by the later of our clock and
 * the site's.
 */
async function* deletedPages(
  reader: Reader,
  projects: readonly Project[],
  nudges: readonly string[],
  now: Instant,
): AsyncGenerator<Draft> {
  const deleted = await lookUpDeleted(reader, projects, nudges);
  if (deleted.length === 0) return;
  const { place, serverTime } = reader.site;
  const at = Math.max(now, serverTime);
  const body: GoneBody = { place, gone: deleted.map((one) => ({ ...one, at })) };
  yield { kind: 'gone', body: JSON.stringify(body), items: deleted.length };
}

async function* pages(
  { known, ...rest }: Reader,
  settings: JiraSettings,
  nudges: readonly string[],
  now: Instant,
): AsyncGenerator<Draft> {
  const { projects } = await selectProjects(rest.site, settings);
  const reader: Reader = { ...rest, known: withProjects(known, projects) };
  yield* deletedPages(reader, projects, nudges, now);
  const issues = idsOf(nudges, 'issue');
  if (issues.length > 0) {
    const homes = await homesOf(reader, issues, projects);
    const whole = await withEstimations(reader, settings, homes);
    if (homes.length > 0) yield* issuePages(whole, issues, homes);
  }
  const sprints: SprintsBody['sprints'][number][] = [];
  for (const id of idsOf(nudges, 'sprint')) {
    const sprint = await readSprint(reader.site.client, id);
    if (sprint) sprints.push(sprint);
  }
  const body: SprintsBody = { place: reader.site.place, sprints };
  if (sprints.length > 0)
    yield { kind: 'sprints', body: JSON.stringify(body), items: sprints.length };
  const moved = idsOf(nudges, 'versions');
  for (const project of projects.filter(({ id }) => moved.includes(id))) {
    const body = await versionsBody({ reader }, project);
    yield { kind: 'versions', body: JSON.stringify(body), items: body.versions.length };
  }
}

/** Reads by id what deliveries pointed at, in the projects that the settings name. */
export async function* fetchNudged(
  settings: JiraSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  if (nudges.length === 0) return;
  const { log, now } = context;
  const site = await openSite(settings, context);
  const known = await readLegend(site, settings, context);
  const reader: Reader = { site, known, log, epicIds: new Map() };
  for await (const page of pages(reader, settings, nudges, now))
    yield { ...page, fetchedAt: now, cursor: null };
}
