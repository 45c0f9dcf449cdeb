import { createHash } from 'node:crypto';
import type { Session } from '../sql/session.js';
import { SourceValidatorTable } from '../tables/integration.table.js';
import { writeRows } from '../tables/rows.js';

/** Returns the digest under which the validator of an address is kept. */
export const digestOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url');

/** Loads the validators of an integration, by the digest of the address. */
export async function loadValidators(
  session: Session,
  integration: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.load<{ address: string; validator: string }>(
    'select address, validator from source_validator where account_id = $1 and integration = $2',
    [integration],
  );
  return new Map(rows.map(({ address, validator }) => [address, validator]));
}

/** Forgets the validators of an integration, so that everything is answered whole again. */
export async function deleteValidators(session: Session, integration: number): Promise<void> {
  await session.run('delete from source_validator where account_id = $1 and integration = $2', [
    integration,
  ]);
}

/** Writes validators in place of those of the same addresses. */
export const writeValidators = (
  session: Session,
  integration: number,
  validators: Readonly<Record<string, string>>,
): Promise<void> =>
  writeRows(
    session,
    SourceValidatorTable,
    Object.entries(validators).map(([address, validator]) => ({
      integration,
      address: digestOf(address),
      validator,
    })),
    'on conflict (account_id, integration, address) do update set validator = excluded.validator',
  );
