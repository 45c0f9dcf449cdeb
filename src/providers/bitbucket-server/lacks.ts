/** Parts of facts that Bitbucket Data Center does not provide: they stay empty. */
export const lacks = [
  {
    fact: 'PULL_REQUEST',
    field: 'additions',
    why: 'The API counts no lines; a git repository that is connected too does.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'deletions',
    why: 'The API counts no lines; a git repository that is connected too does.',
  },
  { fact: 'PULL_REQUEST', field: 'files.additions', why: 'The list of files has names alone.' },
  { fact: 'PULL_REQUEST', field: 'labels', why: 'Labels exist for repositories alone.' },
  {
    fact: 'PULL_REQUEST',
    field: 'readyAt',
    why: 'The history does not say when a draft became ready.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'reverts',
    why: 'Nothing but words names what a pull request reverts.',
  },
  {
    fact: 'TAG',
    field: 'taggedAt',
    why: 'Lists of tags have no date: it is the committer date of the commit.',
  },
  {
    fact: 'COMMIT',
    field: 'files',
    why: 'Lists of commits have no files: a git repository that is connected too does.',
  },
] as const;
