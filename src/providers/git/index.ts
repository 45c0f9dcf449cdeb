import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { type GitSettings, gitSettings } from './settings.js';
import { identify } from './source/location.js';
import { grantsOf } from './source/source.js';
import { toFacts } from './to-facts.js';

/** Any git repository: commits, changes of the default branch, tags and `.mailmap`. */
export const git = defineProvider<GitSettings>({
  id: 'GIT',
  title: 'Git repository',
  description:
    'The history of a git repository: a folder on this machine, or a URL that git can clone.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'GIT',
  settings: gitSettings,
  rhythm: { minutes: 5, pages: Number.POSITIVE_INFINITY, sweepHours: null },
  identify: ({ location, name }) => {
    const found = identify(location);
    return { ...found, name: name ?? found.name };
  },
  check,
  collect,
  toFacts,
  grantsOf,
});
