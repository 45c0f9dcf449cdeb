import { deliveredCode as codeOf, deploymentsOfBuilds } from '../../engine/correlate/builds.js';
import { type EffectiveRunRow, writeDelivered } from '../../storage/relations/effective-runs.js';
import { repositoriesOfHashes } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { deliveries } from './deliveries.js';
import { defineDerived } from './relation.js';

/** Finds the repositories of the commits of runs that name no repository. */
async function repositoriesKnowing(session: Session, runs: readonly EffectiveRunRow[]) {
  const homeless = runs.filter(({ repositories }) => repositories.length === 0);
  const hashes = homeless.flatMap(({ commits }) => commits);
  const bySha = Map.groupBy(await repositoriesOfHashes(session, hashes), ({ sha }) => sha);
  return (sha: string) => bySha.get(sha)?.map(({ repository }) => repository) ?? [];
}

/** The repositories and commits of each deployment. Returns the runs that were examined. */
export const deliveredCode = defineDerived({
  name: 'deliveredCode',
  after: [deliveries],
  find: async (session, { of }) => {
    const { inputs } = of(deliveries);
    if (!inputs) return [];
    const { numbers, deliveries: all, builds } = inputs;
    const repositoriesOf = await repositoriesKnowing(session, [...all, ...builds]);
    const links = deploymentsOfBuilds(all, builds);
    await writeDelivered(session, codeOf(all, builds, links, repositoriesOf));
    return numbers;
  },
});
