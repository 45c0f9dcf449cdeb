import {
  type DeliveryCounts,
  type DeliveryStatus,
  type InboxDelivery,
  noDeliveries,
} from '../../model/inbox.js';
import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A part of the inbox of one integration: at most `limit` before the number `before`; null: from the newest. */
export interface InboxPart {
  readonly integration: number;
  readonly status: DeliveryStatus | null;
  readonly before: number | null;
  readonly limit: number;
}

const columns = `d.number::float8 as number, d.integration::float8 as integration, d.delivery, d.event, d.bytes, d.status, d.reason, d.attempts, d.calls,
  ${milliseconds('d.received_at')} as "receivedAt", ${milliseconds('d.next_at')} as "nextAt", ${milliseconds('d.processed_at')} as "processedAt"`;

/** Loads parts of inboxes, in their order, the newest delivery first; one statement however many there are. */
export async function loadInboxes(
  session: Session,
  parts: readonly InboxPart[],
): Promise<InboxDelivery[][]> {
  const rows = await session.load<{ entries: InboxDelivery[] }>(
    `select (select coalesce(json_agg(found order by number desc), '[]') from (select ${columns} from inbox_delivery d
         where d.account_id = $1 and d.integration = wanted.integration and (wanted.status is null or d.status = wanted.status)
           and (wanted.before is null or d.number < wanted.before) order by d.number desc limit wanted.size) found) as entries
     from rows from (unnest($2::bigint[]), unnest($3::text[]), unnest($4::bigint[]), unnest($5::int[]))
       with ordinality as wanted (integration, status, before, size, ordinal) order by wanted.ordinal`,
    byColumn(parts, 'integration', 'status', 'before', 'limit'),
  );
  return rows.map(({ entries }) => entries);
}

/** Counts deliveries by status, in the order of the integrations, in one statement. */
export async function countDeliveries(
  session: Session,
  integrations: readonly number[],
): Promise<DeliveryCounts[]> {
  const rows = await session.load<{ integration: number; status: DeliveryStatus; count: number }>(
    `select integration::float8 as integration, status, count(*)::int as count from inbox_delivery
     where account_id = $1 and integration = any($2::bigint[]) group by 1, 2`,
    [integrations],
  );
  const byIntegration = Map.groupBy(rows, ({ integration }) => integration);
  return integrations.map((integration) => ({
    ...noDeliveries,
    ...Object.fromEntries(
      (byIntegration.get(integration) ?? []).map(({ status, count }) => [status, count]),
    ),
  }));
}

/** When deliveries may be deleted: those that are done or ignored, and those that are dead. */
export interface InboxAges {
  readonly processedBefore: Instant;
  readonly deadBefore: Instant;
}

/** Deletes old deliveries, at most `limit`. Returns how many. */
export const forgetDeliveries = (
  session: Session,
  { processedBefore, deadBefore }: InboxAges,
  limit: number,
): Promise<number> =>
  session.run(
    `delete from inbox_delivery where account_id = $1 and number in (select number from inbox_delivery where account_id = $1
       and ((status in ('DONE', 'IGNORED') and processed_at < $2::timestamptz) or (status = 'DEAD' and processed_at < $3::timestamptz))
       order by number limit $4) returning 1`,
    [moment(processedBefore), moment(deadBefore), limit],
  );

/** Deletes deliveries of an integration, at most `limit`; false where none was left. */
export const deleteDeliveries = (session: Session, integration: number, limit: number) =>
  session.hasRows(
    `delete from inbox_delivery where account_id = $1 and number in (
       select number from inbox_delivery where account_id = $1 and integration = $2 order by number limit $3) returning 1`,
    [integration, limit],
  );
