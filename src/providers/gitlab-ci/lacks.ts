/** Fields that GitLab does not provide, so that they stay null or empty. */
export const lacks = [
  {
    fact: 'PIPELINE_RUN',
    field: 'rollback',
    why: 'A rollback is a deployment like any other: it is known where the name of its job says so.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'services',
    why: 'GitLab knows projects and environments, and no services.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsIn',
    why: 'Nothing says which artifact a deployment took: builds and deployments meet by their commit.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsOut',
    why: 'Images that a job pushes are not named by it.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'parent',
    why: 'A pipeline does not say which one of another project started it.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'infrastructure',
    why: 'An environment names its cluster in some setups alone.',
  },
] as const;
