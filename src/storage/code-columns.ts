import { remoteKey } from '../model/remote-url.js';
import {
  at,
  type FactTable,
  integration,
  none,
  person,
  plain,
  repository,
  structured,
  text,
} from './fact-column.js';

export const codeTables: {
  readonly [Kind in 'REPOSITORY' | 'COMMIT' | 'CHANGE' | 'TAG' | 'MAILMAP']: FactTable<Kind>;
} = {
  REPOSITORY: {
    table: 'repository',
    people: none,
    dimensions: none,
    columns: {
      integration,
      name: text('name'),
      url: text('url'),
      default_branch: text('defaultBranch'),
      remote: ['text', ({ remote, url }) => remote ?? (url === null ? null : remoteKey(url))],
      public_id: ['text', ({ publicId }) => publicId ?? null],
    },
  },
  COMMIT: {
    table: 'commit',
    people: (fact) => [fact.author, fact.committer],
    dimensions: none,
    columns: {
      repository,
      sha: text('sha'),
      title: text('title'),
      body: text('body'),
      author: person('author'),
      committer: person('committer'),
      authored_at: at('authoredAt'),
      committed_at: at('committedAt'),
      parents: structured('parents'),
      files: structured('files'),
      trailers: structured('trailers'),
      doubt: text('doubt'),
      incomplete: plain('boolean', 'incomplete'),
      too_many_renames: plain('boolean', 'tooManyRenames'),
    },
  },
  CHANGE: {
    table: 'change',
    people: (fact) => [fact.author],
    dimensions: none,
    columns: {
      repository,
      sha: text('sha'),
      branch: text('branch'),
      position: plain('integer', 'position'),
      title: text('title'),
      author: person('author'),
      merged_at: at('mergedAt'),
      first_commit_at: at('firstCommitAt'),
      commits: structured('commits'),
      pull_request: plain('integer', 'pullRequest'),
      squashed: plain('boolean', 'squashed'),
      reverted_shas: structured('revertedShas'),
      doubt: text('doubt'),
    },
  },
  TAG: {
    table: 'tag',
    people: none,
    dimensions: none,
    columns: {
      repository,
      name: text('name'),
      sha: text('sha'),
      tagged_at: at('taggedAt'),
      position: plain('integer', 'position'),
    },
  },
  MAILMAP: {
    table: 'mailmap',
    people: none,
    dimensions: none,
    columns: { repository, entries: structured('entries') },
  },
};
