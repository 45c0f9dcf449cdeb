import { familiesOf, rootLinks } from '../../engine/correlate/family.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { itemTrees } from '../../storage/relations/linkable-facts.js';
import { defineRelation, numbersOf, sourcesOf, targetsOf } from './relation.js';

/** The item at the top of the tree in which each work item lies. */
export const itemRoots = defineRelation({
  name: 'itemRoots',
  links: { ITEM_ROOT: [['workItem'], ['workItem']] },
  side: 'source',
  after: [],
  affected: async (session, { changed }) => {
    const items = changed.numbers('WORK_ITEM');
    const roots = [...items, ...targetsOf(await linksAt(session, 'source', ['ITEM_ROOT'], items))];
    return [...roots, ...sourcesOf(await linksAt(session, 'target', ['ITEM_ROOT'], roots))];
  },
  load: async (session, members) => {
    const nodes = await itemTrees(session, members);
    return { numbers: [...members, ...numbersOf(nodes)], nodes };
  },
  link: ({ nodes }) => rootLinks(familiesOf(nodes)),
});
