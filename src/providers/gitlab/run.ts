import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { openApi } from '../gitlab-api/api.js';
import type { CollectContext, Page } from '../provider.js';
import type { GitlabSettings } from './settings.js';
import { readState } from './state.js';

const USUAL_DAYS = 90;

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'items'> & { readonly body: object };

/** The earliest of what the settings and the run ask for. */
function sinceOf({ since }: GitlabSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

export const beginRun = (settings: GitlabSettings, context: CollectContext) => ({
  api: openApi(settings, context),
  settings,
  context,
  state: readState(context.cursor, sinceOf(settings, context)),
});
/** A run under way. Its state moves on before each page, so that the page's cursor covers it. */
export type Run = ReturnType<typeof beginRun>;

/** The body of a page of one project. */
export const bodyOf = (
  { api, settings }: Pick<Run, 'api' | 'settings'>,
  project: { readonly id: number; readonly path: string },
  nodes: readonly unknown[],
) => ({
  place: api.place,
  project: { id: project.id, path: project.path },
  ...(settings.bots.length > 0 ? { bots: settings.bots } : {}),
  nodes,
});
