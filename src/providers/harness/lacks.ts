/** Fields that Harness does not provide: they stay null, or empty. */
export const lacks = [
  {
    fact: 'PIPELINE_RUN',
    field: 'attempt',
    why: 'Harness names the first execution of a retry, but does not count: the number of the execution orders the attempts.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'repository',
    why: 'A deployment names no code: it meets the build by the image that it takes.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'commits',
    why: 'A deployment names no commits, and a build by hand of a branch may name none.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsIn.location',
    why: 'An image of a connector names no registry: it is kept as "registry".',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'artifactsOut',
    why: 'Files that a build published have addresses that no deployment names: images alone are read.',
  },
  {
    fact: 'PIPELINE_RUN',
    field: 'triggeredBy',
    why: 'Triggers have no user: the author of the push counts where Harness gives an e-mail address.',
  },
] as const;
