import type { Session } from '../sql/session.js';

/** Returns true if there are facts other than code: else there is nothing to link. */
export function hasToolFacts(session: Session): Promise<boolean> {
  const tables = ['pull_request', 'work_item', 'pipeline_run', 'incident'];
  const of = tables.map((table) => `exists (select 1 from ${table} where account_id = $1)`);
  return session.hasRows(`select 1 where ${of.join(' or ')}`);
}

/** The sprints with these ids. */
export const sprintsWithIds = (session: Session, ids: Iterable<string>) =>
  session.loadNumbersBy(
    'select number::float8 as number from sprint where account_id = $1 and id = any($2::text[])',
    ids,
  );

/** The items that ever were in these sprints. */
export const itemsOfSprints = (session: Session, sprints: readonly number[]) =>
  session.loadNumbersBy(
    `select distinct w.source::float8 as number from sprint s join fact_word w on w.account_id = $1 and w.kind = 'SPRINT' and w.word = s.id
     where s.account_id = $1 and s.number = any($2::bigint[])`,
    sprints,
  );
