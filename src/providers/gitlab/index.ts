import { discover } from '../gitlab-api/discover.js';
import { identifyAs } from '../gitlab-api/identify.js';
import { receive } from '../gitlab-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './open.js';
import { type GitlabSettings, gitlabSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** GitLab, in the cloud or self-managed: projects, merge requests, tags, issues. */
export const gitlab = defineProvider<GitlabSettings>({
  id: 'GITLAB',
  title: 'GitLab',
  description:
    'Merge requests with commits, approvals and comments, tags and issues of GitLab.com or a GitLab of your own.',
  categories: ['SOURCE_CODE_MANAGEMENT', 'ISSUE_MANAGEMENT'],
  applicationType: 'GITLAB',
  lacks,
  settings: gitlabSettings,
  identify: identifyAs('gitlab'),
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
