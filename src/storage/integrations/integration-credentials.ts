import type { Session } from '../sql/session.js';
import { IntegrationCredentialTable } from '../tables/integration.table.js';
import { selectionOf, writeRows } from '../tables/rows.js';
import type { RowOf } from '../tables/same-shape.js';

/** A secret setting of an integration, sealed, under the key of the setting. */
export type Credential = Omit<RowOf<typeof IntegrationCredentialTable>, 'accountId' | 'sealedAt'>;

/** Loads the sealed settings of these integrations; null: of all. */
export const loadCredentials = (session: Session, integrations: readonly number[] | null) =>
  session.load<Credential>(
    `select ${selectionOf(IntegrationCredentialTable, 'sealedAt')} from integration_credential
     where account_id = $1 and ($2::bigint[] is null or integration = any($2::bigint[])) order by 1, 2`,
    [integrations],
  );

/** Writes sealed settings in place of those under the same keys. */
export const writeCredentials = (
  session: Session,
  credentials: readonly Credential[],
): Promise<void> =>
  writeRows(
    session,
    IntegrationCredentialTable,
    credentials.map((one) => ({ ...one, sealedAt: session.now })),
    'on conflict (account_id, integration, field) do update set envelope = excluded.envelope, sealed_at = excluded.sealed_at',
  );
