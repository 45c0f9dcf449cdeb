import type { Viewer } from '../model/access.js';
import type { InsightServices } from './insight/insight.services.js';
import type { Loaders } from './loaders.js';
import type { ViewerServices } from './viewer/viewer.services.js';

/** What resolvers may call; each noun declares its share beside its resolvers and is named here. */
export interface Services extends InsightServices, ViewerServices {}

/** Made afresh for every request and every pushed event, so that nothing an asker saw outlives the answer. */
export interface GraphContext {
  readonly viewer: Viewer;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Aborted when the asker has gone or the time is up. */
  readonly signal: AbortSignal;
}
