/** Parts of facts that Azure Boards does not provide: they stay empty, and are never guessed. */
export const lacks = [
  {
    fact: 'SPRINT',
    field: 'completedAt',
    why: 'An iteration is over when its days are; nobody closes it.',
  },
  {
    fact: 'WORK_ITEM',
    field: 'versions',
    why: 'Work items name no versions that they ship in.',
  },
  { fact: 'VERSION', field: 'name', why: 'Azure Boards has no versions.' },
  {
    fact: 'WORK_ITEM',
    field: 'formerKeys',
    why: 'An item keeps its number when it is moved to another project.',
  },
  {
    fact: 'WORK_ITEM',
    field: 'linkedPullRequests',
    why: 'Pull requests of GitHub are linked by a number of the connection, which names no repository; they find their items by AB#.',
  },
  {
    fact: 'WORK_ITEM',
    field: 'parentHistory.at',
    why: 'The newest step of links alone may have no date; then it has that of the revision before.',
  },
] as const;
