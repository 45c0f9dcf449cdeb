import type { ZodType } from 'zod';

/** A row that holds a document, as the database gives it: column names, numbers as numbers. */
export type DocumentRow = Readonly<Record<string, unknown>>;

/** The fate of a row whose document cannot be upgraded. `DELETE` is for what can be made again. */
export type Unreadable = 'REFUSE_DATABASE' | 'DELETE_ROW';

/** A column of structured content. Every value of it in a database has one version; migrating brings all of them up to date. */
export interface StoredDocument {
  /** `table.column`. */
  readonly name: `${string}.${string}`;
  /** Raised with every change of the shape that the code writes. */
  readonly version: number;
  readonly formOf: (row: DocumentRow) => ZodType;
  /** The last of them gives the version of the program, the one before it the version before, and so on. Each takes the value as it was. */
  readonly upgrades: readonly ((value: unknown, row: DocumentRow) => unknown)[];
  readonly unreadable: Unreadable;
  /** Statements that also forget what refers to a deleted row: `$1` is the account, `$2` the number of the row. */
  readonly referring: readonly string[];
}

type Options = Partial<Pick<StoredDocument, 'upgrades' | 'unreadable' | 'referring'>>;

/** Returns a document of version 1 and as many more as it has upgrades from that. */
export const document = (
  name: StoredDocument['name'],
  form: ZodType | StoredDocument['formOf'],
  { upgrades = [], unreadable = 'REFUSE_DATABASE', referring = [] }: Options = {},
  version = 1,
): StoredDocument => ({
  name,
  version,
  upgrades,
  unreadable,
  referring,
  formOf: typeof form === 'function' ? form : () => form,
});

export const tableOf = ({ name }: StoredDocument): string => name.split('.')[0]!;
export const columnOf = ({ name }: StoredDocument): string => name.split('.')[1]!;
