import { blameLinks } from '../../engine/correlate/blame.js';
import type { Window } from '../../model/time.js';
import {
  incidentsAfter,
  itemDisturbances,
  loadIncidentItemsBetween,
  successesBefore,
} from '../../storage/relations/blames.js';
import type { AffectedPlace } from '../../storage/relations/deployment-places.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import {
  type IncidentText,
  incidentsNaming,
  runsWithIds,
  textsNumbered,
} from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from '../load/production-deployments.js';
import { itemIncidents } from './item-incidents.js';
import { itemWork } from './item-work.js';
import { production } from './production.js';
import { defineRelation, sourcesOf } from './relation.js';

const spanOf = (places: readonly AffectedPlace[]): Window => ({
  from: places.reduce((first, { from }) => Math.min(first, from), places[0]!.from),
  to: places.reduce((last, { to }) => Math.max(last, to), places[0]!.to),
});

const present = (number: number | null) => (number === null ? [] : [number]);
const disturbanceOf = ({ number, createdAt, service, repository, causedBy }: IncidentText) => ({
  number,
  createdAt,
  causedBy,
  services: present(service),
  repositories: present(repository),
});

/** Loads what disturbed production, and the deployments that can be to blame. */
async function loadDisturbances(session: Session, numbers: readonly number[]) {
  const incidents = await textsNumbered(session, 'incident', numbers);
  const items = await itemDisturbances(session, numbers);
  const disturbances = [
    ...incidents.map(disturbanceOf),
    ...items.map((item) => ({ ...item, causedBy: [] })),
  ];
  const causes = disturbances.flatMap(({ causedBy }) => causedBy);
  const deployments = await productionDeployments(session, [
    ...(await effectiveRunsFor(session, await runsWithIds(session, causes))),
    ...(await successesBefore(session, disturbances)),
  ]);
  return { numbers, disturbances, deployments };
}

/** The deployments that incidents, and items classified as such, blame. */
export const blames = defineRelation({
  name: 'blames',
  links: { INCIDENT_DEPLOYMENT: [['incident', 'workItem'], ['run']] },
  side: 'source',
  after: [itemWork, itemIncidents, production],
  affected: async (session, { changed: { numbers }, of }) => {
    const { deployments, places: all } = of(production);
    const places = all.filter(({ kind }) => kind !== 'STREAM');
    const made = [...numbers('PULL_REQUEST'), ...numbers('COMMIT')];
    const between =
      places.length > 0 ? await loadIncidentItemsBetween(session, spanOf(places)) : [];
    return [
      ...[...numbers('INCIDENT'), ...numbers('WORK_ITEM')],
      ...sourcesOf([...of(itemIncidents).differing, ...of(itemWork).differing]),
      ...(await incidentsNaming(session, deployments)),
      ...sourcesOf(await linksAt(session, 'target', ['INCIDENT_DEPLOYMENT'], deployments)),
      ...sourcesOf(await linksAt(session, 'target', ['ITEM_PULL_REQUEST', 'ITEM_COMMIT'], made)),
      ...(await incidentsAfter(session, places)),
      ...between,
    ];
  },
  load: loadDisturbances,
  link: ({ disturbances, deployments }) =>
    blameLinks(
      disturbances,
      deployments.map((each) => ({ ...each, succeeded: each.shipped })),
    ),
});
