import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { fetchNudged } from './reading/fetch-nudged.js';
import { open, receive } from './receive.js';
import { identify, type JiraSettings, jiraSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

export const jira = defineProvider<JiraSettings>({
  id: 'JIRA',
  title: 'Jira',
  description:
    'Issues with their whole history, sprints and versions of Jira Cloud and Jira Data Center.',
  categories: ['ISSUE_MANAGEMENT'],
  applicationType: 'JIRA',
  settings: jiraSettings,
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
