import type { InTurn } from '../insights/watch/shared-watch.js';
import type { Viewer } from '../model/access.js';
import type { AccountServices } from './account/account.services.js';
import type { ApiKeyServices } from './api-key/api-key.services.js';
import type { DeveloperServices } from './developer/developer.services.js';
import type { ExportServices } from './export/export.services.js';
import type { InsightServices } from './insight/insight.services.js';
import type { IntegrationServices } from './integration/integration.services.js';
import type { Loaders } from './loaders.js';
import type { OrgTreeServices } from './org-tree/org-tree.services.js';
import type { ProfileServices } from './profile/profile.services.js';
import type { DimensionServices } from './service/service.services.js';
import type { SetAsideServices } from './set-aside/set-aside.services.js';
import type { TeamServices } from './team/team.services.js';

/**
 * The services that resolvers may call; each noun declares its share beside its resolvers and is
 * named here.
 */
export interface Services
  extends AccountServices,
    ApiKeyServices,
    DeveloperServices,
    DimensionServices,
    ExportServices,
    InsightServices,
    IntegrationServices,
    OrgTreeServices,
    ProfileServices,
    SetAsideServices,
    TeamServices {}

/**
 * The context of one request or one pushed event. It is never reused, so that no data of an asker
 * outlives the answer.
 */
export interface GraphContext {
  readonly viewer: Viewer;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Aborted when the asker has gone or the time is up. */
  readonly signal: AbortSignal;
  /** Runs the work of a subscription in its turn; absent in other requests. */
  readonly inTurn?: InTurn;
}
