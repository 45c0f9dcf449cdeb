/** The fields that stay empty, since ServiceNow does not provide them. */
export const lacks = [
  {
    fact: 'INCIDENT',
    field: 'repository',
    why: 'An incident names a service or a configuration item, never a repository.',
  },
  {
    fact: 'INCIDENT',
    field: 'causedBy',
    why: 'It blames a change request, never a run of a pipeline; the number is kept as field:caused_by.',
  },
  { fact: 'INCIDENT', field: 'fixedBy', why: 'No column names the deployment that fixed it.' },
  { fact: 'INCIDENT', field: 'labels', why: 'Tags lie in a table that is read by the row alone.' },
  {
    fact: 'CHANGE_REQUEST',
    field: 'severity',
    why: 'A change request has a risk instead, which is kept as field:risk.',
  },
] as const;
