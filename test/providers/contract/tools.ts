import { githubTool } from './github.js';
import { githubActionsTool } from './github-actions.js';
import { jiraTool } from './jira.js';
import type { Tool } from './tool.js';

/** Every provider that is reached over HTTP, one line each. */
const tools: readonly Tool[] = [githubTool, githubActionsTool, jiraTool];

export const toolsByName = tools.map((tool) => [tool.provider.title, tool] as const);
