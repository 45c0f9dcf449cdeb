import { inByteOrder } from '../byte-order.js';
import { remoteKey } from './remote-url.js';

/** One name under which a repository is reported, or is named by facts. */
export interface RepositoryRecord {
  readonly number: number;
  /** The id by which facts refer to this record. */
  readonly id: string;
  /** Another id that it was given; null where it has none. */
  readonly publicId: string | null;
  readonly name: string;
  /** The result of `remoteKey` for its remote or place; null if neither is known. */
  readonly remote: string | null;
  /** `NAMED`: facts name it and no source reports it. `HISTORY`: git reports it, `REPORTED`: another source. */
  readonly origin: 'HISTORY' | 'REPORTED' | 'NAMED';
}

/** A record whose name or id may mean several repositories, so that it joins none of them. */
export interface AmbiguousRecord {
  readonly record: RepositoryRecord;
  /** One record of each of the repositories that may be meant, in the order of their ids. */
  readonly candidates: readonly RepositoryRecord[];
}

export interface SameRepositories {
  /** For each record, by number, the number of the record that stands for its repository. */
  readonly leaders: ReadonlyMap<number, number>;
  readonly ambiguous: readonly AmbiguousRecord[];
}

/** Sets of records that grow together, each under one record of it. */
class Groups {
  readonly #above = new Map<RepositoryRecord, RepositoryRecord>();
  of(record: RepositoryRecord): RepositoryRecord {
    let top = record;
    for (let next = this.#above.get(top); next; next = this.#above.get(top)) top = next;
    return top;
  }
  join(one: RepositoryRecord, other: RepositoryRecord): void {
    const [left, right] = [this.of(one), this.of(other)];
    if (left !== right) this.#above.set(right, left);
  }
}

const folded = (text: string) => text.trim().toLowerCase();
const pathOf = (remote: string) =>
  remote.startsWith('file:') ? remote.slice('file:'.length) : remote.slice(remote.indexOf('/') + 1);
const lastOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The ways in which a text may name a record, the surest first. */
const ways: readonly ((record: RepositoryRecord) => readonly (string | null)[])[] = [
  ({ id, publicId }) => [id, publicId],
  ({ remote }) => [remote],
  ({ name }) => [folded(name)],
  ({ remote }) => [remote === null ? null : folded(pathOf(remote))],
  ({ remote, name }) => [
    remote === null ? null : lastOf(folded(pathOf(remote))),
    lastOf(folded(name)),
  ],
];
const asked: readonly ((text: string) => string | null)[] = [
  (text) => text,
  remoteKey,
  folded,
  folded,
  folded,
];

type Find = (text: string) => readonly RepositoryRecord[];

/**
 * Creates a function that finds the repositories that a text names, one record of each. The surest
 * way in which the text names any decides.
 */
function createFinder(records: readonly RepositoryRecord[], groups: Groups): Find {
  const indexes = ways.map((way) =>
    Map.groupBy(
      records.flatMap((record) =>
        way(record).flatMap((name) => (name === null ? [] : [[name, record] as const])),
      ),
      ([name]) => name,
    ),
  );
  return (text) => {
    for (const [index, of] of asked.entries()) {
      const name = of(text);
      const found = name === null ? [] : (indexes[index]?.get(name) ?? []);
      if (found.length > 0) return [...new Set(found.map(([, record]) => groups.of(record)))];
    }
    return [];
  };
}

const identitiesOf = ({ id, publicId, remote }: RepositoryRecord): string[] => [
  `id ${id}`,
  ...(publicId === null ? [] : [`id ${publicId}`]),
  ...(remote === null ? [] : [`remote ${remote}`]),
];

/** Joins records that have an id or a remote in common. */
function joinByIdentity(records: readonly RepositoryRecord[], groups: Groups): void {
  const known = new Map<string, RepositoryRecord>();
  for (const record of records)
    for (const identity of identitiesOf(record)) {
      const other = known.get(identity);
      if (other) groups.join(other, record);
      known.set(identity, record);
    }
}

const byRecordId = (left: RepositoryRecord, right: RepositoryRecord) =>
  inByteOrder(left.id, right.id);

/**
 * Joins each of these to the one repository that its texts name; returns those that may mean
 * several.
 */
function joinByName(
  seekers: readonly RepositoryRecord[],
  textsOf: (record: RepositoryRecord) => readonly string[],
  find: Find,
  groups: Groups,
): AmbiguousRecord[] {
  const found = seekers.map((record) => {
    const named =
      textsOf(record)
        .map(find)
        .find(({ length }) => length > 0) ?? [];
    return { record, candidates: named.toSorted(byRecordId) };
  });
  for (const {
    record,
    candidates: [only, ...others],
  } of found)
    if (only && others.length === 0) groups.join(only, record);
  return found.filter(({ candidates }) => candidates.length > 1);
}

/**
 * Returns sources that know neither remote nor place, except those whose name others of them share:
 * these are repositories of one name.
 */
function namelyAlone(records: readonly RepositoryRecord[]): RepositoryRecord[] {
  const byName = Map.groupBy(records, ({ name }) => folded(name));
  return records.filter(({ name }) => byName.get(folded(name))!.length === 1);
}

const ranks = { HISTORY: 0, REPORTED: 1, NAMED: 3 } as const;
const rankOf = ({ origin, remote }: RepositoryRecord) =>
  ranks[origin] + (origin === 'REPORTED' && remote === null ? 1 : 0);
const byRank = (left: RepositoryRecord, right: RepositoryRecord) =>
  rankOf(left) - rankOf(right) || byRecordId(left, right);

/**
 * Returns which records are of one repository, in any order in which they became known. Records
 * with an id or a remote in common are. A record that knows no remote joins the one repository that
 * its id or name names. If they name several, it joins none. The record of git leads its
 * repository, else that of another source, else the one that facts name.
 */
export function sameRepositories(given: readonly RepositoryRecord[]): SameRepositories {
  const records = given
    .map((record) =>
      record.origin === 'NAMED' ? { ...record, remote: remoteKey(record.id) } : record,
    )
    .sort(byRecordId);
  const groups = new Groups();
  const isKnown = ({ origin, remote }: RepositoryRecord) => origin === 'HISTORY' || remote !== null;
  const known = records.filter(isKnown);
  const reported = records.filter((one) => one.origin === 'REPORTED' && one.remote === null);
  const named = records.filter((one) => one.origin === 'NAMED' && one.remote === null);
  joinByIdentity([...known, ...reported], groups);
  const ambiguous = [
    ...joinByName(
      namelyAlone(reported),
      ({ id, name }) => [id, name],
      createFinder(known, groups),
      groups,
    ),
    ...joinByName(named, ({ id }) => [id], createFinder([...known, ...reported], groups), groups),
  ];
  const byGroup = Map.groupBy(records, (record) => groups.of(record));
  const leaders = new Map<number, number>();
  for (const members of byGroup.values()) {
    const leader = members.toSorted(byRank)[0]!;
    for (const { number } of members) leaders.set(number, leader.number);
  }
  return { leaders, ambiguous };
}

/**
 * Returns the repositories that a fact may mean by a text that names several; empty if it means
 * one, or none that is known.
 */
export function ambiguousName(
  text: string,
  records: readonly RepositoryRecord[],
): readonly RepositoryRecord[] {
  const reported = records.filter(({ origin }) => origin !== 'NAMED');
  if (reported.some(({ id, publicId }) => id === text || publicId === text)) return [];
  const fact: RepositoryRecord = {
    number: 0,
    id: text,
    publicId: null,
    name: text,
    remote: null,
    origin: 'NAMED',
  };
  const { ambiguous } = sameRepositories([...records.filter(({ id }) => id !== text), fact]);
  return ambiguous.find(({ record }) => record.number === 0)?.candidates ?? [];
}
