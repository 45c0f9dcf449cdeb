import { databaseKinds } from '../../storage/databases.js';
import { azureBoardsTool } from './azure-boards.js';
import { azurePipelinesTool } from './azure-pipelines.js';
import { azureReposTool } from './azure-repos.js';
import { bitbucketTool } from './bitbucket.js';
import { bitbucketPipelinesTool } from './bitbucket-pipelines.js';
import { bitbucketServerTool } from './bitbucket-server.js';
import { githubTool } from './github.js';
import { githubActionsTool } from './github-actions.js';
import { gitlabTool } from './gitlab.js';
import { gitlabCiTool } from './gitlab-ci.js';
import { harnessTool } from './harness.js';
import { harnessCodeTool } from './harness-code.js';
import { jenkinsTool } from './jenkins.js';
import { jiraServerTool, jiraTool } from './jira.js';
import { pagerdutyTool } from './pagerduty.js';
import { servicenowTool } from './servicenow.js';
import type { Tool } from './tool.js';

/** Every provider that is reached over HTTP, one line each. */
const tools: readonly Tool[] = [
  githubTool,
  githubActionsTool,
  jiraTool,
  jiraServerTool,
  bitbucketServerTool,
  jenkinsTool,
  servicenowTool,
  harnessTool,
  gitlabTool,
  bitbucketTool,
  azureBoardsTool,
  azureReposTool,
  azurePipelinesTool,
  harnessCodeTool,
  pagerdutyTool,
  bitbucketPipelinesTool,
  gitlabCiTool,
];

/** Half of them on each database: what one does differently, another's cases find. */
export const toolsByName = tools.map(
  (tool, index) =>
    [
      tool.name ?? tool.provider.title,
      { ...tool, database: databaseKinds[(index + 1) % 2]! },
    ] as const,
);
