import { inProject } from '../azure-api/api.js';
import { type AreaCheck, checkAccess } from '../azure-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import { readRepositories } from './look.js';
import { type AzureReposSettings, CODE_SCOPE } from './settings.js';

const areasOf = (settings: AzureReposSettings): readonly AreaCheck[] => [
  {
    what: 'Repositories and pull requests',
    scope: CODE_SCOPE,
    look: async (api, project) => {
      const repositories = await readRepositories({ api, settings }, project);
      const query = { 'searchCriteria.status': 'active', $top: 1 };
      await api.core.ask(inProject(project.id, 'git/pullrequests'), { query });
      return `${repositories.length} repositories of ${project.name} can be read.`;
    },
  },
];

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export const check = (settings: AzureReposSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, areasOf(settings));
