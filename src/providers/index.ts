import { azureBoards } from './azure-boards/index.js';
import { azurePipelines } from './azure-pipelines/index.js';
import { azureRepos } from './azure-repos/index.js';
import { bitbucket } from './bitbucket/index.js';
import { bitbucketPipelines } from './bitbucket-pipelines/index.js';
import { bitbucketServer } from './bitbucket-server/index.js';
import { custom } from './custom/index.js';
import { git } from './git/index.js';
import { github } from './github/index.js';
import { githubActions } from './github-actions/index.js';
import { gitlab } from './gitlab/index.js';
import { gitlabCi } from './gitlab-ci/index.js';
import { harness } from './harness/index.js';
import { harnessCode } from './harness-code/index.js';
import { jenkins } from './jenkins/index.js';
import { jira } from './jira/index.js';
import { pagerduty } from './pagerduty/index.js';
import type { Provider } from './provider.js';
import { servicenow } from './servicenow/index.js';

/** Every provider there is, in the order in which clients see them. */
export const providers: readonly Provider[] = Object.freeze([
  git,
  github,
  githubActions,
  gitlab,
  gitlabCi,
  bitbucket,
  bitbucketPipelines,
  bitbucketServer,
  azureBoards,
  azureRepos,
  azurePipelines,
  harness,
  harnessCode,
  jenkins,
  jira,
  servicenow,
  pagerduty,
  custom,
]);
