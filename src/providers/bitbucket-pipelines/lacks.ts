/** Parts of facts that Bitbucket Pipelines does not provide: they stay null or empty. */
export const lacks = [
  {
    fact: 'PIPELINE_RUN',
    field: 'startedAt',
    why: 'A pipeline says when it was created; its waiting is in its time.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'attempt',
    why: 'Failed steps that are run again change the pipeline itself, whose end moves on.',
  },
  { fact: 'PIPELINE_RUN', field: 'services', why: 'Bitbucket knows no services.' },
  { fact: 'PIPELINE_RUN', field: 'artifactsIn', why: 'Artifacts of steps have no identity.' },
  { fact: 'PIPELINE_RUN', field: 'artifactsOut', why: 'Artifacts of steps have no identity.' },
  {
    fact: 'PIPELINE_RUN',
    field: 'rollback',
    why: 'A redeployment of an earlier release is not marked as one: only names say it.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'triggeredBy',
    why: 'A deployment names nobody: who started it stands at its pipeline.',
  },
] as const;
