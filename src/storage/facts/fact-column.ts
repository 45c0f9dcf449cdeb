import type { FactKind, FactOf } from '../../model/facts/facts.js';
import type { Person } from '../../model/facts/people.js';
import type { ElementType } from '../sql/binary-array.js';

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

/**
 * A value is as `binaryArray` takes it: instants are epoch milliseconds, structures JSON. `word` is given if the value holds numbers of
 * ours. It says the same without them, so that versions compare alike in any order of import. `moves` is true if the number
 * can change without the fact. Then it is no part of the fact's digest.
 */
export type Column<Fact> = readonly [
  type: ElementType,
  value: (fact: Fact, references: References) => unknown,
  word?: (fact: Fact) => unknown,
  moves?: boolean,
];
export type Columns<Fact> = Readonly<Record<string, Column<Fact>>>;
export interface FactTable<Kind extends FactKind> {
  readonly table: string;
  readonly columns: Columns<FactOf[Kind]>;
  /** Returns the people that a fact names, in the scope of its repository. */
  readonly people: (fact: FactOf[Kind]) => readonly Person[];
  readonly dimensions: (fact: FactOf[Kind]) => readonly Dimension[];
}

export const none = (): readonly never[] => [];
export const named = (
  kind: DimensionKind,
  ...names: readonly (string | null)[]
): readonly Dimension[] => names.flatMap((name) => (name === null ? [] : [{ kind, name }]));

export const integration = ['bigint', (_fact: unknown, to: References) => to.integration] as const;
const repository = [
  'bigint',
  (fact: { readonly repository: string | null }, to: References) =>
    fact.repository === null ? null : to.repository(fact.repository),
  (fact: { readonly repository: string | null }) => fact.repository,
  true,
] as const;
/** The record that a fact names, where another one stands for its repository. */
const record = [
  'bigint',
  ({ repository: id }: { readonly repository: string | null }, to: References) => {
    const named = id === null ? null : to.record(id);
    return id === null || named === to.repository(id) ? null : named;
  },
  () => null,
  true,
] as const;
/** Where a fact lies: the record that stands for the repository, and the one that the fact names. */
export const joined = { repository, named_repository: record } as const;
/** The same of a fact that lies in its own record, whatever stands for that. */
export const ownRecord = [
  'bigint',
  (fact: { readonly repository: string }, to: References) => to.record(fact.repository),
  (fact: { readonly repository: string }) => fact.repository,
] as const;
/** Empty until hashes are completed: what a tool reports stands as it reports it. */
export const namedHashes = ['jsonb', () => null, () => null, true] as const;
export const text = <Name extends string>(name: Name) =>
  ['text', (fact: { readonly [Key in Name]: string | null }) => fact[name]] as const;
export const at = <Name extends string>(name: Name) =>
  ['timestamptz', (fact: { readonly [Key in Name]: number | null }) => fact[name]] as const;
export const structured = <Name extends string>(name: Name) =>
  ['jsonb', (fact: { readonly [Key in Name]: unknown }) => JSON.stringify(fact[name])] as const;
export const plain = <Name extends string>(type: 'integer' | 'boolean' | 'float8', name: Name) =>
  [type, (fact: { readonly [Key in Name]: unknown }) => fact[name]] as const;
/** A person within their scope, which the fact says otherwise. */
export const personWord = ({ applicationType, id }: Person): string => `${applicationType} ${id}`;

/** A person of a fact that may lie in no repository. */
export const person = <Name extends string>(name: Name) =>
  [
    'bigint',
    (
      fact: { readonly [Key in Name]: Person | null } & { readonly repository?: string | null },
      to: References,
    ) => {
      const one: Person | null = fact[name];
      return one === null ? null : to.person(one, fact.repository ?? null);
    },
    (fact: { readonly [Key in Name]: Person | null }) => {
      const one: Person | null = fact[name];
      return one === null ? null : personWord(one);
    },
  ] as const;
/** Another column of the row holds the name itself. */
export const isBeside = () => null;
export const dimension = <Name extends string>(kind: DimensionKind, name: Name) =>
  [
    'bigint',
    (fact: { readonly [Key in Name]: string | null }, to: References) => {
      const reported: string | null = fact[name];
      return reported === null ? null : to.dimension(kind, reported);
    },
    isBeside,
  ] as const;
