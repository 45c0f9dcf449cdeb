import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Integration, SyncProgress, SyncRun } from '../../model/integration.js';
import type { TaskContext } from '../task.js';

export type OnProgress = (progress: SyncProgress) => void;

/** Syncs an integration to its end, or to the limit of its tool. Throws UNAVAILABLE where it failed, saying why. */
export async function syncToEnd(
  app: App,
  viewer: Viewer,
  { number, name }: Pick<Integration, 'number' | 'name'>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SyncRun> {
  const run = await app.ingestion.sync(viewer.account, number, {
    signal,
    onProgress: ({ progress }) => {
      if (progress) onProgress(progress);
    },
  });
  signal.throwIfAborted();
  if (run.status !== 'SUCCEEDED' && run.status !== 'DEFERRED')
    throw new Fault('UNAVAILABLE', `${name}: ${run.message}`);
  return run;
}

/** A repository to be connected: an id and a name where they are given. */
export interface Wanted {
  readonly location: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** Connects a repository, unless it is connected, and syncs it. Refuses what cannot be read. */
export async function bringIn(
  { app, signal }: Pick<TaskContext, 'app' | 'signal'>,
  viewer: Viewer,
  { location, id = '', name = '' }: Wanted,
  onProgress: OnProgress,
) {
  const settings = { location, ...(id && { id }), ...(name && { name }) };
  const input = { provider: 'GIT', name: null, settings };
  const integration = await app.ingestion.connect(viewer, input);
  const run = await syncToEnd(app, viewer, integration, onProgress, signal);
  const [repositories] = await app.ingestion.repositoriesOf(viewer, [integration.number]);
  const [repository] = repositories ?? [];
  if (!repository) throw new Fault('NOT_FOUND', `${integration.name} was removed meanwhile.`);
  return {
    /** The name by which teams list it. */
    repository: repository.name,
    /** The id by which facts name it. */
    id: repository.id,
    run,
  };
}
export type BroughtIn = Awaited<ReturnType<typeof bringIn>>;
