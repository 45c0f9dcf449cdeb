import { defineEntity, type PolicyDef, p } from '@mikro-orm/core';
import { instant, whole } from './column.js';

const ownAccount = "account_id = nullif(current_setting('app.account', true), '')::bigint";

/** Row level security of every table with `account_id`: nothing is seen or written outside the session's account. */
export const ownRowsOnly = {
  rowLevelSecurity: 'force' as const,
  policies: [{ name: 'own_account', using: ownAccount, check: ownAccount }],
};

/** Columns of a key, after the account's. */
type Key<Properties> = readonly (keyof Properties & string)[];
/** An index of the rows for which a condition holds. */
interface PartialIndex<Of = readonly string[]> {
  readonly of: Of;
  readonly where: string;
}
interface OwnTable<Name extends string, Properties> {
  readonly name: Name;
  readonly properties: Properties;
  readonly uniques?: readonly Key<NoInfer<Properties>>[];
  readonly indexes?: readonly (Key<NoInfer<Properties>> | PartialIndex<Key<NoInfer<Properties>>>)[];
  /** Further policies, by which a row is found before its account is known. */
  readonly policies?: readonly PolicyDef[];
}

const ofAccount = (key: readonly string[]) => ({
  properties: ['accountId' as const, ...(key as readonly never[])],
});
const indexOf = (index: readonly string[] | PartialIndex) =>
  'where' in index ? { ...ofAccount(index.of), where: index.where } : ofAccount(index);

/** Returns a table whose rows each belong to an account. Every key of it begins with the account. */
export const ownTable = <const Name extends string, Properties extends Record<string, unknown>>({
  name,
  properties,
  uniques = [],
  indexes = [],
  policies = [],
}: OwnTable<Name, Properties>) =>
  defineEntity({
    name,
    properties: { accountId: whole().primary().autoincrement(false), ...properties },
    uniques: uniques.map(ofAccount),
    indexes: indexes.map(indexOf),
    rowLevelSecurity: ownRowsOnly.rowLevelSecurity,
    policies: [...ownRowsOnly.policies, ...policies],
  });

/** Columns of every stored fact: the tool's id, our number, and the guards against old and repeated versions. */
const fact = () => ({
  id: p.text().primary(),
  number: whole(),
  /** Digest of the content, so that a repeated fact changes nothing. */
  digest: p.text(),
  updatedAt: instant(),
  /** When the source was read that said so; it decides between versions of one `updatedAt`. Null: older than any. */
  readAt: instant().nullable(),
  deletedAt: instant().nullable(),
});

/** Returns the table of a kind of fact. */
export const factTable = <const Name extends string, Properties extends Record<string, unknown>>({
  properties,
  ...table
}: Omit<OwnTable<Name, Properties>, 'uniques'>) =>
  ownTable({ ...table, properties: { ...fact(), ...properties }, uniques: [['number']] });
