import { discover } from '../bitbucket-api/discover.js';
import { identifyAccess } from '../bitbucket-api/identify.js';
import { receive } from '../bitbucket-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './open.js';
import { type BitbucketSettings, bitbucketSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Bitbucket Cloud: repositories, pull requests, tags. Bitbucket Data Center is another provider. */
export const bitbucket = defineProvider<BitbucketSettings>({
  id: 'BITBUCKET',
  title: 'Bitbucket Cloud',
  description:
    'Pull requests with commits, reviews, comments and files, and tags of Bitbucket Cloud.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'BITBUCKET',
  lacks,
  settings: bitbucketSettings,
  // A page of pull requests takes some 55 of the 1,000 calls an hour: at most 900 are planned.
  rhythm: { minutes: 60, pages: 15, sweepHours: 24 },
  identify: (settings) => identifyAccess(settings),
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
