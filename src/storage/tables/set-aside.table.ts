import { p } from '@mikro-orm/core';
import type { FactKind } from '../../model/facts/facts.js';
import type { SetAsideCode, SetAsideKind } from '../../model/facts/set-aside.js';
import { instant, whole } from './column.js';
import { ownTable } from './own-table.js';

/** A thing that recalculation excluded, with the reason. 0 and the empty text mean "none", or "all" metrics. */
export const SetAsideTable = ownTable({
  name: 'SetAside',
  properties: {
    kind: p.text().$type<SetAsideKind>().primary(),
    team: whole().primary(),
    ruleset: whole().primary(),
    month: p.integer().primary(),
    metric: p.text().primary(),
    /** The number of the fact. */
    fact: whole().primary(),
    /** Number of the row itself, ascending in the order in which rows came. */
    number: p.bigint('number').autoincrement(),
    factKind: p.text().$type<FactKind>().nullable(),
    factId: p.text().nullable(),
    integration: whole().nullable(),
    repository: whole().nullable(),
    code: p.text().$type<SetAsideCode>(),
    message: p.text(),
    firstAt: instant(),
    /** The version of the derivation that could not do it. */
    version: p.text(),
  },
  indexes: [
    ['integration', 'number'],
    ['team', 'number'],
  ],
});
