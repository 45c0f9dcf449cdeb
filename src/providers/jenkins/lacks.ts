/** Fields that Jenkins does not provide, so that they stay unknown. */
export const lacks = [
  {
    fact: 'PIPELINE_RUN',
    field: 'triggeredBy.email',
    why: 'A cause names the id and the name of a user; their address is shown to administrators alone.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsIn',
    why: 'A build archives files, whose registry, name and version nobody knows.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsOut',
    why: 'A build archives files, whose registry, name and version nobody knows.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'infrastructure',
    why: 'Jenkins knows agents that build, and nothing of what is deployed to.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'attempt',
    why: 'A build that is tried again, replayed or restarted from a stage is a new build with a number of its own.',
  },
  { fact: 'PIPELINE_RUN', field: 'tags', why: 'Builds have none.' },
] as const;
