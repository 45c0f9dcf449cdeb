import { bitbucketPipelines } from '../../../src/providers/bitbucket-pipelines/index.js';
import { endPipeline, repositoryNamed, startPipeline } from '../play/bitbucket/mutations.js';
import { bitbucketLimits, playBitbucket, removalsOf } from './bitbucket.js';
import type { Tool } from './tool.js';

/** Every run asks what there is, and for the newest of each list. */
const opening = /\/repositories\/\w+\?|\/(?:pipelines|deployments)\?sort=[^&]*&pagelen=100$|\/user/;

const withoutDate = (body: unknown): unknown => {
  const [first] = (body as { readonly values: { created_on: unknown }[] }).values;
  if (first) first.created_on = 7;
  return body;
};

export const bitbucketPipelinesTool: Tool = {
  provider: bitbucketPipelines,
  start: (options) =>
    playBitbucket(
      {
        ...{ settings: {}, opening },
        change: (world, title, at) => {
          const pipeline = startPipeline(repositoryNamed(world, 'shop'), title, at);
          endPipeline(pipeline, 'SUCCESSFUL', at);
        },
        spoil: ({ faults }) => {
          const when = ({ path }: { readonly path: string }) => path.endsWith('/pipelines');
          faults.add({ effect: { kind: 'CHANGE', change: withoutDate }, when });
          return 'MALFORMED_PIPELINE';
        },
      },
      options,
    ),
  lacking: [
    { ...{ name: 'repository', term: /read:repository:bitbucket/, isOptional: false, lost: null } },
    { ...{ name: 'pipeline', term: /read:pipeline:bitbucket/, isOptional: false, lost: null } },
  ],
  limits: bitbucketLimits,
  otherwise: { deploys: 'nothing', production: '*' },
  removals: removalsOf([
    'a repository that was deleted',
    'a repository that was renamed',
    'a repository that was transferred',
  ]),
};
