import { repositoriesOfHashes } from '../../storage/relations/repositories-by-hash.js';
import { loadEffectiveRuns } from '../load/effective-runs.js';
import { changedCode } from './changed-code.js';
import { effectiveRuns, runLinks } from './effective-runs.js';
import { defineRelation, numbersOf } from './relation.js';

/** The runs that name commits of which no repository has any. */
export const unknownCommits = defineRelation({
  name: 'unknownCommits',
  links: { RUN_COMMITS_UNKNOWN: [[], []] },
  side: 'source',
  after: [effectiveRuns, runLinks, changedCode],
  affected: async (_session, { of }) => [...of(effectiveRuns).runs, ...numbersOf(of(changedCode))],
  load: async (session, numbers: readonly number[]) => {
    const rows = await loadEffectiveRuns(session, numbers);
    const named = rows.filter(({ commits }) => commits.length > 0);
    const hashes = named.flatMap(({ commits }) => commits);
    const known = (await repositoriesOfHashes(session, hashes)).map(({ sha }) => sha);
    return { numbers, named, known: new Set(known) };
  },
  link: ({ named, known }) =>
    named
      .filter(({ commits }) => !commits.some((sha) => known.has(sha)))
      .map(({ number, ownAt }) => ({
        relation: 'RUN_COMMITS_UNKNOWN',
        source: number,
        target: number,
        at: ownAt,
        rule: 'NO_REPOSITORY',
      })),
});
