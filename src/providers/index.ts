import { custom } from './custom/index.js';
import { git } from './git/index.js';
import { github } from './github/index.js';
import { githubActions } from './github-actions/index.js';
import { gitlab } from './gitlab/index.js';
import { gitlabCi } from './gitlab-ci/index.js';
import { jira } from './jira/index.js';
import type { Provider } from './provider.js';

/** Every provider there is, in the order in which clients see them. */
export const providers: readonly Provider[] = Object.freeze([
  git,
  github,
  githubActions,
  gitlab,
  gitlabCi,
  jira,
  custom,
]);
