import { receive } from '../azure-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './receive.js';
import { type BoardsSettings, boardsSettings, identify } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Azure Boards, of Azure DevOps Services and Server: work items with their whole history, and sprints. */
export const azureBoards = defineProvider<BoardsSettings>({
  id: 'AZURE_BOARDS',
  title: 'Azure Boards',
  description:
    'Work items with their whole history, iterations and links to code of Azure DevOps Services and Server.',
  categories: ['ISSUE_MANAGEMENT'],
  applicationType: 'AZURE_DEVOPS',
  lacks,
  settings: boardsSettings,
  identify,
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
