import { p, Type } from '@mikro-orm/core';

/** timestamptz in the database, epoch milliseconds in the code. */
export class InstantColumn extends Type<number, string> {
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

/** The repository of a fact, and the number of the record that it names, where another one stands for that. */
export const joined = () => ({
  repository: whole().nullable(),
  namedRepository: whole().nullable(),
});
/** The same, of what several records of one repository may report: all but one of the reports are superseded. */
export const superseded = () => ({
  repository: whole(),
  namedRepository: whole().nullable(),
  superseded: p.boolean().default(false),
});

/** The hashes that a fact names, as it names them, where some of them were completed; null where none was. */
export const namedHashes = () => ({ namedHashes: json<readonly (string | null)[]>().nullable() });
