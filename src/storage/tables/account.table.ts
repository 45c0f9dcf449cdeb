import { defineEntity, p } from '@mikro-orm/core';
import type { EntryKind } from '../../model/change-log.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';

/** Ids and the position of the change log only: the one table that workers read across accounts. */
export const AccountTable = defineEntity({
  name: 'Account',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    sequence: whole().default(0),
  },
});

export const AccountSettingTable = ownTable({
  name: 'AccountSetting',
  properties: {
    name: p.text(),
    timeZone: p.text(),
    /** Keys the aliases of developers; never leaves the server. */
    aliasSecret: p.text(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});

/** The next number of the account's number space. */
export const NumberCounterTable = ownTable({
  name: 'NumberCounter',
  properties: { next: whole() },
});

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
