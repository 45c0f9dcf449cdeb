import type { EntitySchema } from '@mikro-orm/core';
import type { FactKind, FactOf } from '../../model/facts/facts.js';
import type { Person } from '../../model/facts/people.js';
import type { ElementType } from '../sql/binary-array.js';
import { columnsOf, tableNameOf } from '../tables/rows.js';

/** Names that answers are broken down by, each with a number of the account's number space. */
export type DimensionKind = 'PROJECT' | 'SERVICE' | 'PIPELINE';
export interface Dimension {
  readonly kind: DimensionKind;
  readonly name: string;
}

/** Numbers of what facts refer to, found or drawn before the facts are written. */
export interface References {
  readonly integration: number;
  /** Number of the leading record of the repository with this id. */
  repository(id: string): number;
  /** Number of the record with this id itself. */
  record(id: string): number;
  /** In the scope of the repository; null where the fact lies in none. */
  person(person: Person, repository: string | null): number;
  dimension(kind: DimensionKind, name: string): number;
}

/** How the value of a column is found in a fact. */
interface Source<Fact> {
  /** Returns the value as `binaryArray` takes it: instants are epoch milliseconds, structures JSON. */
  readonly value: (fact: Fact, references: References) => unknown;
  /** Returns the same without numbers of ours, if the value holds some. Versions then compare alike in any order of import. */
  readonly word?: (fact: Fact) => unknown;
  /** True if the number can change without the fact. Then it is no part of the fact's digest. */
  readonly moves?: boolean;
  /** Returns the people that the value names, in the scope of the fact's repository. */
  readonly people?: (fact: Fact) => Person | readonly Person[];
  readonly dimensions?: (fact: Fact) => Dimension | readonly Dimension[];
}
export interface Column<Fact> extends Source<Fact> {
  readonly type: ElementType;
}
export interface FactTable<Kind extends FactKind> {
  readonly table: string;
  readonly columns: Readonly<Record<string, Column<FactOf[Kind]>>>;
  readonly people: (fact: FactOf[Kind]) => readonly Person[];
  readonly dimensions: (fact: FactOf[Kind]) => readonly Dimension[];
}

interface InRepository {
  readonly repository: string | null;
}
const repository: Source<InRepository> = {
  value: ({ repository: id }, to) => (id === null ? null : to.repository(id)),
  word: ({ repository: id }) => id,
  moves: true,
};
/** The record that a fact names, where another one stands for its repository. */
const namedRepository: Source<InRepository> = {
  value: ({ repository: id }, to) => {
    const named = id === null ? null : to.record(id);
    return id === null || named === to.repository(id) ? null : named;
  },
  word: () => null,
  moves: true,
};
/** The repository of a fact that lies in its own record, whatever stands for that. */
export const ownRecord: Source<{ readonly repository: string }> = {
  value: (fact, to) => to.record(fact.repository),
  word: (fact) => fact.repository,
};
/** Columns whose values are found alike in every table that has them. */
const common: Readonly<Record<string, Source<never>>> = {
  integration: { value: (_fact, to) => to.integration },
  repository,
  namedRepository,
  /** Empty until hashes are completed: what a tool reports stands as it reports it. */
  namedHashes: { value: () => null, word: () => null, moves: true },
  toolNumber: { value: (fact: { readonly number: unknown }) => fact.number },
};

/** The id of the repository of a fact that may lie in none. */
export const placeOf = (fact: object): string | null =>
  'repository' in fact ? (fact.repository as string | null) : null;
/** A person within their scope, which the fact says otherwise. */
const personWord = ({ applicationType, id }: Person): string => `${applicationType} ${id}`;

/** A person of a fact. */
export const person = <Name extends string>(
  name: Name,
): Source<Readonly<Record<Name, Person | null>>> => ({
  value: (fact, to) => {
    const one: Person | null = fact[name];
    return one && to.person(one, placeOf(fact));
  },
  word: (fact) => {
    const one: Person | null = fact[name];
    return one && personWord(one);
  },
  people: (fact) => fact[name] ?? [],
});

/** A list whose entries name a person, or nobody, under a key; they are written by number. */
export function peopled<Fact extends object, Key extends string>(
  listOf: (fact: Fact) => readonly { readonly [K in Key]: Person | null }[],
  key: Key,
): Source<Fact> {
  const write = (fact: Fact, name: (one: Person) => unknown) =>
    JSON.stringify(
      listOf(fact).map((entry) => ({ ...entry, [key]: entry[key] && name(entry[key]) })),
    );
  return {
    value: (fact, to) => write(fact, (one) => to.person(one, placeOf(fact))),
    word: (fact) => write(fact, personWord),
    people: (fact) => listOf(fact).flatMap((entry): readonly Person[] | Person => entry[key] ?? []),
  };
}

/** Another column of the row holds the name itself. */
export const isBeside = () => null;
/** The number of a name that answers are broken down by. */
export const dimension = <Name extends string>(
  kind: DimensionKind,
  name: Name,
): Source<Readonly<Record<Name, string | null>>> => ({
  value: (fact, to) => {
    const reported: string | null = fact[name];
    return reported === null ? null : to.dimension(kind, reported);
  },
  word: isBeside,
  dimensions: (fact) => {
    const reported: string | null = fact[name];
    return reported === null ? [] : { kind, name: reported };
  },
});

/** Columns that no fact says: its keys, and what is decided about it. */
const unreported = new Set([
  ...['id', 'number', 'digest', 'updatedAt', 'readAt', 'deletedAt'],
  ...['superseded', 'sameAs'],
]);

/** The property of the fact that has the column's name. */
const propertyOf = (
  name: string,
  type: ElementType,
): Source<Readonly<Record<string, unknown>>> => ({
  value: type === 'jsonb' ? (fact) => JSON.stringify(fact[name]) : (fact) => fact[name],
});

/** Returns how facts become rows of a table: a column holds the fact's property of its name, unless `own` or all tables have it otherwise. */
export function rowsOf<Kind extends FactKind, Row>(
  table: EntitySchema<Row>,
  own: { readonly [Name in keyof Row]?: Source<FactOf[Kind]> } = {},
): FactTable<Kind> {
  const columns = columnsOf(table)
    .filter(({ property }) => !unreported.has(property))
    .map(({ property, name, type }): [string, Column<FactOf[Kind]>] => {
      const source = own[property] ?? common[property] ?? propertyOf(property, type);
      return [name, { ...(source as Source<FactOf[Kind]>), type }];
    });
  const people = columns.flatMap(([, { people }]) => people ?? []);
  const dimensions = columns.flatMap(([, column]) => column.dimensions ?? []);
  return {
    table: tableNameOf(table),
    columns: Object.fromEntries(columns),
    people: (fact) => people.flatMap((of) => of(fact)),
    dimensions: (fact) => dimensions.flatMap((of) => of(fact)),
  };
}
