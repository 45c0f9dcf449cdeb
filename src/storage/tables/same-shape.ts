import type { InferEntity } from '@mikro-orm/core';
import type { Person } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';

type Plain<T> = {
  readonly [K in keyof T as K extends symbol ? never : K]-?: Exclude<T[K], undefined>;
};

/** A row of a table, as the code has it. */
export type RowOf<Table> = Plain<InferEntity<Table>>;

/** `true` where a table's row has exactly the properties of the model's type; otherwise names what differs. */
export type SameShape<Model, Table, Row = RowOf<Table>> = [Plain<Model>] extends [Row]
  ? [Row] extends [Plain<Model>]
    ? true
    : { missing: Exclude<keyof Model, keyof Row>; extra: Exclude<keyof Row, keyof Model> }
  : {
      differs: {
        [K in keyof Model & keyof Row]: Model[K] extends Row[K] ? never : [Model[K], Row[K]];
      };
    };

type Rested<Value> = Value extends Person ? number : Value;
/** An entry of a list within a fact: people by number. */
type Entry<Value> = Value extends object
  ? { readonly [K in keyof Value]: Rested<Value[K]> }
  : Value;

/** A stored fact: people and repositories by number, its own number, and the instant of its deletion. */
export type Stored<Fact> = {
  readonly [K in keyof Fact as K extends 'number' ? 'toolNumber' : K]: K extends 'repository'
    ? number | Extract<Fact[K], null>
    : Fact[K] extends readonly (infer Value)[]
      ? readonly Entry<Value>[]
      : Rested<Fact[K]>;
} & {
  readonly accountId: number;
  readonly number: number;
  readonly digest: string;
  readonly readAt: Instant | null;
  readonly deletedAt: Instant | null;
};

/** The repository of a fact: `namedRepository` is the number of the named record if another record leads it. */
export interface Joined {
  readonly namedRepository: number | null;
}
/** `superseded`: it does not count, as another record of its repository reports the same; `deletedAt` is set then. */
export interface Superseded extends Joined {
  readonly superseded: boolean;
}

/** The hashes that a fact names, as it names them, where some of them were completed. */
export interface NamesHashes {
  readonly namedHashes: readonly (string | null)[] | null;
}

/** Columns beside a fact: its integration, and the numbers of names that answers are broken down by. */
export type StoredBeside<Fact, Beside extends string = never> = Stored<Fact> & {
  readonly integration: number;
} & { readonly [K in Beside]: K extends `${string}s` ? readonly number[] : number };

/** A thing of the model with the account it belongs to. */
export type Owned<Thing> = Thing & { readonly accountId: number };
