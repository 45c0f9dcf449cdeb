import { identifyAccess } from '../azure-api/identify.js';
import { receive } from '../azure-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './open.js';
import { type AzurePipelinesSettings, azurePipelinesSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Azure Pipelines, in the cloud or as Azure DevOps Server: runs, stages, environments, classic releases. */
export const azurePipelines = defineProvider<AzurePipelinesSettings>({
  id: 'AZURE_PIPELINES',
  title: 'Azure Pipelines',
  description:
    'Runs of pipelines with their stages, deployments to environments and classic releases of Azure DevOps Services or Server.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'AZURE_DEVOPS',
  lacks,
  settings: azurePipelinesSettings,
  identify: identifyAccess,
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
