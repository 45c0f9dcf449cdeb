import { byColumn } from '../sql/by-column.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A secret setting of an integration, sealed. */
export interface Credential {
  readonly integration: number;
  /** The key of the setting. */
  readonly field: string;
  readonly envelope: string;
}

/** Loads the sealed settings of these integrations; null: of all. */
export const loadCredentials = (session: Session, integrations: readonly number[] | null) =>
  session.load<Credential>(
    `select integration::float8 as integration, field, envelope from integration_credential
     where account_id = $1 and ($2::bigint[] is null or integration = any($2::bigint[])) order by 1, 2`,
    [integrations],
  );

/** Writes sealed settings in place of those under the same keys. */
export async function writeCredentials(
  session: Session,
  credentials: readonly Credential[],
): Promise<void> {
  await session.run(
    `insert into integration_credential (account_id, integration, field, envelope, sealed_at)
     select $1, integration, field, envelope, $5::timestamptz
     from unnest($2::bigint[], $3::text[], $4::text[]) as given (integration, field, envelope)
     on conflict (account_id, integration, field) do update set envelope = excluded.envelope, sealed_at = excluded.sealed_at`,
    [...byColumn(credentials, 'integration', 'field', 'envelope'), moment(session.now)],
  );
}
