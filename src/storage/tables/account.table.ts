import { defineEntity, p } from '@mikro-orm/core';
import { instant, ownRowsOnly, whole } from './column.js';

/** Ids and the position of the change log only: the one table that workers read across accounts. */
export const AccountTable = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    sequence: whole().default(0),
  },
});

export const AccountSettingTable = defineEntity({
  name: 'AccountSetting',
  tableName: 'account_setting',
  properties: {
    accountId: whole().primary().autoincrement(false),
    name: p.text(),
    timeZone: p.text(),
    /** Keys the aliases of developers; never leaves the server. */
    aliasSecret: p.text(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  ...ownRowsOnly,
});

/** The next number of the account's number space. */
export const NumberCounterTable = defineEntity({
  name: 'NumberCounter',
  tableName: 'number_counter',
  properties: { accountId: whole().primary().autoincrement(false), next: whole() },
  ...ownRowsOnly,
});
