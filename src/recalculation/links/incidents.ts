import { blameLinks } from '../../engine/correlate/blame.js';
import {
  incidentsAfter,
  successesBefore,
  type TouchedPlace,
} from '../../storage/deployment-places.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/fact-links.js';
import { factsWithWords } from '../../storage/fact-words.js';
import { idsOfRuns, runsWithIds, textsBy } from '../../storage/linkable-facts.js';
import type { Session } from '../../storage/session.js';
import { standingFor, standingRows } from '../../storage/standing-runs.js';
import { productionOf } from './runs.js';

/** Links incidents to the deployments that they blame: these, and those that touched deployments may concern. */
export async function linkIncidents(
  session: Session,
  incidents: readonly number[],
  runs: readonly number[],
  places: readonly TouchedPlace[],
): Promise<FactLink[]> {
  const relation = ['INCIDENT_DEPLOYMENT'] as const;
  const old = await linksAt(session, 'target', relation, runs);
  const ids = await idsOfRuns(session, runs);
  const sources = [
    ...incidents,
    ...old.map(({ source }) => source),
    ...(await factsWithWords(session, 'incident', 'RUN', ids)),
    ...(await incidentsAfter(
      session,
      places.filter(({ kind }) => kind !== 'STREAM'),
    )),
  ];
  const told = await textsBy(session, 'incident', 'number', sources);
  const named = await runsWithIds(
    session,
    told.flatMap(({ causedBy }) => causedBy),
  );
  const numbers = told.map(({ number }) => number);
  const rows = await standingRows(session, [
    ...(await standingFor(session, named)),
    ...(await successesBefore(session, numbers)),
  ]);
  const deployments = rows.flatMap((row) => {
    const deployment = productionOf(row);
    return deployment ? { ...deployment, ids: row.ids } : [];
  });
  return writeLinks(
    session,
    await linksAt(session, 'source', relation, sources),
    blameLinks(told, deployments),
  );
}
