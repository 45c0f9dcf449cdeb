import { DAY_MILLISECONDS, type Instant } from '../../../model/time.js';
import type { CollectContext, Page, SourceContext } from '../../provider.js';
import type { GitlabAccess } from '../access.js';
import { type GitlabApi, openApi } from '../api.js';
import { type ProjectState, readState } from './state.js';

const USUAL_DAYS = 90;

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'items'> & { readonly body: object };

/** The settings that every way of reading needs. */
export interface ReadingSettings extends GitlabAccess {
  /** The instant from which a first sync reads; null: 90 days before it. */
  readonly since: Instant | null;
}

/** The dependencies of reading one entity. */
export interface Asked<Settings> {
  readonly api: GitlabApi;
  readonly settings: Settings;
  readonly context: SourceContext;
}

/** An element of a list, as it came. */
export type Raw = Readonly<Record<string, unknown>>;
/** Number and last update of an element. */
export interface Mark {
  readonly number: number;
  readonly at: Instant;
}

/** A list of a project that is sorted by the last update. */
export interface List<Settings> {
  /** Path below the project. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Elements of a page: fewer where each takes further calls. */
  readonly perPage: number;
  /** Kind of its pages. */
  readonly page: string;
  /** Returns the mark of an element; null if it has none, so that nothing more of it can be read. */
  readonly markOf: (node: Raw) => Mark | null;
  /** How a sweep says that elements are gone; null if GitLab forgets what happened. */
  readonly gone: {
    readonly kind: 'PULL_REQUEST' | 'WORK_ITEM';
    readonly idOf: (place: string, project: number, number: number) => string;
  } | null;
  readonly isWanted: (settings: Settings) => boolean;
  /** Completes an element; null if it was deleted meanwhile. */
  readonly complete: (asked: Asked<Settings>, project: number, node: Raw) => Promise<object | null>;
  /** Returns what the mapping needs beside the elements. */
  readonly more: (settings: Settings) => object;
}

/** The parts of each project that a provider reads, and how. */
export interface Reading<Settings> {
  readonly lists: Readonly<Record<string, List<Settings>>>;
  /** Days for which a project is asked after GitLab noted something to happen in it. */
  readonly quietDays: number;
  /** Returns the id of a project's fact. */
  readonly projectIdOf: (place: string, id: number) => string;
  /** Yields pages of what is no such list. */
  readonly further?: (
    run: Run<Settings>,
    id: number,
    project: ProjectState,
    isChanged: boolean,
  ) => AsyncGenerator<Draft>;
}

/** One run under way. Its state moves on before each page, so that the page's cursor covers it. */
export interface Run<Settings> extends Asked<Settings> {
  readonly reading: Reading<Settings>;
  readonly context: CollectContext;
  readonly state: ReturnType<typeof readState>;
}

/** The earliest of what the settings and the run ask for. */
function sinceOf({ since }: ReadingSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

export const beginRun = <Settings extends ReadingSettings>(
  reading: Reading<Settings>,
  settings: Settings,
  context: CollectContext,
): Run<Settings> => ({
  ...{ reading, settings, context },
  api: openApi(settings, context),
  state: readState(context.cursor, sinceOf(settings, context)),
});

/** The body of a page of one project. */
export const bodyOf = (
  {
    api,
    settings,
  }: { readonly api: Pick<GitlabApi, 'place'>; readonly settings: Pick<GitlabAccess, 'bots'> },
  project: { readonly id: number; readonly path: string },
  nodes: readonly unknown[],
) => ({
  place: api.place,
  project: { id: project.id, path: project.path },
  ...(settings.bots.length > 0 ? { bots: settings.bots } : {}),
  nodes,
});
