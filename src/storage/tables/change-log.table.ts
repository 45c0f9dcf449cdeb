import { defineEntity, p } from '@mikro-orm/core';
import type { EntryKind } from '../../model/change-log.js';
import { instant, json, ownRowsOnly, whole } from './column.js';

/** Append-only: what happened, in the order in which it became visible. */
export const ChangeLogTable = defineEntity({
  name: 'ChangeLog',
  tableName: 'change_log',
  properties: {
    accountId: whole().primary(),
    sequence: whole().primary(),
    ordinal: p.integer().primary(),
    kind: p.text().$type<EntryKind>(),
    what: json<unknown>(),
    occurredAt: instant().index(),
  },
  ...ownRowsOnly,
});
