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

/** Entries that link nothing are passed with others, or once there are so many: fewer than are read at once. */
const MOST_PASSED_LATER = 10;

/** Work that is left to recalculation. */
export interface OpenWork {
  readonly unlinked: boolean;
  readonly dirty: boolean;
  /** True while rules are being observed beside those that are effective. */
  readonly pending: boolean;
}

/** Returns what is left to do for the account, including what another worker is doing. */
export async function openWork(session: Session): Promise<OpenWork> {
  const row = await session.find<OpenWork>(
    `select a.sequence > c.position + $2::int or exists (select 1 from (select kind from change_log
         where account_id = $1 and sequence > c.position order by sequence offset 0) l where kind in ('FACTS', 'DIRECTORY')) as unlinked,
       exists (select 1 from mark where account_id = $1) as dirty,
       exists (select 1 from team_ruleset where account_id = $1 and pending is not null) as pending
     from account a join correlation c on c.account_id = a.id where a.id = $1`,
    [MOST_PASSED_LATER],
  );
  return row ?? { unlinked: false, dirty: false, pending: false };
}
