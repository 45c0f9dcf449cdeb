import { hashesByRepository } from '../../storage/relations/commit-graph.js';
import { defineDerived } from './relation.js';

/** Changed commits: hashes that they have, or had before, by repository. */
export const changedCommits = defineDerived({
  name: 'changedCommits',
  after: [],
  find: async (session, { changed: { ranges, formerCommits } }) => ({
    hashes: await hashesByRepository(session, ranges('COMMIT'), formerCommits),
    former: formerCommits.map(([, sha]) => sha),
  }),
});
