import { hashesOfCode } from '../../storage/relations/repositories-by-hash.js';
import { runsWith } from '../load/effective-runs.js';
import { changedCommits } from './changed-commits.js';
import { runLinks } from './effective-runs.js';
import { references } from './references.js';
import { defineDerived } from './relation.js';

/** The effective runs that name a hash that changed code has or had. */
export const changedCode = defineDerived({
  name: 'changedCode',
  after: [changedCommits, references, runLinks],
  find: async (session, { changed: { ranges }, hasTools, of }) => {
    if (!hasTools) return [];
    const hashes = [
      ...of(references).hashes,
      ...[...of(changedCommits).hashes.values()].flat(),
      ...(await hashesOfCode(session, { commits: [], changes: ranges('CHANGE') })),
    ];
    return runsWith(session, [], hashes);
  },
});
