import { type AreaCheck, checkAccess } from '../azure-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import { readNodes, readTeams } from './lists.js';
import type { BoardsSettings } from './settings.js';

const areas: readonly AreaCheck[] = [
  {
    what: 'Work items',
    scope: 'vso.work',
    look: async (api, project) => {
      const nodes = await readNodes(api, project);
      return `Areas and iterations of ${project.name} can be read (${nodes.length} trees).`;
    },
  },
  {
    what: 'Teams and sprints',
    scope: 'vso.project',
    optional: true,
    look: async (api, project) => {
      const teams = await readTeams(api, project);
      return `${teams.length} teams of ${project.name} can be read.`;
    },
  },
];

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export const check = (settings: BoardsSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, areas);
