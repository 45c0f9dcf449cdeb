import { z } from 'zod';
import { jsonIn } from '../../json-in.js';
import type { Table } from '../wire.js';

/** A cursor says all that a run must know of the runs before it. Instants are texts as ServiceNow writes them. */
const VERSION = 1;

const isHex = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);

/** Returns ids as a text, those of ServiceNow's own form as bytes. */
function packIds(ids: ReadonlySet<string>): string {
  const ordered = [...ids].sort();
  const own = Buffer.from(ordered.filter(isHex).join(''), 'hex').toString('base64');
  return [own, ...ordered.filter((id) => !isHex(id))].join('\n');
}

function unpackIds(text: string): Set<string> {
  const [own = '', ...others] = text.split('\n');
  const hex = Buffer.from(own, 'base64').toString('hex');
  return new Set([...(hex.match(/.{32}/g) ?? []), ...others]);
}

const ids = z.string().transform(unpackIds);

const walk = z.object({
  kind: z.enum(['BACKFILL', 'CHANGES', 'SWEEP']),
  /** Rows that changed before are not read. */
  since: z.string(),
  /** When it began, by the clock of the instance. */
  begun: z.string(),
  /** Date and id of the last row that was read; null: none yet. */
  last: z.object({ at: z.string(), id: z.string() }).nullable(),
  /** Rows behind the last one that were all hidden from the account. */
  offset: z.number().int(),
});
/** A reading of the rows of a table under way. */
export type Walk = z.infer<typeof walk>;

const table = z.object({
  walk: walk.nullable(),
  /** Up to when it is read; null: not yet. */
  until: z.string().nullable(),
  /** `sys_updated_on` of the rows that the next increment sees again. */
  recent: z.record(z.string(), z.string()),
  /** Ids of the rows that were read. */
  known: ids,
  /** The known ones that the sweep under way has found. */
  seen: ids,
  /** The last sweep missed more of it than is likely. */
  isDoubted: z.boolean(),
});
export type TableState = z.infer<typeof table>;

const form = z.object({
  version: z.literal(VERSION),
  /** How far back rows are read. */
  from: z.string(),
  incident: table,
  change_request: table,
});
export type State = Omit<z.infer<typeof form>, 'version'>;

const empty = (): TableState => ({
  ...{ walk: null, until: null, recent: {}, isDoubted: false },
  ...{ known: new Set<string>(), seen: new Set<string>() },
});

/** Returns what a cursor says. One of another version, or a damaged one, begins from the beginning, which loses nothing. */
export function parseState(cursor: string | null, from: string): State {
  const { data } = form.safeParse(cursor === null ? null : jsonIn(cursor));
  return data ?? { from, incident: empty(), change_request: empty() };
}

const packed = ({ known, seen, ...rest }: TableState) => ({
  ...rest,
  known: packIds(known),
  seen: packIds(seen),
});

export const formatState = (state: State): string =>
  JSON.stringify({
    ...{ version: VERSION, from: state.from },
    ...({
      incident: packed(state.incident),
      change_request: packed(state.change_request),
    } satisfies Record<Table, unknown>),
  });
