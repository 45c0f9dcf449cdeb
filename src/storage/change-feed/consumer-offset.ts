import type { Session } from '../sql/session.js';

/** Locks the account's reading position of the change log; null where another worker holds it. */
export async function lockConsumerOffset(session: Session): Promise<number | null> {
  const [row] = await session.query<{ position: number }>(
    'select position::float8 as position from correlation where account_id = $1 for update skip locked',
    [session.account],
  );
  return row?.position ?? null;
}

export async function commitConsumerOffset(session: Session, position: number): Promise<void> {
  await session.query('update correlation set position = $2 where account_id = $1', [
    session.account,
    position,
  ]);
}
