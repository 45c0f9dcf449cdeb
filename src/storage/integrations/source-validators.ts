import { createHash } from 'node:crypto';
import type { Session } from '../sql/session.js';

/** The vendor's validator (ETag) of the last answer of an address: an unchanged answer costs nothing. */
export interface SourceValidator {
  readonly integration: number;
  /** Digest of the address, since an index holds no text of any length. */
  readonly address: string;
  readonly validator: string;
}

/** Returns the digest under which the validator of an address is kept. */
export const digestOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url');

/** Loads the validators of an integration, by the digest of the address. */
export async function loadValidators(
  session: Session,
  integration: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.load<Omit<SourceValidator, 'integration'>>(
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
export async function writeValidators(
  session: Session,
  integration: number,
  validators: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(validators);
  if (entries.length === 0) return;
  await session.run(
    `insert into source_validator (account_id, integration, address, validator)
     select $1, $2, address, validator from unnest($3::text[], $4::text[]) as given (address, validator)
     on conflict (account_id, integration, address) do update set validator = excluded.validator`,
    [
      integration,
      entries.map(([address]) => digestOf(address)),
      entries.map(([, validator]) => validator),
    ],
  );
}
