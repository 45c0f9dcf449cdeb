import { repairLinks } from '../../engine/correlate/repairs.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import {
  type FactLink,
  linksAt,
  revertsCarriedBy,
  writeLinks,
} from '../../storage/relations/fact-links.js';
import { idsOfRuns, runsWithIds, textsBy } from '../../storage/relations/linkable-facts.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from './production.js';
import { type AffectedForReverts, linkReverts, REVERTS } from './reverts.js';

const CONTAINED_IN = ['PULL_REQUEST_DEPLOYMENT', 'CHANGE_DEPLOYMENT'] as const;
const SHIPPED = [...CONTAINED_IN, 'PULL_REQUEST_SHIPMENT', 'CHANGE_SHIPMENT'] as const;

/** Affected facts that can make a deployment a repair, or no longer one. */
export interface Repairable extends AffectedForReverts {
  readonly runs: readonly number[];
  readonly incidents: readonly number[];
  /** Links to first deployments and shipments that differ. */
  readonly links: readonly FactLink[];
}

/** The deployments that may repair otherwise than before. */
async function repairing(
  session: Session,
  { runs, incidents, links }: Repairable,
  reverts: readonly FactLink[],
): Promise<number[]> {
  const reverted = links.map(({ source }) => source);
  const reverting = await linksAt(session, 'target', REVERTS, reverted);
  const sources = [...reverts, ...reverting].map(({ source }) => source);
  const carriers = await linksAt(session, 'source', CONTAINED_IN, sources);
  const old = await linksAt(
    session,
    'target',
    ['DEPLOYMENT_REPAIR'],
    [...runs, ...incidents, ...links.map(({ target }) => target)],
  );
  const repaired = await textsBy(session, 'incident', 'number', incidents);
  const fixing = await runsWithIds(
    session,
    repaired.flatMap(({ fixedBy }) => fixedBy),
  );
  return [
    ...runs,
    ...links.map(({ target }) => target),
    ...carriers.map(({ target }) => target),
    ...old.map(({ source }) => source),
    ...(await effectiveRunsFor(session, fixing)),
  ];
}

async function repairsOf(session: Session, numbers: readonly number[]): Promise<FactLink[]> {
  const deployments = await productionDeployments(session, numbers);
  const ids = await idsOfRuns(session, numbers);
  const fixed = await findReferencing(session, 'incident', 'RUN', ids);
  const incidents = await textsBy(session, 'incident', 'number', fixed);
  const carried = await revertsCarriedBy(session, numbers);
  const shipments = await linksAt(
    session,
    'source',
    SHIPPED,
    carried.map(({ reverted }) => reverted),
  );
  return repairLinks({
    deployments,
    incidents,
    reverts: carried,
    shipments,
    firstDeployments: carried.map(({ reverting: source, run: target }) => ({ source, target })),
  });
}

/** Links deployments to what shows that they repair, or may. Returns the links that differ. */
export async function linkRepairs(session: Session, affected: Repairable): Promise<FactLink[]> {
  const reverts = await linkReverts(session, affected);
  const numbers = [...new Set(await repairing(session, affected, reverts))];
  const links = await repairsOf(session, numbers);
  const before = await linksAt(session, 'source', ['DEPLOYMENT_REPAIR'], numbers);
  return [...reverts, ...(await writeLinks(session, before, links))];
}
