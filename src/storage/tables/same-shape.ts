import type { Person } from '../../model/people.js';
import type { Instant } from '../../model/time.js';

type Plain<T> = {
  readonly [K in keyof T as K extends symbol ? never : K]-?: Exclude<T[K], undefined>;
};

/** `true` where a table's row has exactly the properties of the model's type; otherwise names what differs. */
export type SameShape<Model, Row> = [Plain<Model>] extends [Plain<Row>]
  ? [Plain<Row>] extends [Plain<Model>]
    ? true
    : { missing: Exclude<keyof Model, keyof Row>; extra: Exclude<keyof Row, keyof Model> }
  : {
      differs: {
        [K in keyof Model & keyof Row]: Model[K] extends Row[K] ? never : [Model[K], Row[K]];
      };
    };

/** A fact as it rests: people and repositories by number, its own number, and when it was taken back. */
export type Stored<Fact> = {
  readonly [K in keyof Fact]: Fact[K] extends Person
    ? number
    : K extends 'repository'
      ? number
      : Fact[K];
} & {
  readonly accountId: number;
  readonly number: number;
  readonly digest: string;
  readonly deletedAt: Instant | null;
};

/** A thing of the model with the account it belongs to. */
export type Owned<Thing> = Thing & { readonly accountId: number };
