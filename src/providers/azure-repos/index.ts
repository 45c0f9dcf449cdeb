import { identifyAccess } from '../azure-api/identify.js';
import { receive } from '../azure-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './open.js';
import { type AzureReposSettings, azureReposSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Azure Repos, in the cloud or as Azure DevOps Server: repositories, pull requests, tags. */
export const azureRepos = defineProvider<AzureReposSettings>({
  id: 'AZURE_REPOS',
  title: 'Azure Repos',
  description:
    'Pull requests with votes, comments, commits and files, and tags of Azure DevOps Services or Server.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'AZURE_DEVOPS',
  lacks,
  settings: azureReposSettings,
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
