import { p, Type } from '@mikro-orm/core';

/** timestamptz in the database, epoch milliseconds in the code. */
class InstantColumn extends Type<number, string> {
  override convertToDatabaseValue(value: number): string {
    return value === null || value === undefined ? value : new Date(value).toISOString();
  }
  override convertToJSValue(value: string): number {
    return value === null || value === undefined ? value : new Date(value).getTime();
  }
  override getColumnType(): string {
    return 'timestamptz';
  }
  override compareAsType(): string {
    return 'string';
  }
}

/** A moment: timestamptz <-> epoch milliseconds. */
export const instant = () => p.type(InstantColumn).$type<number>();
/** A number of the account's number space, or another whole number up to 2^53. */
export const whole = () => p.bigint('number');
/** Structured content, kept as jsonb. */
export const json = <T>() => p.json<T>();

const ownAccount = "account_id = nullif(current_setting('app.account', true), '')::bigint";

/** Row level security of every table with `account_id`: nothing is seen or written outside the session's account. */
export const ownRowsOnly = {
  rowLevelSecurity: 'force' as const,
  policies: [{ name: 'own_account', using: ownAccount, check: ownAccount }],
};

/** The number of the record that a fact names, where another one stands for its repository. */
export const joined = () => ({ namedRepository: whole().nullable() });
/** The same, of what several records of one repository may report: all but one of the reports are superseded. */
export const superseded = () => ({ ...joined(), superseded: p.boolean().default(false) });

/** The hashes that a fact names, as it names them, where some of them were completed; null where none was. */
export const namedHashes = () => ({ namedHashes: json<readonly (string | null)[]>().nullable() });

/** Columns of every stored fact: the tool's id, our number, and the guards against old and repeated versions. */
export const fact = () => ({
  accountId: whole().primary(),
  id: p.text().primary(),
  number: whole(),
  /** Digest of the content, so that a repeated fact changes nothing. */
  digest: p.text(),
  updatedAt: instant(),
  /** When the source was read that said so; it decides between versions of one `updatedAt`. Null: older than any. */
  readAt: instant().nullable(),
  deletedAt: instant().nullable(),
});
