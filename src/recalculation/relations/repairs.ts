import { repairLinks } from '../../engine/correlate/repairs.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import {
  incidentsNaming,
  runsWithIds,
  textsNumbered,
} from '../../storage/relations/linkable-facts.js';
import { revertsCarriedBy } from '../../storage/relations/reverts.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from '../load/production-deployments.js';
import { firstDeployments } from './first-deployments.js';
import { production } from './production.js';
import { defineRelation, sourcesOf, targetsOf } from './relation.js';
import { REVERTS, reverts } from './reverts.js';

const CONTAINED_IN = ['PULL_REQUEST_DEPLOYMENT', 'CHANGE_DEPLOYMENT'] as const;
const SHIPPED = [...CONTAINED_IN, 'PULL_REQUEST_SHIPMENT', 'CHANGE_SHIPMENT'] as const;

/** Loads these deployments with all that can show that they repair. */
async function loadEvidence(session: Session, numbers: readonly number[]) {
  const deployments = await productionDeployments(session, numbers);
  const fixed = await incidentsNaming(session, numbers);
  const incidents = await textsNumbered(session, 'incident', fixed);
  const carried = await revertsCarriedBy(session, numbers);
  const reverted = carried.map((each) => each.reverted);
  const shipments = await linksAt(session, 'source', SHIPPED, reverted);
  return { numbers, deployments, incidents, carried, shipments };
}

/** The evidence that deployments repair, or may. */
export const repairs = defineRelation({
  name: 'repairs',
  links: { DEPLOYMENT_REPAIR: [['run'], []] },
  side: 'source',
  after: [production, firstDeployments, reverts],
  affected: async (session, { changed, of }) => {
    const { deployments } = of(production);
    const shipped = of(firstDeployments).differing;
    const incidents = changed.numbers('INCIDENT');
    const reverting = await linksAt(session, 'target', REVERTS, sourcesOf(shipped));
    const sources = sourcesOf([...of(reverts).differing, ...reverting]);
    const evidence = [...deployments, ...incidents, ...targetsOf(shipped)];
    const texts = await textsNumbered(session, 'incident', incidents);
    const fixing = texts.flatMap(({ fixedBy }) => fixedBy);
    return [
      ...deployments,
      ...targetsOf(shipped),
      ...targetsOf(await linksAt(session, 'source', CONTAINED_IN, sources)),
      ...sourcesOf(await linksAt(session, 'target', ['DEPLOYMENT_REPAIR'], evidence)),
      ...(await effectiveRunsFor(session, await runsWithIds(session, fixing))),
    ];
  },
  load: loadEvidence,
  link: ({ deployments, incidents, carried, shipments }) =>
    repairLinks({
      deployments,
      incidents,
      reverts: carried,
      shipments,
      firstDeployments: carried.map(({ reverting: source, run: target }) => ({ source, target })),
    }),
});
