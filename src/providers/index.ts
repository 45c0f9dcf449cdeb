import { custom } from './custom/index.js';
import { git } from './git/index.js';
import { github } from './github/index.js';
import { githubActions } from './github-actions/index.js';
import { jira } from './jira/index.js';
import { pagerduty } from './pagerduty/index.js';
import type { Provider } from './provider.js';
import { servicenow } from './servicenow/index.js';

/** Every provider there is, in the order in which clients see them. */
export const providers: readonly Provider[] = Object.freeze([
  git,
  github,
  githubActions,
  jira,
  servicenow,
  pagerduty,
  custom,
]);
