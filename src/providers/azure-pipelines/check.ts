import { inProject } from '../azure-api/api.js';
import { type AreaCheck, checkAccess } from '../azure-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import {
  type AzurePipelinesSettings,
  BUILD_SCOPE,
  ENVIRONMENT_SCOPE,
  RELEASE_SCOPE,
} from './settings.js';

const builds: AreaCheck = {
  what: 'Builds',
  scope: BUILD_SCOPE,
  look: async (api, { id, name }) => {
    await api.core.ask(inProject(id, 'build/definitions'), { query: { $top: 1 } });
    return `Runs of ${name} can be read.`;
  },
};
const environments: AreaCheck = {
  what: 'Environments',
  scope: ENVIRONMENT_SCOPE,
  optional: true,
  look: async (api, { id, name }) => {
    await api.preview.ask(inProject(id, 'distributedtask/environments'), { query: { $top: 1 } });
    return `Environments of ${name} can be read.`;
  },
};
const releases: AreaCheck = {
  what: 'Classic releases',
  scope: RELEASE_SCOPE,
  optional: true,
  look: async (api, { id, name }) => {
    await api.releases.ask(inProject(id, 'release/deployments'), { query: { $top: 1 } });
    return `Deployments of ${name} can be read.`;
  },
};

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export function check(
  settings: AzurePipelinesSettings,
  context: SourceContext,
): Promise<CheckReport> {
  const areas = [
    builds,
    ...(settings.readsEnvironments ? [environments] : []),
    ...(settings.readsReleases ? [releases] : []),
  ];
  return checkAccess(settings, context, areas);
}
