import { hashesOfCode } from '../../storage/relations/repositories-by-hash.js';
import { runsWith } from '../load/effective-runs.js';
import { runLinks } from './effective-runs.js';
import { references } from './references.js';
import { defineDerived } from './relation.js';

/** The effective runs that name a hash that changed code has or had. */
export const changedCode = defineDerived({
  name: 'changedCode',
  after: [references, runLinks],
  find: async (session, { changed: { ranges }, hasTools, of }) => {
    if (!hasTools) return [];
    const code = { commits: ranges('COMMIT'), changes: ranges('CHANGE') };
    const hashes = [...of(references).hashes, ...(await hashesOfCode(session, code))];
    return runsWith(session, [], hashes);
  },
});
