import type { Directory } from '../directory/directory.js';
import type { Ingestion } from '../ingestion/ingestion.js';
import type { SetAsideLists } from '../insights/answer/set-aside-lists.js';
import type { PreviewDeployments } from '../insights/deployment-preview.js';
import type { Dimensions } from '../insights/dimensions.js';
import type { Exports } from '../insights/exports/exports.js';
import type { Insights } from '../insights/insights.js';
import type { InTurn } from '../insights/watch/watch-tools.js';
import type { Viewer } from '../model/access.js';
import type { Lifetime } from './lifetime.js';
import type { Loaders } from './loaders.js';

/** The services that resolvers may call. */
export interface Services extends Directory {
  readonly insights: Pick<Insights, 'answer' | 'overallRating' | 'watch'>;
  readonly exports: Pick<Exports, 'start' | 'find'>;
  readonly dimensions: Dimensions;
  readonly previewDeployments: PreviewDeployments;
  readonly setAside: SetAsideLists;
  readonly ingestion: Ingestion;
}

/**
 * The context of one request or one pushed event. It is never reused, so that no data of an asker
 * outlives the answer.
 */
export interface GraphContext {
  readonly viewer: Viewer;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly lifetime: Lifetime;
  readonly requestId: string;
  /** Aborted when the asker has gone or the time is up. */
  readonly signal: AbortSignal;
  /** Runs the work of a subscription in its turn; absent in other requests. */
  readonly inTurn?: InTurn;
}
