import { bitbucket } from './bitbucket/index.js';
import { bitbucketPipelines } from './bitbucket-pipelines/index.js';
import { custom } from './custom/index.js';
import { git } from './git/index.js';
import { github } from './github/index.js';
import { githubActions } from './github-actions/index.js';
import { jira } from './jira/index.js';
import type { Provider } from './provider.js';

/** Every provider there is, in the order in which clients see them. */
export const providers: readonly Provider[] = Object.freeze([
  git,
  github,
  githubActions,
  bitbucket,
  bitbucketPipelines,
  jira,
  custom,
]);
