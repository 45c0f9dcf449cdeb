import { matchesAny } from '../../model/filter.js';
import { incidentFilters } from '../../storage/cells/rulesets.js';
import { itemKinds, loadIncidentItems } from '../../storage/relations/item-incidents.js';
import { defineRelation } from './relation.js';

/** The work items that some team classifies as incidents. */
export const itemIncidents = defineRelation({
  name: 'itemIncidents',
  links: { ITEM_INCIDENT: [[], []] },
  side: 'source',
  after: [],
  affected: async (_session, { changed }) => (changed.rules ? 'ALL' : changed.numbers('WORK_ITEM')),
  load: async (session, items: readonly number[] | 'ALL') => {
    const filters = await incidentFilters(session);
    const kinds = filters.length > 0 ? await itemKinds(session, items) : [];
    const taken = kinds.filter(({ traits }) => matchesAny(filters, traits));
    return { numbers: items === 'ALL' ? await loadIncidentItems(session) : items, taken };
  },
  link: ({ taken }) =>
    taken.map(({ number, createdAt }) => ({
      relation: 'ITEM_INCIDENT',
      source: number,
      target: number,
      at: createdAt,
      rule: 'FILTER',
    })),
});
