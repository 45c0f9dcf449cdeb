import { DAY_MILLISECONDS, type Instant, startOfLocalDate } from '../../../model/time.js';
import type { CollectContext, Page, SourceContext } from '../../provider.js';
import { type JenkinsServer, openServer } from '../api.js';
import { buildId } from '../ids.js';
import { type Job, selectedJobs } from '../jobs.js';
import { parametersNamed } from '../naming.js';
import type { JenkinsSettings } from '../settings.js';
import type { BuildNode, BuildsBody } from '../wire.js';
import { readState, type State } from './state.js';

const DEFAULT_DAYS = 180;

/** Jenkins has no time zone of its own to give: a day begins in UTC. */
function fromOf({ since }: JenkinsSettings, context: CollectContext): Instant {
  if (context.since !== null) return context.since;
  return since === ''
    ? context.now - DEFAULT_DAYS * DAY_MILLISECONDS
    : startOfLocalDate(since, 'UTC');
}

/** Opens a reader of builds, for a sync or for a delivery. */
export function openReader(settings: JenkinsSettings, context: SourceContext) {
  const server: JenkinsServer = openServer(settings, context);
  return {
    server,
    settings,
    log: context.log,
    parameters: parametersNamed(settings.naming),
    /** Ids of the builds that were seen, by path and number; null of those that are no more. */
    ids: new Map<string, string | null>(),
    /** How often stages were found, and how often there was nothing that knows any. */
    stages: { found: 0, missing: 0 },
  };
}
export type Reader = ReturnType<typeof openReader>;

export const noteId = (
  { ids, server }: Pick<Reader, 'ids' | 'server'>,
  { path, fullName }: { readonly path: string; readonly fullName: string },
  build: {
    readonly number: number;
    readonly timestamp: number;
    readonly queueId?: number | null | undefined;
  },
): void => {
  const { number, timestamp, queueId = null } = build;
  ids.set(`${path}/${number}`, buildId(server.place, { number, timestamp, queueId, fullName }));
};

export const bodyOf = (
  { server: { place, base }, settings: { naming } }: Pick<Reader, 'server' | 'settings'>,
  builds: readonly BuildNode[],
): BuildsBody => ({ place, base, naming, builds });

/** Opens the server and reads what stands still during a run. */
export async function beginRun(settings: JenkinsSettings, context: CollectContext) {
  const reader = openReader(settings, context);
  const jobs: readonly Job[] = await selectedJobs(reader.server, settings, context.log);
  const state: State = readState(context.cursor, fromOf(settings, context), context);
  return { reader, context, jobs, state };
}
/** A run under way. Its state moves on with each build, so that a page's cursor covers what the page holds. */
export type Run = Awaited<ReturnType<typeof beginRun>>;

export const pageOf = ({ reader, context, state }: Run, builds: readonly BuildNode[]): Page => ({
  kind: 'BUILDS',
  body: JSON.stringify(bodyOf(reader, builds)),
  fetchedAt: context.now,
  cursor: JSON.stringify(state),
  items: builds.length,
});
