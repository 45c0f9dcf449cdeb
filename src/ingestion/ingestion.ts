import type { Viewer } from '../model/access.js';
import { createBackground } from './background.js';
import { type ConnectInput, check, connect, type SourceInput } from './connect.js';
import type { IngestionContext } from './context.js';
import { setPaused } from './pause.js';
import { finishRemoval, remove, removeNow } from './removal.js';
import { sync, syncNow } from './sync.js';
import type { WorkOptions } from './work.js';

export type IngestionOptions = Omit<IngestionContext, 'background' | 'held'>;

/**
 * The way in: connects sources, brings their facts into the database, and takes them back. Any number of processes may have one each
 * over the same database.
 */
export function createIngestion(options: IngestionOptions) {
  const background = createBackground((error) =>
    options.log('warn', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  const context: IngestionContext = { ...options, background, held: new Set() };
  return {
    check: (viewer: Viewer, input: SourceInput) => check(context, viewer, input),
    connect: (viewer: Viewer, input: ConnectInput) => connect(context, viewer, input),
    sync: (account: number, integration: number, given?: WorkOptions) =>
      sync(context, account, integration, given),
    syncNow: (viewer: Viewer, integration: number) => syncNow(context, viewer, integration),
    pause: (viewer: Viewer, integration: number) =>
      setPaused(context, viewer, integration, 'PAUSED'),
    resume: (viewer: Viewer, integration: number) =>
      setPaused(context, viewer, integration, 'ACTIVE'),
    remove: (viewer: Viewer, integration: number) => remove(context, viewer, integration),
    removeNow: (viewer: Viewer, integration: number) => removeNow(context, viewer, integration),
    finishRemoval: (account: number, integration: number) =>
      finishRemoval(context, account, integration),
    /** Ends when what goes on in the background has. */
    idle: background.idle,
    /** Stops what is under way; a sync that is cut off resumes with the next one. */
    close: background.close,
  };
}

export type Ingestion = ReturnType<typeof createIngestion>;
