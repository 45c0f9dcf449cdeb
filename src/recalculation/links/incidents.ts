import { blameLinks } from '../../engine/correlate/blame.js';
import { matchesAny } from '../../model/filter.js';
import type { Window } from '../../model/time.js';
import { incidentFilters } from '../../storage/cells/rulesets.js';
import {
  type AffectedPlace,
  incidentsAfter,
  successesBefore,
} from '../../storage/relations/deployment-places.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import {
  itemDisturbances,
  itemKinds,
  loadIncidentItems,
  loadIncidentItemsBetween,
} from '../../storage/relations/item-incidents.js';
import {
  type IncidentText,
  idsOfRuns,
  runsWithIds,
  textsBy,
} from '../../storage/relations/linkable-facts.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from './production.js';

/**
 * Writes which items some team classifies as incidents: of these, or of all if teams' filters can have changed. Returns
 * the links that differ.
 */
export async function linkItemIncidents(
  session: Session,
  items: readonly number[] | 'ALL',
): Promise<FactLink[]> {
  if (items.length === 0) return [];
  const filters = await incidentFilters(session);
  const kinds = filters.length > 0 ? await itemKinds(session, items) : [];
  const taken = kinds.filter(({ traits }) => matchesAny(filters, traits));
  const before = items === 'ALL' ? await loadIncidentItems(session) : items;
  return writeLinks(
    session,
    await linksAt(session, 'source', ['ITEM_INCIDENT'], before),
    taken.map(({ number, createdAt }) => ({
      relation: 'ITEM_INCIDENT',
      source: number,
      target: number,
      at: createdAt,
      rule: 'FILTER',
    })),
  );
}

/** Affected facts that can change which deployments incidents, and items classified as such, blame. */
export interface Blamable {
  readonly incidents: readonly number[];
  readonly items: readonly number[];
  /** Code that can be linked to items and lies in another repository than before. */
  readonly made: readonly number[];
  readonly runs: readonly number[];
  readonly places: readonly AffectedPlace[];
}

const spanOf = (places: readonly AffectedPlace[]): Window => ({
  from: places.reduce((first, { from }) => Math.min(first, from), places[0]!.from),
  to: places.reduce((last, { to }) => Math.max(last, to), places[0]!.to),
});

/** The incidents and items that may blame otherwise than before. */
async function disturbing(session: Session, affected: Blamable): Promise<number[]> {
  const { incidents, items, made, runs } = affected;
  const places = affected.places.filter(({ kind }) => kind !== 'STREAM');
  const old = await linksAt(session, 'target', ['INCIDENT_DEPLOYMENT'], runs);
  const named = await findReferencing(session, 'incident', 'RUN', await idsOfRuns(session, runs));
  const holding = await linksAt(session, 'target', ['ITEM_PULL_REQUEST', 'ITEM_COMMIT'], made);
  return [
    ...[...incidents, ...items, ...named],
    ...[...old, ...holding].map(({ source }) => source),
    ...(await incidentsAfter(session, places)),
    ...(places.length > 0 ? await loadIncidentItemsBetween(session, spanOf(places)) : []),
  ];
}

const present = (number: number | null) => (number === null ? [] : [number]);
const disturbance = ({ number, createdAt, service, repository, causedBy }: IncidentText) => ({
  number,
  createdAt,
  causedBy,
  services: present(service),
  repositories: present(repository),
});

/** Links incidents, and items taken for such, to the deployments that they blame: these, and those that affected deployments may concern. */
export async function linkIncidents(session: Session, affected: Blamable): Promise<FactLink[]> {
  const sources = await disturbing(session, affected);
  const texts = await textsBy(session, 'incident', 'number', sources);
  const items = await itemDisturbances(session, sources);
  const disturbances = [
    ...texts.map(disturbance),
    ...items.map((item) => ({ ...item, causedBy: [] })),
  ];
  const named = await runsWithIds(
    session,
    disturbances.flatMap(({ causedBy }) => causedBy),
  );
  const deployments = await productionDeployments(session, [
    ...(await effectiveRunsFor(session, named)),
    ...(await successesBefore(session, disturbances)),
  ]);
  return writeLinks(
    session,
    await linksAt(session, 'source', ['INCIDENT_DEPLOYMENT'], sources),
    blameLinks(
      disturbances,
      deployments.map((each) => ({ ...each, succeeded: each.shipped })),
    ),
  );
}
