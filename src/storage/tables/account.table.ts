import { defineEntity, p } from '@mikro-orm/core';
import { instant, whole } from './column.js';
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
