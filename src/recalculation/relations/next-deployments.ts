import { nextSuccessLinks } from '../../engine/correlate/streams.js';
import { deploymentsBefore, successesAfter } from '../../storage/relations/deployment-places.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { productionDeployments } from '../load/production-deployments.js';
import { production } from './production.js';
import { defineRelation, sourcesOf } from './relation.js';

/** The next success in the stream of each production deployment. */
export const nextDeployments = defineRelation({
  name: 'nextDeployments',
  links: { DEPLOYMENT_NEXT: [['run'], []] },
  side: 'source',
  after: [production],
  affected: async (session, { of }) => {
    const { deployments, places } = of(production);
    const streams = places.filter(({ kind }) => kind === 'STREAM');
    return [
      ...deployments,
      ...sourcesOf(await linksAt(session, 'target', ['DEPLOYMENT_NEXT'], deployments)),
      ...(await deploymentsBefore(session, streams)),
    ];
  },
  load: async (session, affected: readonly number[]) => {
    const numbers = new Set(affected);
    const after = await successesAfter(session, [...numbers]);
    return { numbers, deployments: await productionDeployments(session, [...numbers, ...after]) };
  },
  link: ({ numbers, deployments }) =>
    nextSuccessLinks(deployments).filter(({ source }) => numbers.has(source)),
});
