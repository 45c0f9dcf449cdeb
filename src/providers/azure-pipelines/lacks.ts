/** Fields that Azure Pipelines does not provide, so that the facts have null or nothing there. */
export const lacks = [
  {
    fact: 'PIPELINE_RUN',
    field: 'environmentType',
    why: 'No environment is marked as production: names, settings and the scope of a team decide.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'environment',
    why: 'A stage of a YAML pipeline names one only where its deployment job does.',
  },
  { fact: 'PIPELINE_RUN', field: 'services', why: 'Runs name no service.' },
  { fact: 'PIPELINE_RUN', field: 'infrastructure', why: 'Runs name no infrastructure.' },
  {
    fact: 'PIPELINE_RUN',
    field: 'rollback',
    why: 'It is not said that an earlier version is deployed again: the name of the pipeline, stage or job has to.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'commits',
    why: 'A run names the commit that it took, not those since the one before; deployments of older releases name their builds alone.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'endedAt',
    why: 'Deployments of releases that name no end have that of their last change.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'attempt',
    why: 'Attempts of a stage before the last one are counted, and not read.',
  },
] as const;
