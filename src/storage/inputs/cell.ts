import type { Traits } from '../../model/inputs/input-base.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Rules } from '../../model/team.js';
import type { Instant } from '../../model/time.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';

/** Kinds of the tools for reviews, work, delivery and incidents. */
export type ToolInputKind = Exclude<InputKind, 'commit' | 'change' | 'release'>;

/** Whole months of one team under its rules. */
export interface Cell {
  readonly team: number;
  readonly rules: Rules;
  readonly from: string;
  readonly to: string;
  /** Repositories that the team's filter matches. */
  readonly repositories: readonly number[];
  /** Present and former members. */
  readonly members: ReadonlySet<number>;
  /** Identities that stand for people whom a tool no longer knows. */
  readonly unknown: ReadonlySet<number>;
  /** Kinds of input that are read. */
  readonly kinds: ReadonlySet<InputKind>;
  /** Returns the facts of a kind that is read, that count in its months and may be the team's, in the order of their numbers. */
  readonly facts: (kind: InputKind) => readonly number[];
}

/** SQL: present and former members of team `$2`. */
export const everMembers =
  'select distinct developer from membership where account_id = $1 and team = $2';

/** A fact as it finds its teams and months. */
export interface Scanned {
  readonly number: number;
  readonly repository: number | null;
  readonly traits: Traits;
  /** Developers whom it is, or was, credited to. */
  readonly developers: readonly number[];
  /** Every instant that may put it into a month. */
  readonly instants: readonly Instant[];
  /** Acts of others on the fact. They concern teams that ask who contributed. */
  readonly acts?: readonly { readonly developer: number; readonly at: Instant }[];
}

/** The values of custom fields as the properties that filters name. */
export const fieldTraits = (fields: Readonly<Record<string, readonly string[]>>): Traits =>
  Object.fromEntries(Object.entries(fields).map(([name, values]) => [`field:${name}`, values]));

export const present = <Value>(...values: readonly (Value | null | undefined)[]): Value[] =>
  values.filter((value) => value !== null && value !== undefined);

export const ascending = (numbers: readonly number[]): number[] =>
  numbers.toSorted((left, right) => left - right);

/** The people behind identities, each read once by a transaction. */
export interface Known {
  readonly developer: number | null;
  readonly isBot: boolean;
}
export async function peopleBehind(
  session: Session,
  identities: Iterable<number>,
): Promise<Map<number, Known>> {
  const known = session.keep('people', () => new LoadedRows<Known & { number: number }>());
  const rows = await known.load(identities, (missing) =>
    session.load<Known & { number: number }>(
      `select number::float8 as number, developer::float8 as developer, bot is not null as "isBot"
       from identity where account_id = $1 and number = any($2::bigint[])`,
      [missing],
    ),
  );
  return new Map(rows.map((row) => [row.number, row]));
}
