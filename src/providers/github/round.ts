import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { openApi } from '../github-api/api.js';
import type { CollectContext, Page } from '../provider.js';
import type { GithubSettings } from './settings.js';
import { type ListKey, readState } from './state.js';

/**
 * Milliseconds that are read twice. A response may be a moment old, and updates of one second come
 * in any order.
 */
export const OVERLAP_MILLISECONDS = 5 * 60_000;
const USUAL_DAYS = 90;

/** A page before it gets its cursor. */
export type PageBuilder = Pick<Page, 'kind' | 'body'> &
  Partial<Pick<Page, 'items' | 'total' | 'validators'>>;

/** The earliest of what the settings and the run ask for. */
function sinceOf({ since }: GithubSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

export const beginRound = (settings: GithubSettings, context: CollectContext) => ({
  api: openApi(settings, context),
  settings,
  context,
  state: readState(context.cursor, sinceOf(settings, context)),
  /** Entries that this run has brought, by list. */
  brought: new Map<ListKey, number>(),
});
/** One run: what it may use, and how far it is. The state is changed as it goes on, and each page carries it as it is then. */
export type SyncPass = ReturnType<typeof beginRound>;

/** Returns the instant that no cursor may pass: by GitHub's clock, since its dates are compared with it. */
export const vendorNow = ({ api, context }: Pick<SyncPass, 'api' | 'context'>): Instant =>
  api.begunAt() ?? context.now;

export interface Place {
  readonly databaseId: number;
  readonly nameWithOwner: string;
}

/** The body of a page of one repository. */
export const bodyOf = (
  { api, settings }: Pick<SyncPass, 'api' | 'settings'>,
  { databaseId, nameWithOwner }: Place,
  nodes: readonly unknown[],
  more: object = {},
): string =>
  JSON.stringify({
    host: api.host,
    repository: { databaseId, nameWithOwner },
    ...(settings.bots.length > 0 ? { bots: settings.bots } : {}),
    ...more,
    nodes,
  });
