import { type NumberRange, numbersIn } from '../../model/change-log.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';

/** How hashes stand in a row of a kind: SQL that lists them, in an order of their own, and that puts others in their places. */
interface HashColumns {
  /** A JSON list; of what may be null the place is kept. */
  readonly read: string;
  /** Assignments from `n.hashes`, a JSON list of the same length. */
  readonly write: string;
}

const listOf = (column: string): HashColumns => ({
  read: `f.${column}`,
  write: `${column} = n.hashes`,
});

/** Kinds of fact that name commits by hashes. */
const hashColumns = {
  COMMIT: {
    read: 'jsonb_build_array(f.sha) || f.parents',
    write: 'sha = n.hashes ->> 0, parents = n.hashes - 0',
  },
  TAG: { read: 'jsonb_build_array(f.sha)', write: 'sha = n.hashes ->> 0' },
  PULL_REQUEST: {
    read: `jsonb_build_array(f.merge_sha, f.head_sha) || coalesce((select jsonb_agg(c ->> 'sha' order by place)
      from jsonb_array_elements(f.commits) with ordinality as c (c, place)), '[]')`,
    write: `merge_sha = n.hashes ->> 0, head_sha = n.hashes ->> 1,
      commits = coalesce((select jsonb_agg(c || jsonb_build_object('sha', n.hashes -> (place + 1)::int) order by place)
      from jsonb_array_elements(f.commits) with ordinality as c (c, place)), '[]')`,
  },
  WORK_ITEM: listOf('linked_commits'),
  PIPELINE_RUN: listOf('commits'),
} as const satisfies Readonly<Record<string, HashColumns>>;
export type HashKind = keyof typeof hashColumns;
export const hashKinds = Object.keys(hashColumns) as HashKind[];

/** A fact that names some commit by the beginning of its hash. */
export interface ShortNames {
  readonly number: number;
  /** The repository in which it lies; null where it lies in none. */
  readonly repository: number | null;
  /** Hashes as the fact names them. */
  readonly named: readonly (string | null)[];
  /** Hashes as they are known now. */
  readonly hashes: readonly (string | null)[];
}

/** Returns the facts among these that name some commit by the beginning of its hash. Deleted and hidden facts are not read: a hidden one can be unreadable. */
export async function shortNamesIn(
  session: Session,
  kind: HashKind,
  ranges: readonly NumberRange[],
): Promise<ShortNames[]> {
  if (ranges.length === 0) return [];
  const { read } = hashColumns[kind];
  const repository = kind === 'WORK_ITEM' ? 'null' : 'f.repository';
  return session.load(
    `select f.number::float8 as number, ${repository}::float8 as repository, coalesce(f.named_hashes, h.hashes) as named, h.hashes
     from unnest($2::bigint[]) as picked (number)
       join ${factTables[kind].table} f on f.account_id = $1 and f.number = picked.number
       cross join lateral (select ${read} as hashes) h
     where f.deleted_at is null and (f.named_hashes is not null or exists (
       select 1 from jsonb_array_elements_text(h.hashes) as e (hash) where length(e.hash) between 7 and 39 and e.hash ~* '^[0-9a-f]+$'))`,
    [numbersIn(ranges)],
  );
}

/** Writes whole hashes in the places of their beginnings, and keeps beside them what the facts name. */
export async function writeHashes(
  session: Session,
  kind: HashKind,
  facts: readonly ShortNames[],
): Promise<void> {
  if (facts.length === 0) return;
  await session.run(
    `update ${factTables[kind].table} f set named_hashes = n.named, ${hashColumns[kind].write}
     from rows from (unnest($2::bigint[]), jsonb_array_elements($3::jsonb), jsonb_array_elements($4::jsonb)) as n (number, named, hashes)
     where f.account_id = $1 and f.number = n.number`,
    [
      facts.map(({ number }) => number),
      JSON.stringify(facts.map(({ named }) => named)),
      JSON.stringify(facts.map(({ hashes }) => hashes)),
    ],
  );
}

/** A commit that is known, and where. */
export interface KnownHash {
  readonly beginning: string;
  readonly sha: string;
  readonly repository: number;
}

const WHOLE = "~ '^([0-9a-f]{40}|[0-9a-f]{64})$'";

/** The commits whose hashes begin like these, by commits, changes and pull requests; `pullRequests` are those whose words are not written yet. */
export async function hashesBeginning(
  session: Session,
  beginnings: readonly string[],
  pullRequests: readonly NumberRange[],
): Promise<KnownHash[]> {
  if (beginnings.length === 0) return [];
  // The range is what an index finds; how it orders letters must not decide.
  const begins = (hash: string) =>
    `${hash} >= w.beginning and ${hash} < w.beginning || 'g' and starts_with(${hash}, w.beginning)`;
  const of = (table: string, isReported = 'true') =>
    `select f.sha, f.repository from ${table} f where f.account_id = $1 and ${begins('f.sha')} and ${isReported} and f.deleted_at is null`;
  // A hash that was completed itself is known by others alone.
  const isWhole = '(f.named_hashes is null or f.named_hashes ->> 0 = f.sha)';
  const isAffected =
    'exists (select 1 from unnest($3::bigint[]) as picked (number) where p.number = picked.number)';
  return session.load(
    `with touched as (select distinct lower(h.sha) as sha, p.repository from unnest($3::bigint[]) as picked (number)
         join pull_request p on p.account_id = $1 and p.number = picked.number and p.deleted_at is null
         cross join lateral jsonb_array_elements_text(coalesce(p.named_hashes, ${hashColumns.PULL_REQUEST.read.replaceAll('f.', 'p.')})) as h (sha)
       where lower(h.sha) ${WHOLE})
     select w.beginning, s.sha, s.repository::float8 as repository from unnest($2::text[]) as w (beginning) cross join lateral (
       ${of('commit', isWhole)} union ${of('change')}
       union select t.sha, t.repository from touched t where starts_with(t.sha, w.beginning)
       union select named.word, p.repository from fact_word named
         join pull_request p on p.account_id = $1 and p.number = named.source and p.deleted_at is null
         where named.account_id = $1 and named.kind = 'COMMIT' and ${begins('named.word')} and named.word ${WHOLE} and not ${isAffected}
           and (p.named_hashes is null or p.named_hashes ? named.word)) s`,
    [beginnings, numbersIn(pullRequests)],
  );
}

/** The whole hashes that stand, or stood, in these pull requests. */
export async function hashesOfPullRequests(
  session: Session,
  ranges: readonly NumberRange[],
): Promise<string[]> {
  if (ranges.length === 0) return [];
  const rows = await session.load<{ sha: string }>(
    `select distinct lower(h.sha) as sha from unnest($2::bigint[]) as picked (number)
       join pull_request f on f.account_id = $1 and f.number = picked.number and f.deleted_at is null
       cross join lateral jsonb_array_elements_text(${hashColumns.PULL_REQUEST.read}) as h (sha) where lower(h.sha) ${WHOLE}
     union select w.word from unnest($2::bigint[]) as picked (number)
       join fact_word w on w.account_id = $1 and w.source = picked.number and w.kind = 'COMMIT'`,
    [numbersIn(ranges)],
  );
  return rows.map(({ sha }) => sha);
}

/** The facts that name some commit by a beginning of which these are the first characters. */
export const factsNaming = (session: Session, beginnings: readonly string[]): Promise<number[]> =>
  session.loadNumbers(
    `select distinct source::float8 as number from fact_word where account_id = $1 and kind = 'SHORT_HASH' and word = any($2::text[])`,
    [beginnings],
  );

/** True where some fact names a commit by the beginning of its hash. */
export const hasShortNames = (session: Session): Promise<boolean> =>
  session.hasRows(`select 1 from fact_word where account_id = $1 and kind = 'SHORT_HASH' limit 1`);

/** Puts the first characters of hashes in the place of those by which these facts were found before. */
export async function replaceBeginnings(
  session: Session,
  ranges: readonly NumberRange[],
  words: readonly { readonly number: number; readonly beginning: string }[],
): Promise<void> {
  await session.run(
    `delete from fact_word w using unnest($2::bigint[]) as picked (number)
     where w.account_id = $1 and w.kind = 'SHORT_HASH' and w.source = picked.number`,
    [numbersIn(ranges)],
  );
  if (words.length > 0)
    await session.run(
      `insert into fact_word (account_id, source, kind, word)
       select $1, number, 'SHORT_HASH', word from unnest($2::bigint[], $3::text[]) as reported (number, word) on conflict do nothing`,
      byColumn(words, 'number', 'beginning'),
    );
}
