/** The fields that stay empty, since PagerDuty does not provide them. */
export const lacks = [
  {
    fact: 'INCIDENT',
    field: 'closedAt',
    why: 'An incident ends with its resolution: nothing is closed.',
  },
  {
    fact: 'INCIDENT',
    field: 'repository',
    why: 'An incident names a service, never a repository.',
  },
  {
    fact: 'INCIDENT',
    field: 'causedBy',
    why: 'Change events that it relates are no runs of a pipeline.',
  },
  { fact: 'INCIDENT', field: 'fixedBy', why: 'Nothing names the deployment that fixed it.' },
  { fact: 'INCIDENT', field: 'labels', why: 'Incidents have none.' },
  {
    fact: 'INCIDENT',
    field: 'owner.bot',
    why: 'Users have no mark of being a program; what programs do is not assigned to anybody.',
  },
] as const;
