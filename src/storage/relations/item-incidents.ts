import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Loads the items among these that are not deleted, with the traits by which they are classified as incidents. */
export async function itemKinds(session: Session, among: readonly number[] | 'ALL') {
  const rows = await session.load<{
    number: number;
    createdAt: Instant;
    labels: readonly string[];
    type: string;
    priority: string | null;
  }>(
    `select number::float8 as number, ${milliseconds('created_at')} as "createdAt", labels, type, priority from work_item
     where account_id = $1 and deleted_at is null ${among === 'ALL' ? '' : 'and number = any($2::bigint[])'}`,
    among === 'ALL' ? [] : [among],
  );
  return rows.map(({ number, createdAt, labels, type, priority }) => {
    const traits = { label: labels, type: [type], priority: priority === null ? [] : [priority] };
    return { number, createdAt, traits };
  });
}

/** The items that are taken for incidents. */
export const loadIncidentItems = (session: Session) =>
  session.loadNumbers(
    `select source::float8 as number from fact_link where account_id = $1 and relation = '${relationName.ITEM_INCIDENT}'`,
  );
