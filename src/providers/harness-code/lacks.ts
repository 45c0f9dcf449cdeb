/** Fields that Harness Code does not provide: they stay null, or empty. */
export const lacks = [
  {
    fact: 'PULL_REQUEST',
    field: 'files',
    why: 'Harness counts the files between two branches and names none of them without their contents.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'additions',
    why: 'Older versions count commits and files alone; where a branch is deleted, nothing can be compared.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'deletions',
    why: 'Older versions count commits and files alone; where a branch is deleted, nothing can be compared.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'labels',
    why: 'The list of pull requests says none.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'reverts',
    why: 'A pull request that reverts another does not say which.',
  },
  {
    fact: 'COMMIT',
    field: 'files',
    why: 'Harness names no files of a commit: histories come from the provider Git, by the address of the clone.',
  },
] as const;
