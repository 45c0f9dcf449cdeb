import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import { byColumn } from '../sql/by-column.js';
import { month } from '../sql/month-sql.js';
import type { Session } from '../sql/session.js';
import { changesBy } from './change-facts.js';
import { textsWithin } from './linkable-facts.js';
import { type ReferenceKey, writtenKeys } from './reference-keys.js';

/** A message in which no key can stand is not worth reading. */
const KEY = `'[A-Za-z0-9_]-[1-9]|#[1-9]'`;
const MAY_HOLD_KEY = `(f.title ~ ${KEY} or f.body ~ ${KEY} or f.trailers <> '[]'::jsonb and f.trailers::text ~ ${KEY})`;

/** SQL: the reviews and comments of pull request `p`, each `by` an identity, `at` in milliseconds. */
export const acts = `cross join lateral (select (one ->> 'by')::bigint as by, (one ->> 'at')::float8 as at
  from jsonb_array_elements(p.reviews || p.comments) as one) as act`;

/** Loads the keys by which pull requests in these ranges are found as reviewed or commented: the identity and the UTC month. */
const loadKeysOfActs = (
  session: Session,
  pullRequests: readonly NumberRange[],
): Promise<ReferenceKey[]> =>
  session.loadBy(
    `select distinct p.number::float8 as source, 'ACT' as kind, act.by || ' ' || ${month('to_timestamp(act.at / 1000)')} as key
         from unnest($2::bigint[]) as picked (number)
           join pull_request p on p.account_id = $1 and p.number = picked.number and p.deleted_at is null ${acts}`,
    numbersIn(pullRequests),
  );

/** Loads the facts in these ranges that can name others. */
export const loadReferencing = async (
  session: Session,
  ranges: (kind: FactKind) => readonly NumberRange[],
) => ({
  commits: await textsWithin(session, 'commit', ranges('COMMIT'), MAY_HOLD_KEY),
  changes: await changesBy(session, numbersIn(ranges('CHANGE'))),
  pullRequests: await textsWithin(session, 'pull_request', ranges('PULL_REQUEST')),
  acts: await loadKeysOfActs(session, ranges('PULL_REQUEST')),
  items: await textsWithin(session, 'work_item', ranges('WORK_ITEM')),
  runs: await textsWithin(session, 'pipeline_run', ranges('PIPELINE_RUN')),
  incidents: await textsWithin(session, 'incident', ranges('INCIDENT')),
});

/** Most characters of a key: an index can hold no longer one. */
const LONGEST_KEY = 600;

const distinctKeys = (keys: readonly ReferenceKey[]): ReferenceKey[] => [
  ...new Map(keys.map((each) => [`${each.kind} ${each.key}`, each])).values(),
];

/** Replaces the reference keys of these facts. */
export async function replaceReferenceKeys(
  session: Session,
  numbers: readonly NumberRange[],
  keys: readonly ReferenceKey[],
): Promise<void> {
  const facts = numbersIn(numbers);
  await session.run(
    `delete from fact_word w using unnest($2::bigint[]) as picked (number)
     where w.account_id = $1 and w.kind <> 'SHORT_HASH' and w.source = picked.number`,
    [facts],
  );
  const given = keys.filter(({ key }) => key.length > 0 && key.length <= LONGEST_KEY);
  const bySource = Map.groupBy(given, ({ source }) => source);
  const written = writtenKeys(session);
  for (const fact of facts) written.set(fact, distinctKeys(bySource.get(fact) ?? []));
  const fit = facts.flatMap((fact) => written.get(fact) ?? []);
  if (fit.length === 0) return;
  await session.run(
    `insert into fact_word (account_id, source, kind, word)
     select $1, * from unnest($2::bigint[], $3::text[], $4::text[])`,
    byColumn(fit, 'source', 'kind', 'key'),
  );
}

/** Finds the pull requests that list any of these commits, imported or not. */
export const pullRequestsListing = (session: Session, commits: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `select distinct p.number::float8 as number from unnest($2::bigint[]) as picked (number)
       join commit f on f.account_id = $1 and f.number = picked.number
       cross join lateral (select w.source from fact_word w where w.account_id = $1 and w.kind = 'COMMIT' and w.word = lower(f.sha) offset 0) w
       join pull_request p on p.account_id = $1 and p.number = w.source`,
    numbersIn(commits),
  );
