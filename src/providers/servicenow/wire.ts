import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { instantOf } from '../wire-values.js';

/** A table whose rows become facts. */
export const tables = ['incident', 'change_request'] as const;
export type Table = (typeof tables)[number];

/** A value of a row: what the database holds, and what people see. Empty texts are null. */
export interface Cell {
  readonly value: string | null;
  readonly display: string | null;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();
const textOf = (value: z.infer<typeof scalar>): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** The Table API answers texts or pairs as it is asked, and objects of references; other APIs numbers too. */
export const cell = z
  .union([z.object({ value: scalar, display_value: scalar }), scalar])
  .transform((given): Cell => {
    if (given === null || given === undefined || typeof given !== 'object') {
      const text = textOf(given);
      return { value: text, display: text };
    }
    return { value: textOf(given.value), display: textOf(given.display_value) };
  });

const filled = cell.transform(({ value }, context) => {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'no value' });
  return z.NEVER;
});

/** Values are in UTC, whatever zone people see them in. */
export const instantIn = ({ value }: Cell): Instant | null =>
  value === null ? null : instantOf(`${value} UTC`);

const dated = cell.transform((given, context) => {
  const at = instantIn(given);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'no instant' });
  return z.NEVER;
});
const loosely = cell.transform(instantIn);

/** A row of either table, in the parts that both have. */
export const wireRow = z.object({
  sys_id: filled,
  number: filled,
  state: filled,
  sys_updated_on: dated,
  sys_created_on: loosely,
  opened_at: loosely,
  closed_at: loosely,
  resolved_at: loosely,
  work_end: loosely,
  short_description: cell,
  priority: cell,
  severity: cell,
  urgency: cell,
  assignment_group: cell,
  assigned_to: cell,
  business_service: cell,
  cmdb_ci: cell,
});
export type WireRow = z.infer<typeof wireRow>;

/** Columns that are kept as further fields, by table, beside those that the settings name. */
export const ownFields: Readonly<Record<Table, readonly string[]>> = {
  incident: ['category', 'subcategory', 'close_code', 'caused_by', 'reopen_count'],
  change_request: [
    ...['type', 'risk', 'close_code', 'work_start', 'work_end', 'start_date', 'end_date'],
  ],
};

/** The columns to ask for. */
export const columnsOf = (table: Table, more: readonly string[]): readonly string[] => [
  ...new Set([...Object.keys(wireRow.shape), ...ownFields[table], ...more]),
];

/** The meaning of a state, by whatever word. */
export type Meaning = 'OPEN' | 'RESOLVED' | 'CLOSED' | 'CANCELED';

/** Word and meaning of a state, by its number. */
export type States = Readonly<Record<string, readonly [word: string, meaning: Meaning]>>;

/** Somebody as the table of users has them. */
export interface WireUser {
  readonly name: string | null;
  readonly email: string | null;
  readonly isBot: boolean;
}

/** A page of rows, with what is needed to read them. */
export interface RowsBody {
  readonly table: Table;
  readonly place: string;
  /** The address that people open. */
  readonly address: string;
  readonly states: States;
  readonly users: Readonly<Record<string, WireUser>>;
  readonly custom: readonly string[];
  readonly rows: readonly unknown[];
}
export interface GoneBody {
  readonly table: Table;
  readonly place: string;
  readonly ids: readonly string[];
  readonly at: Instant;
}
