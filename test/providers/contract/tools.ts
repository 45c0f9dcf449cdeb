import { databaseKinds } from '../../storage/databases.js';
import { githubTool } from './github.js';
import { githubActionsTool } from './github-actions.js';
import { gitlabTool } from './gitlab.js';
import { gitlabCiTool } from './gitlab-ci.js';
import { jiraServerTool, jiraTool } from './jira.js';
import type { Tool } from './tool.js';

/** Every provider that is reached over HTTP, one line each. */
const tools: readonly Tool[] = [
  githubTool,
  githubActionsTool,
  jiraTool,
  jiraServerTool,
  gitlabTool,
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
