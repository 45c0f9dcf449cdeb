import type { Session } from '../sql/session.js';

/** Locks the account's reading position of the change log; null where another worker holds it. */
export async function lockConsumerOffset(session: Session): Promise<number | null> {
  const row = await session.find<{ position: number }>(
    'select position::float8 as position from correlation where account_id = $1 for update skip locked',
  );
  return row?.position ?? null;
}

export async function commitConsumerOffset(session: Session, position: number): Promise<void> {
  await session.run('update correlation set position = $2 where account_id = $1', [position]);
}
