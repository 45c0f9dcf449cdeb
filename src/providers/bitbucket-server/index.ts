import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open, receive } from './receive.js';
import { type BitbucketServerSettings, bitbucketServerSettings, identify } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

export const bitbucketServer = defineProvider<BitbucketServerSettings>({
  id: 'BITBUCKET_SERVER',
  title: 'Bitbucket Data Center',
  description:
    'Pull requests with their commits, reviews and comments, and tags of Bitbucket Data Center or Server.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'BITBUCKET',
  lacks,
  settings: bitbucketServerSettings,
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
