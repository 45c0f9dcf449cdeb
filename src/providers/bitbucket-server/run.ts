import { createHash } from 'node:crypto';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { CollectContext, Page } from '../provider.js';
import { openServer } from './api.js';
import type { BitbucketServerSettings } from './settings.js';
import { readState } from './state.js';

const USUAL_DAYS = 90;

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'body'> & Partial<Pick<Page, 'items'>>;

/** The earliest of what the settings and the run ask for. */
function sinceOf({ since }: BitbucketServerSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

/** Opens the server. Throws what `openServer` throws. */
export const beginRun = async (settings: BitbucketServerSettings, context: CollectContext) => ({
  server: await openServer(settings, context),
  settings,
  context,
  state: readState(context.cursor, sinceOf(settings, context)),
  /** Numbers of the repositories that the lists have. */
  there: new Set<number>(),
});
/** One run. Its state moves on before each page, so that the page's cursor covers it. */
export type Run = Awaited<ReturnType<typeof beginRun>>;

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8);

/** Values of these names are long, and nothing is made of them. */
const unread: ReadonlySet<string> = new Set([
  ...['diff', 'text', 'html', 'descriptionAsHtml', 'avatarUrl', 'permittedOperations', 'tasks'],
  ...['conflict', 'contentId', 'fromContentId'],
]);

/** Returns the body of a page: what the server answered, without texts of comments and excerpts of files. */
export const bodyOf = (body: object): string =>
  JSON.stringify(body, (name, value: unknown) => (unread.has(name) ? undefined : value));
