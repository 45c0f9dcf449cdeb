import type { GithubApi } from '../github-api/api.js';
import type { Answer } from '../http/answer.js';
import { HttpFailure } from '../http/failures.js';
import type { CollectContext, Page } from '../provider.js';
import type { Listed } from './repositories.js';
import type { ActionsSettings } from './settings.js';
import { type Place, type RepositoryState, readState, secondsOf } from './state.js';
import type { ActionsPage } from './wire.js';

/** Opens a session with a GitHub that has answered once. */
export function openSession(api: GithubApi, settings: ActionsSettings, context: CollectContext) {
  const now = api.begunAt() ?? context.now;
  return {
    api,
    settings,
    context,
    /** When it began, by GitHub's own clock: its dates are compared with it, so that how wrong ours is loses nothing. */
    now: secondsOf(now),
    state: readState({ ...context, now }),
    /** Validators of responses without changes; they are stored with the next page. */
    validators: new Map<string, string>(),
    /** Refusals of GitHub in this run, by list and number of the repository. */
    refused: new Map<string, HttpFailure>(),
    pages: 0,
    /** The cursor of the last page; empty before the first. */
    cursor: '',
  };
}
/** One reading of a GitHub: what is known so far, and what is still to be reported. */
export type Session = ReturnType<typeof openSession>;

export const stateOf = ({ state }: Session, { id }: Listed): RepositoryState => {
  state.repositories[id] ??= {};
  return state.repositories[id];
};

export const isSpent = ({ pages, context }: Session): boolean => pages >= context.budget.pages;

/** Makes a page that holds the state so far, and all validators that were waiting for one. */
export function pageOf(session: Session, kind: string, body: object, items = 0): Page {
  const validators = Object.fromEntries(session.validators);
  session.validators.clear();
  session.pages += 1;
  session.cursor = JSON.stringify(session.state);
  return {
    kind,
    body: JSON.stringify(body),
    fetchedAt: session.context.now,
    cursor: session.cursor,
    items,
    ...(Object.keys(validators).length > 0 ? { validators } : {}),
  };
}

export const headOf = (
  host: string,
  { id, fullName }: Pick<Listed, 'id' | 'fullName'>,
  { naming }: Pick<ActionsSettings, 'naming'>,
): ActionsPage => ({ host, repository: { id, fullName }, naming });

/** Makes a page of runs or deployments, as many `items` as a list named; null if there are none. */
export const listPage = (
  session: Session,
  repository: Listed,
  list: List,
  nodes: readonly unknown[],
  items: number,
): Page | null => {
  const head = headOf(session.api.host, repository, session.settings);
  return nodes.length === 0 ? null : pageOf(session, list, { ...head, nodes }, items);
};

/** Notes the validator of an answer, unless it is the one that is kept. */
export async function noteValidator(
  { validators, context }: Session,
  { url, headers }: Answer,
): Promise<void> {
  const validator = headers.get('etag');
  if (validator !== null && validator !== (await context.validatorOf(url)))
    validators.set(url, validator);
}

/** No permission, gone, blocked, switched off, or empty: of this repository nothing can be read, which stops no other. */
const REFUSALS = [403, 404, 409, 410, 451];

type List = Place['list'];
export const refusalOf = ({ refused }: Session, { id }: Listed, list: List): HttpFailure | null =>
  refused.get(`${list} ${id}`) ?? null;

/** Reads a list of a repository, or notes that GitHub refused it. */
export async function* unlessRefused(
  session: Session,
  repository: Listed,
  list: List,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!(error instanceof HttpFailure && REFUSALS.includes(error.status))) throw error;
    const { context, refused } = session;
    const what = list === 'RUNS' ? 'Runs' : 'Deployments';
    context.log('warn', `${what} of ${repository.fullName} are skipped: ${error.message}`);
    refused.set(`${list} ${repository.id}`, error);
  }
}
