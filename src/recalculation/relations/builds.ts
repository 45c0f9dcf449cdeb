import {
  buildsOfChanges as linkChanges,
  buildsOfPullRequests as linkPullRequests,
} from '../../engine/correlate/builds.js';
import { changesBy, changesHolding } from '../../storage/relations/change-facts.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { textsNumbered } from '../../storage/relations/linkable-facts.js';
import { findReferencing, loadReferenceKeys } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { hashesOfChange } from '../load/code-names.js';
import { loadEffectiveRuns, runsWith } from '../load/effective-runs.js';
import { effectiveRuns, runLinks } from './effective-runs.js';
import { references } from './references.js';
import { defineRelation, numbersOf, sourcesOf } from './relation.js';

/** Loads pull requests and changes with the runs that build any of their commits. */
async function loadBuilt(session: Session, numbers: readonly number[]) {
  const texts = await textsNumbered(session, 'pull_request', numbers);
  const changes = await changesBy(session, numbers);
  const keys = await loadReferenceKeys(session, ['COMMIT'], numbersOf(texts));
  const hashes = [...keys.map(({ key }) => key), ...changes.flatMap(hashesOfChange)];
  const runs = await runsWith(session, [], hashes);
  return { numbers, texts, changes, builds: runs.filter(({ kinds }) => kinds.includes('CI')) };
}

/** The CI runs over the commits of each pull request and change. */
export const builds = defineRelation({
  name: 'builds',
  links: { PULL_REQUEST_BUILD: [['pullRequest'], ['run']], CHANGE_BUILD: [['change'], []] },
  side: 'source',
  after: [references, effectiveRuns, runLinks],
  affected: async (session, { changed, of }) => {
    const { runs } = of(effectiveRuns);
    const old = await linksAt(session, 'target', ['PULL_REQUEST_BUILD', 'CHANGE_BUILD'], runs);
    const built = (await loadEffectiveRuns(session, runs)).flatMap(({ commits }) => commits);
    return [
      ...changed.numbers('PULL_REQUEST'),
      ...changed.numbers('CHANGE'),
      ...sourcesOf(old),
      ...(await findReferencing(session, 'pull_request', 'COMMIT', built)),
      ...(await changesHolding(session, built)),
    ];
  },
  load: loadBuilt,
  link: ({ texts, changes, builds: found }) => {
    const lowered = texts.map((each) => ({
      ...each,
      commits: each.commits.map(({ sha }) => sha.toLowerCase()),
    }));
    return [...linkPullRequests(lowered, found), ...linkChanges(changes, found)];
  },
});
