import { deploymentsOfBuilds } from '../../engine/correlate/builds.js';
import { artifactKey } from '../../engine/correlate/keys.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import type { Session } from '../../storage/sql/session.js';
import { loadEffectiveRuns, runsWith } from '../load/effective-runs.js';
import { changedCode } from './changed-code.js';
import { effectiveRuns, runLinks } from './effective-runs.js';
import { defineRelation, numbersOf, targetsOf } from './relation.js';

/** Loads these runs, those that use what they make, and the builds of all of them. */
async function loadDeliveries(session: Session, runs: readonly number[]) {
  const affected = await loadEffectiveRuns(session, runs);
  const made = affected.flatMap(({ artifactsOut }) => artifactsOut.map(artifactKey));
  const hashes = affected.flatMap(({ commits }) => commits);
  const takers = await runsWith(session, made, hashes);
  const old = await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], runs);
  const formerTakers = await loadEffectiveRuns(session, targetsOf(old));
  const candidates = [...affected, ...takers, ...formerTakers];
  const deliveries = [...new Map(candidates.map((row) => [row.number, row])).values()].filter(
    ({ kinds }) => kinds.includes('CD'),
  );
  const taken = deliveries.flatMap(({ artifactsIn }) => artifactsIn.map(artifactKey));
  const deployed = deliveries.flatMap(({ commits }) => commits);
  const found = await runsWith(session, taken, deployed);
  const builds = found.filter(({ kinds }) => kinds.includes('CI'));
  return { numbers: [...new Set([...runs, ...numbersOf(deliveries)])], deliveries, builds };
}

/** The deployments of each build. A run that names no repository lies in those of its commits, and can lie in others since code changed. */
export const deliveries = defineRelation({
  name: 'deliveries',
  links: { BUILD_DEPLOYMENT: [[], []] },
  side: 'target',
  after: [effectiveRuns, runLinks, changedCode],
  affected: async (_session, { of }) => {
    const homeless = of(changedCode).filter(({ repositories }) => repositories.length === 0);
    return [...of(effectiveRuns).runs, ...numbersOf(homeless)];
  },
  load: loadDeliveries,
  link: ({ deliveries: all, builds }) => deploymentsOfBuilds(all, builds),
});
