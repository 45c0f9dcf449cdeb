/** Parts of facts that Bitbucket Cloud does not provide: they stay null or empty. */
export const lacks = [
  { fact: 'PULL_REQUEST', field: 'labels', why: 'Bitbucket has none at pull requests.' },
  {
    fact: 'PULL_REQUEST',
    field: 'readyAt',
    why: 'The log of a pull request says when it was no draft any more only where its entries name the draft.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'reviews.state',
    why: 'An approval that was withdrawn leaves no date: no review is DISMISSED.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'reviews.hasText',
    why: 'A verdict has no text of its own; what is said beside it is a comment.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'commits.authoredAt',
    why: 'A commit has one date, which stands for both.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'mergedAt',
    why: 'One merged by a push has no entry in its log: the date of its merge commit counts, else when it was closed.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'additions',
    why: 'Unknown where Bitbucket does not answer for the difference in time (555).',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'files.additions',
    why: 'Bitbucket counts no lines of binary files: a changed file without lines is unknown.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'author.email',
    why: 'Accounts show none: it is taken from commits that Bitbucket knows as theirs.',
  },
  { fact: 'COMMIT', field: '*', why: 'Connect the git repository beside, which has them all.' },
] as const;
