/** Fields that Azure Repos does not provide, so that the facts have null there. */
export const lacks = [
  {
    fact: 'PULL_REQUEST',
    field: 'additions',
    why: 'No answer counts lines; a git repository that is connected too brings them with its commits.',
  },
  { fact: 'PULL_REQUEST', field: 'deletions', why: 'No answer counts lines.' },
  { fact: 'PULL_REQUEST', field: 'files.additions', why: 'Changed files come without lines.' },
  { fact: 'PULL_REQUEST', field: 'files.deletions', why: 'Changed files come without lines.' },
  {
    fact: 'PULL_REQUEST',
    field: 'commits.isMerge',
    why: 'The list of commits has no parents, so that a merge among them counts as a commit.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'mergeMethod',
    why: 'It is not said of pull requests that were completed without options.',
  },
  {
    fact: 'TAG',
    field: 'position',
    why: 'The line of the default branch is known to a git repository alone.',
  },
] as const;
