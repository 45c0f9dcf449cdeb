import { type HarnessAccount, isRefusal } from '../harness-api/api.js';
import type { CollectContext, Page } from '../provider.js';
import type { Listed } from './repositories.js';
import type { CodeSettings } from './settings.js';
import { type RepositoryState, readState } from './state.js';
import type { PullRequestNode, PullRequestsPage } from './wire.js';

/** Opens a session with an account that has answered once. */
export function openSession(
  account: HarnessAccount,
  settings: CodeSettings,
  context: CollectContext,
) {
  const now = account.begunAt() ?? context.now;
  return {
    ...{ account, settings, context },
    /** When it began, by Harness' own clock. */
    now,
    state: readState(settings, { ...context, now }),
    /** Refusals of Harness in this run, by number of the repository. */
    refused: new Map<number, Error>(),
    pages: 0,
    /** True if there is something that no page has kept. */
    isMoved: false,
  };
}
export type Session = ReturnType<typeof openSession>;

export const stateOf = ({ state }: Session, { id }: Listed): RepositoryState | undefined =>
  state.repositories[id];

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

/** Returns the body of a page of pull requests. */
export const pullRequestsBody = (
  account: HarnessAccount,
  { bots }: Pick<CodeSettings, 'bots'>,
  { id, path }: Pick<Listed, 'id' | 'path'>,
  nodes: readonly PullRequestNode[],
): PullRequestsPage => ({
  ...{ place: account.place, baseUrl: account.baseUrl, repository: { id, path }, bots, nodes },
});

/** Makes a page of pull requests; none where there are none. */
export function* pullRequestsPage(
  session: Session,
  repository: Listed,
  nodes: readonly PullRequestNode[],
): Generator<Page> {
  if (nodes.length === 0) return;
  const body = pullRequestsBody(session.account, session.settings, repository, nodes);
  yield pageOf(session, 'PULL_REQUESTS', body, nodes.length);
}

/** Reads pages of a repository, or notes that Harness refused it. */
export async function* unlessRefused(
  session: Session,
  repository: Listed,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    session.context.log('warn', `${repository.path} is skipped: ${error.message}`);
    session.refused.set(repository.id, error);
  }
}
