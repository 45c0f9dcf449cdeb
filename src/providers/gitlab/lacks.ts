/** Fields that GitLab does not provide, so that they stay null or empty. */
export const lacks = [
  {
    fact: 'PULL_REQUEST',
    field: 'author.email',
    why: 'Addresses of users are shown to administrators alone: the one that GitLab writes into commits of those who hide theirs stands in its place.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'commits.isMerge',
    why: 'The list of commits names no parents: a merge is known by the title that git gives it.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'files.additions',
    why: 'GitLab leaves out patches that are too large, and then the lines of the file and of the merge request are not known.',
  },
  {
    fact: 'PULL_REQUEST',
    field: 'reviews.hasText',
    why: 'An approval has no text; what was written is a comment.',
  },
  {
    fact: 'WORK_ITEM',
    field: 'assigneeHistory',
    why: 'Changes of the assignee are texts that name users by names which may have changed.',
  },
  {
    fact: 'WORK_ITEM',
    field: 'parent',
    why: 'Epics and parents of tasks are no part of the answers about issues that are read.',
  },
  { fact: 'WORK_ITEM', field: 'priority', why: 'GitLab has labels for it, and no field.' },
  { fact: 'WORK_ITEM', field: 'components', why: 'GitLab knows none.' },
  { fact: 'TAG', field: 'position', why: 'The list of tags says nothing of the line of a branch.' },
] as const;
