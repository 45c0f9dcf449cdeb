import { createHash } from 'node:crypto';
import { DAY_MILLISECONDS, type Instant, startOfLocalDate } from '../../../model/time.js';
import type { CollectContext } from '../../provider.js';
import { openSite } from '../api.js';
import { type Board, readBoards, readEstimation } from '../issues/boards.js';
import { readLegend, withBoards, withProjects } from '../issues/read-legend.js';
import { selectProjects } from '../projects.js';
import type { JiraSettings } from '../settings.js';
import type { Reader } from './fetch-issues.js';
import { parseState, type State } from './state.js';

const DEFAULT_DAYS = 180;

/** A page before it has its cursor. */
export interface Draft {
  readonly kind: 'issues' | 'sprints' | 'versions' | 'gone';
  readonly body: unknown;
  readonly items?: number;
  readonly total?: number;
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

function fromOf({ since }: JiraSettings, context: CollectContext, zone: string): Instant {
  if (context.since !== null) return context.since;
  return since === ''
    ? context.now - DEFAULT_DAYS * DAY_MILLISECONDS
    : startOfLocalDate(since, zone);
}

/** Reads by what boards estimate: of each new board, and of all in a sweep. */
async function learnEstimations(
  { site: { client } }: Pick<Reader, 'site'>,
  boards: readonly Board[],
  state: State,
  { pass, log }: CollectContext,
): Promise<void> {
  const known = pass === 'SWEEP' ? {} : state.boards;
  const learnt: State['boards'] = {};
  for (const board of boards)
    learnt[board.id] = known[board.id] ?? (await readEstimation(client, board, log));
  state.boards = learnt;
}

/** Opens the site and reads what stands still during a run. Throws where the account sees no project. */
export async function beginRun(settings: JiraSettings, context: CollectContext) {
  const { log } = context;
  const site = await openSite(settings, context);
  const plain = await readLegend(site, settings, context);
  const { projects, unseen } = await selectProjects(site, settings);
  if (unseen.length > 0)
    log('warn', `The account does not see ${unseen.join(', ')}: grant "Browse Projects" there.`);
  if (projects.length === 0)
    throw new Error(
      'The account browses none of the projects: grant it "Browse Projects" (BROWSE_PROJECTS), or correct the keys of the projects.',
    );
  const state = parseState(context.cursor);
  const boards = await readBoards(site.client, settings, projects, log);
  await learnEstimations({ site }, boards, state, context);
  const known = withBoards(withProjects(plain, projects), state.boards, settings);
  const reader: Reader = { site, known, log, epicIds: new Map() };
  return {
    context,
    state,
    projects,
    boards,
    reader,
    /** How far back projects are read that are new to the integration. */
    from: fromOf(settings, context, known.legend.zone),
    /** The instant up to which the run reads: never later than our clock, nor than the site's. */
    until: Math.min(context.now, site.serverTime),
    /** Later than whatever the site has written yet. */
    latest: Math.max(context.now, site.serverTime),
  };
}
/** A run under way. Its state moves on before each page, so that the page's cursor covers it. */
export type Run = Awaited<ReturnType<typeof beginRun>>;
