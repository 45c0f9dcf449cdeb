import { p } from '@mikro-orm/core';
import type { EntryKind } from '../../model/change-log.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';

/** Append-only: what happened, in the order in which it became visible. */
export const ChangeLogTable = ownTable({
  name: 'ChangeLog',
  properties: {
    sequence: whole().primary(),
    ordinal: p.integer().primary(),
    kind: p.text().$type<EntryKind>(),
    what: json<unknown>(),
    occurredAt: instant().index(),
  },
});
