import { createHash } from 'node:crypto';
import { DAY_MILLISECONDS, type Instant, startOfLocalDate } from '../../../model/time.js';
import { type AzureApi, openAzure } from '../../azure-api/api.js';
import { tokenFault } from '../../azure-api/faults.js';
import { type AzureProject, selectProjects } from '../../azure-api/projects.js';
import type { CollectContext, SourceContext } from '../../provider.js';
import type { BoardsSettings } from '../settings.js';
import { freshProject, type ProjectState, parseState, type State } from './state.js';

const DEFAULT_DAYS = 180;

/** A page before it has its cursor. */
export interface Draft {
  readonly kind: 'items' | 'sprints' | 'gone';
  readonly body: unknown;
  readonly items: number;
  readonly total?: number;
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

/** Reads the projects of an organisation that the settings name. Throws what to do where the token is refused. */
export async function openProjects(settings: BoardsSettings, context: SourceContext) {
  const api = openAzure(settings, context);
  try {
    const { projects, unseen } = await selectProjects(api, settings);
    if (unseen.length > 0) api.log('warn', `The token does not see ${unseen.join(', ')}.`);
    return { api, projects };
  } catch (error) {
    const fault = tokenFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}

/** Returns from when on a project that is new to the integration is read. */
const fromOf = ({ since }: BoardsSettings, context: CollectContext): Instant =>
  context.since ??
  (since === '' ? context.now - DEFAULT_DAYS * DAY_MILLISECONDS : startOfLocalDate(since, 'UTC'));

/** A project in a run. Its state moves on before each page, so that the page's cursor covers it. */
export interface ProjectRun {
  readonly api: AzureApi;
  readonly settings: BoardsSettings;
  readonly context: CollectContext;
  readonly project: AzureProject;
  /** All projects that are read. */
  readonly projects: readonly AzureProject[];
  readonly own: ProjectState;
  readonly state: State;
  /** How many items the run has brought, of all projects. */
  readonly brought: { items: number };
}

/** A project that shall be read from an earlier day on is read again from there. */
function stateOf(before: ProjectState | undefined, from: Instant, isNamed: boolean): ProjectState {
  if (!before) return freshProject(from);
  if (!isNamed || from >= before.from) return before;
  return { ...before, from, revisions: null, links: null };
}

/** Opens the organisation. Throws where the token sees no project. */
export async function beginRun(settings: BoardsSettings, context: CollectContext) {
  const { api, projects } = await openProjects(settings, context);
  if (projects.length === 0)
    throw new Error(
      'The token sees none of the projects: make its owner a member of one (vso.project), or correct their names.',
    );
  const state = parseState(context.cursor);
  const from = fromOf(settings, context);
  const isNamed = context.since !== null || settings.since !== '';
  for (const { id } of projects) state[id] = stateOf(state[id], from, isNamed);
  const brought = { items: 0 };
  const runs = projects.map((project): ProjectRun => {
    const own = state[project.id]!;
    return { api, settings, context, project, projects, own, state, brought };
  });
  return { state, runs };
}
