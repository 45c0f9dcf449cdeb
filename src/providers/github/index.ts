import { discover } from '../github-api/discover.js';
import { identifyAccess } from '../github-api/identify.js';
import { receive } from '../github-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { fetchNudged } from './fetch-nudged.js';
import { open } from './open.js';
import { type GithubSettings, githubSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** GitHub, in the cloud or as Enterprise Server: repositories, pull requests, issues, tags. */
export const github = defineProvider<GithubSettings>({
  id: 'GITHUB',
  title: 'GitHub',
  description:
    'Pull requests with commits, reviews and comments, issues and tags of github.com or GitHub Enterprise Server.',
  categories: ['SOURCE_CODE_MANAGEMENT', 'ISSUE_MANAGEMENT'],
  applicationType: 'GITHUB',
  settings: githubSettings,
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
