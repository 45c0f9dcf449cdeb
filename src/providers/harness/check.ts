import { checkAccess, itemOf } from '../harness-api/check-access.js';
import { keyOf, type Project } from '../harness-api/projects.js';
import type { CheckReport, SourceContext } from '../provider.js';
import { listExecutions } from './read-executions.js';
import { type HarnessSettings, PIPELINE_VIEW } from './settings.js';

/** So many projects are asked for one by one. */
const MOST_PROJECTS = 20;

/** Checks that Harness takes the token, which projects it sees, and that their executions can be read. */
export const check = (settings: HarnessSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, (account, projects) => {
    const isNamed = settings.projects.length > 0 || settings.organizations.length > 0;
    const asked = projects.slice(0, isNamed ? MOST_PROJECTS : 1);
    const item = (project: Project) =>
      itemOf(
        { what: `Executions of ${keyOf(project)}`, permission: PIPELINE_VIEW },
        `in ${keyOf(project)}`,
        async () => {
          const { now: to } = context;
          await listExecutions({ account }, project, { from: 0, to, page: 0 }, 1);
          return 'They can be read.';
        },
      );
    return Promise.all(asked.map(item));
  });
