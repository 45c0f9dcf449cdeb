import { familiesOf, rootLinks } from '../../engine/correlate/family.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { itemTrees } from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { defineRelation, numbersOf, sourcesOf, targetsOf } from './relation.js';

/** Loads items with all above and below them. Where some are gone, links alone remember what lay below them. */
async function loadTrees(session: Session, items: readonly number[]) {
  const known = await itemTrees(session, items);
  const isKnown = new Set(numbersOf(known));
  const gone = items.filter((number) => !isKnown.has(number));
  if (gone.length === 0) return { numbers: isKnown, nodes: known };
  const tops = [...gone, ...targetsOf(await linksAt(session, 'source', ['ITEM_ROOT'], gone))];
  const former = sourcesOf(await linksAt(session, 'target', ['ITEM_ROOT'], tops));
  const nodes = await itemTrees(session, [...items, ...former]);
  return { numbers: [...items, ...former, ...numbersOf(nodes)], nodes };
}

/** The item at the top of the tree in which each work item lies. */
export const itemRoots = defineRelation({
  name: 'itemRoots',
  links: { ITEM_ROOT: [['workItem'], ['workItem']] },
  side: 'source',
  after: [],
  affected: async (_session, { changed }) => changed.numbers('WORK_ITEM'),
  load: loadTrees,
  link: ({ nodes }) => rootLinks(familiesOf(nodes)),
});
