import {
  type ChangeText,
  changesBy,
  changesHolding,
} from '../../storage/relations/change-facts.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { textsBy, textsNumbered } from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { changesWithoutPullRequest, hashesOfChange } from '../load/code-names.js';
import { itemWork } from './item-work.js';
import { references } from './references.js';
import { defineRelation, numbersOf, sourcesOf, targetsOf } from './relation.js';

/** Loads changes that no pull request brought, with the items for which their commits are written. */
async function loadItems(session: Session, numbers: readonly number[]) {
  const changes = await changesWithoutPullRequest(session, await changesBy(session, numbers));
  const commits = await textsBy(session, 'commit', 'sha', changes.flatMap(hashesOfChange));
  const written = await linksAt(session, 'target', ['ITEM_COMMIT'], numbersOf(commits));
  return {
    numbers,
    changes,
    itemsOf: Map.groupBy(written, ({ target }) => target),
    bySha: Map.groupBy(commits, ({ sha }) => sha),
  };
}

/** The changes that hold commits written for a work item and came by no pull request. */
export const itemChanges = defineRelation({
  name: 'itemChanges',
  links: { ITEM_CHANGE: [['workItem'], []] },
  side: 'target',
  after: [references, itemWork],
  affected: async (session, { changed, of }) => {
    const moved = of(itemWork).differing.filter(({ relation }) => relation === 'ITEM_COMMIT');
    const commits = await textsNumbered(session, 'commit', targetsOf(moved));
    const hashes = commits.map(({ sha }) => sha);
    return [
      ...changed.numbers('CHANGE'),
      ...targetsOf(await linksAt(session, 'source', ['ITEM_CHANGE'], sourcesOf(moved))),
      ...(await changesHolding(session, hashes)),
      ...of(references).changes,
    ];
  },
  load: loadItems,
  link: ({ changes, itemsOf, bySha }) =>
    changes.flatMap((change: ChangeText) => {
      const own = hashesOfChange(change).flatMap((sha) => bySha.get(sha) ?? []);
      const items = own.flatMap(({ number }) => itemsOf.get(number) ?? []);
      return [...new Set(sourcesOf(items))].map((source) => ({
        relation: 'ITEM_CHANGE' as const,
        source,
        target: change.number,
        at: change.mergedAt,
        rule: 'COMMIT',
      }));
    }),
});
