import { actionsRoutes } from '../../actions/routes.js';
import type { Route } from '../route.js';
import { accountRoutes } from './account.js';
import { codeRoutes } from './code.js';
import { issueRoutes } from './issues.js';
import { pullRequestRoutes } from './pull-requests.js';

/** Every route of REST that is played; another part adds its own by one line. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...codeRoutes,
  ...pullRequestRoutes,
  ...issueRoutes,
  ...actionsRoutes,
];
