import { mergedRanges, numbersIn, rangesOf } from '../../model/change-log.js';
import { changesOfCommits, repositoriesOfChanges } from '../../storage/relations/change-facts.js';
import { defineDerived } from './relation.js';

/** The steps of default branches that changed, or whose commits did, and their repositories. */
export const line = defineDerived({
  name: 'line',
  after: [],
  find: async (session, { changed }) => {
    const ofCommits = await changesOfCommits(session, changed.ranges('COMMIT'));
    const changes = mergedRanges([...changed.ranges('CHANGE'), ...rangesOf(ofCommits)]);
    const repositories = changes.length > 0 ? await repositoriesOfChanges(session, changes) : [];
    return { changes, repositories };
  },
  affects: (_session, { changes }) => [['change', numbersIn(changes)]],
});
