import type { Session } from './session.js';

/** Names of projects, services and pipelines, by number. */
export async function dimensionNames(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await session.query<{ number: number; name: string }>(
    'select number::float8 as number, name from dimension where account_id = $1 and number = any($2::bigint[])',
    [session.account, numbers],
  );
  return new Map(rows.map(({ number, name }) => [number, name]));
}
