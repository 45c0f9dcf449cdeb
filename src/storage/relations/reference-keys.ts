import type { Session } from '../sql/session.js';
import type { TextTable } from './linkable-facts.js';

/**
 * `KEY`: of a work item, in a text; `OWN_KEY`: what a work item is or was called; `COMMIT`: a hash; `REVERTED`: the beginning of
 * the hash of a commit that is reverted; `TITLE`, `REVERTED_TITLE`, `PULL_REQUEST_NUMBER`: of a pull request, behind the number of
 * its repository; `ACT`: an identity that reviewed or commented, and the UTC month; `SHORT_HASH`: the first
 * characters of a hash of which a fact names the beginning; the others name a fact by its id, or an artifact.
 */
export type ReferenceKind =
  | 'KEY'
  | 'OWN_KEY'
  | 'COMMIT'
  | 'REVERTED'
  | 'TITLE'
  | 'REVERTED_TITLE'
  | 'PULL_REQUEST'
  | 'PULL_REQUEST_NUMBER'
  | 'RUN'
  | 'SPRINT'
  | 'ACT'
  | 'SHORT_HASH'
  | 'ARTIFACT';
export interface ReferenceKey {
  readonly source: number;
  readonly kind: ReferenceKind;
  readonly key: string;
}

/** Keys that a transaction has written, by the number of their fact. */
export const writtenKeys = (session: Session) =>
  session.keep('reference keys', () => new Map<number, readonly ReferenceKey[]>());

/** Loads the keys of these kinds, but `SHORT_HASH`, that facts hold. */
export async function loadReferenceKeys(
  session: Session,
  kinds: readonly ReferenceKind[],
  numbers: Iterable<number>,
): Promise<ReferenceKey[]> {
  const written = writtenKeys(session);
  const wanted = new Set(numbers);
  const own = [...wanted].flatMap((number) => written.get(number) ?? []);
  const known = own.filter(({ kind }) => kinds.includes(kind));
  const others = [...wanted].filter((number) => !written.has(number));
  if (others.length === 0) return known;
  const loaded = await session.load<ReferenceKey>(
    `select source::float8 as source, kind, word as key from fact_word
     where account_id = $1 and source = any($3::bigint[]) and kind = any($2::text[])`,
    [kinds, others],
  );
  return [...known, ...loaded];
}

/** Returns the keys of a kind. */
export const keysOf = (keys: readonly ReferenceKey[], wanted: ReferenceKind): string[] =>
  keys.flatMap(({ kind, key }) => (kind === wanted ? [key] : []));

/** Returns the numbers of the facts of a table that hold any of these keys. */
export const findReferencing = (
  session: Session,
  table: TextTable | 'change',
  kind: ReferenceKind,
  keys: Iterable<string>,
): Promise<number[]> =>
  session.loadNumbersBy(
    `select distinct w.source::float8 as number from fact_word w join ${table} f on f.account_id = $1 and f.number = w.source
     where w.account_id = $1 and w.kind = $3 and w.word = any($2::text[])`,
    keys,
    kind,
  );
