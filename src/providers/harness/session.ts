import { type HarnessAccount, isRefusal } from '../harness-api/api.js';
import { keyOf, type Project } from '../harness-api/projects.js';
import type { CollectContext, Page, SourceContext } from '../provider.js';
import type { HarnessSettings } from './settings.js';
import { type ProjectState, readState } from './state.js';
import { EXECUTIONS } from './to-facts.js';
import type { ExecutionNode, ExecutionsPage } from './wire.js';

/** Where executions are read, and by which settings. */
export interface Reader {
  readonly account: HarnessAccount;
  readonly settings: HarnessSettings;
  readonly context: SourceContext;
}

/** Opens a session with an account that has answered once. */
export function openSession(
  account: HarnessAccount,
  settings: HarnessSettings,
  context: CollectContext,
) {
  const now = account.begunAt() ?? context.now;
  return {
    ...{ account, settings, context },
    /** When it began, by Harness' own clock: its dates are compared with it, so that how wrong ours is loses nothing. */
    now,
    state: readState(settings, { ...context, now }),
    /** Refusals of Harness in this run, by project. */
    refused: new Map<string, Error>(),
    pages: 0,
    /** True if there is something that no page has kept. */
    isMoved: false,
  };
}
export type Session = ReturnType<typeof openSession>;

/** Returns what is known of a project. */
export const stateOf = ({ state }: Session, project: Project): ProjectState | undefined =>
  state.projects[keyOf(project)];

export const isSpent = ({ pages, context }: Session): boolean => pages >= context.budget.pages;

/** Makes a page that holds the state so far. */
export function pageOf(session: Session, kind: string, body: object, items = 0): Page {
  session.pages += 1;
  session.isMoved = false;
  return {
    kind,
    body: JSON.stringify(body),
    fetchedAt: session.context.now,
    cursor: JSON.stringify(session.state),
    items,
  };
}

/** Returns the body of a page of executions. */
export const executionsBody = (
  { account, settings }: Reader,
  { organization, id }: Pick<Project, 'organization' | 'id'>,
  nodes: readonly ExecutionNode[],
): ExecutionsPage => ({
  ...{ place: account.place, baseUrl: account.baseUrl, account: account.account },
  ...{ organization, project: id, naming: settings.naming, nodes },
});

/** Makes a page of executions; notes that the state moved where there are none. */
export function* executionsPage(
  session: Session,
  project: Project,
  nodes: readonly ExecutionNode[],
): Generator<Page> {
  if (nodes.length === 0) session.isMoved = true;
  else yield pageOf(session, EXECUTIONS, executionsBody(session, project, nodes), nodes.length);
}

/** Reads pages of a project, or notes that Harness refused it. */
export async function* unlessRefused(
  session: Session,
  project: Project,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const name = keyOf(project);
    session.context.log('warn', `Executions of ${name} are skipped: ${error.message}`);
    session.refused.set(name, error);
  }
}

export const isRefused = ({ refused }: Session, project: Project): boolean =>
  refused.has(keyOf(project));
