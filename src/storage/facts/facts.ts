import { type FactKind, type FactOf, type Facts, factKinds } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import type { Session } from '../sql/session.js';
import type { Column, References } from './fact-column.js';
import { referencesOf } from './fact-references.js';
import { type Removed, removeListed, removeUnlisted } from './fact-removal.js';
import { factTables } from './fact-tables.js';
import { confirm, digesting, insertFirst, type Row, upsert } from './fact-upsert.js';
import { formerCommitsOf } from './former-commits.js';
import {
  cacheNewIds,
  emptyIdCache,
  findRepositories,
  type IdCache,
  type ReplayedIds,
} from './id-cache.js';
import { deletedRecords, followRepositories } from './repository-members.js';
import {
  type Existing,
  existingOf,
  isLater,
  newest,
  supersedes,
  tombstoneKey,
} from './version-order.js';

/** Numbers of facts that were new or changed, by kind, and of those that were deleted. */
export interface FactsWritten {
  readonly written: Partial<Record<FactKind, number>>;
  readonly removed: number;
}

async function numbersFor<Kind extends FactKind>(
  session: Session,
  rows: readonly Row<Kind>[],
  existing: ReadonlyMap<string, Existing>,
): Promise<number[]> {
  const fresh = rows.filter(({ fact }) => !existing.get(fact.id)?.number).length;
  let next = fresh > 0 ? await session.drawNumbers(fresh) : 0;
  return rows.map(({ fact }) => existing.get(fact.id)?.number || next++);
}

interface Writing {
  /** The known versions; null if the facts were never imported before. */
  readonly existing: ReadonlyMap<string, Existing> | null;
  readonly replayed: ReplayedIds | null;
  readonly readAt: Instant | null;
}

async function writeKind<Kind extends FactKind>(
  session: Session,
  kind: Kind,
  facts: readonly FactOf[Kind][],
  references: References,
  { existing, replayed, readAt }: Writing,
): Promise<number[]> {
  const columns: readonly Column<FactOf[Kind]>[] = Object.values(factTables[kind].columns);
  const digestOf = digesting(columns);
  const reported = facts.map((fact): Row<Kind> => {
    const values = columns.map(({ value }) => value(fact, references) ?? null);
    return { fact, values, digest: digestOf(fact, values), readAt };
  });
  const rows = newest(reported);
  const written = await (existing === null
    ? writeFirst(session, kind, rows)
    : writeNewVersions(session, kind, rows, existing, replayed));
  for (const number of written) replayed?.add(number);
  return written;
}

/** Inserts rows of facts that were never imported before. Returns their numbers. */
async function writeFirst<Kind extends FactKind>(
  session: Session,
  kind: Kind,
  rows: readonly Row<Kind>[],
): Promise<number[]> {
  const numbers = await numbersFor(session, rows, new Map());
  await insertFirst(session, kind, rows, numbers);
  return numbers;
}

/** Writes rows that are new, or supersede the known version. Returns their numbers. */
async function writeNewVersions<Kind extends FactKind>(
  session: Session,
  kind: Kind,
  rows: readonly Row<Kind>[],
  existing: ReadonlyMap<string, Existing>,
  replayed: ReplayedIds | null,
): Promise<number[]> {
  const nameOf = ({ fact }: Row<Kind>) =>
    existing.get(fact.id)?.number || tombstoneKey(kind, fact.id);
  const taking = new Set(replayed ? rows.filter((row) => !replayed.has(nameOf(row))) : []);
  const newer = rows.filter((row) => supersedes(existing.get(row.fact.id), row, taking.has(row)));
  for (const row of newer) replayed?.add(nameOf(row));
  const same = ({ fact, digest }: Row<Kind>) =>
    existing.get(fact.id)?.digest === digest && !existing.get(fact.id)?.deleted;
  const changed = newer.filter((row) => !same(row));
  await confirm(
    session,
    kind,
    newer.filter((row) => {
      const before = existing.get(row.fact.id);
      const { updatedAt } = row.fact;
      return before && same(row) && isLater({ updatedAt, readAt: row.readAt }, before);
    }),
  );
  const written: number[] = [];
  for (const [atEqualInstants, takes] of [
    ['ALWAYS', true],
    ['BY_CONTENT', false],
  ] as const) {
    const some = changed.filter((row) => taking.has(row) === takes);
    const numbers = await numbersFor(session, some, existing);
    written.push(...(await upsert(session, kind, some, numbers, atEqualInstants)));
  }
  return written;
}

const refersToNothing = (): never => {
  throw new Error('A repository refers to nothing.');
};
const onlyItself = (integration: number): References => ({
  integration,
  repository: refersToNothing,
  record: refersToNothing,
  person: refersToNothing,
  dimension: refersToNothing,
});

/** True if the fact lies in a repository that this run was the first to import. */
const liesInFirst = (fact: object, { first }: IdCache): boolean =>
  'sha' in fact && 'repository' in fact && first.has(fact.repository as string);

/** Writes repositories and notes which of them nobody had named before. */
async function writeRepositories(
  session: Session,
  { REPOSITORY: reported = [] }: Facts,
  known: IdCache,
  write: () => Promise<void>,
): Promise<void> {
  if (reported.length === 0) return;
  const ids = reported.map(({ id }) => id);
  await findRepositories(session, ids, known.repositories);
  await write();
  await cacheNewIds(session, ids, known);
}

function noteGone(
  { first, replayed }: IdCache,
  { tombstones, inventories }: Facts,
  removed: readonly Removed[],
): void {
  if (tombstones || inventories) first.clear();
  for (const number of removed.flatMap(({ gone }) => gone)) replayed?.add(number);
  for (const { kind, id } of tombstones ?? []) replayed?.add(tombstoneKey(kind, id));
}

/**
 * Writes the facts of one page. A repeated or late page changes nothing that a newer version has set. New and changed facts
 * are appended to the change log. The version that was read later holds, of versions of one instant.
 * Throws StaleIdCacheError if `known` took a fact for new that was imported before; use `retryWithoutIdCache`.
 */
export async function writeFacts(
  session: Session,
  integration: number,
  facts: Facts,
  known: IdCache = emptyIdCache(),
  readAt: Instant | null = null,
): Promise<FactsWritten> {
  const written: Partial<Record<FactKind, number>> = {};
  const write = async <Kind extends FactKind>(
    kind: Kind,
    references: References,
    newPeople = false,
  ) => {
    const reported = facts[kind] as readonly FactOf[Kind][] | undefined;
    if (!reported?.length) return;
    const isFirst = reported.every((fact) => liesInFirst(fact, known));
    const ids = new Set(reported.map(({ id }) => id));
    const existing = isFirst ? null : await existingOf(session, kind, [...ids]);
    const formerCommits = existing ? formerCommitsOf(kind, reported, existing, references) : [];
    const how = { existing, replayed: known.replayed, readAt };
    const numbers = await writeKind(session, kind, reported, references, how);
    if (numbers.length > 0) written[kind] = numbers.length;
    session.appendFacts(kind, numbers, { newPeople, formerCommits });
  };
  const before = await deletedRecords(
    session,
    (facts.REPOSITORY ?? []).map(({ id }) => id),
  );
  await writeRepositories(session, facts, known, () =>
    write('REPOSITORY', onlyItself(integration)),
  );
  const references = await referencesOf(session, integration, facts, known);
  for (const kind of factKinds.slice(1)) await write(kind, references, references.newPeople);
  const removed = [
    ...(await removeListed(session, integration, facts.tombstones ?? [])),
    ...(await removeUnlisted(session, facts.inventories ?? [], references.record)),
  ];
  const followed = await followRepositories(session, facts, before);
  for (const { kind, numbers } of [...removed, ...followed]) session.appendFacts(kind, numbers);
  noteGone(known, facts, removed);
  return { written, removed: removed.reduce((sum, { numbers }) => sum + numbers.length, 0) };
}
