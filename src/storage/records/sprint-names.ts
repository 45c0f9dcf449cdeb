import type { Window } from '../../model/time.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Loads the sprints of all teams that end within a window, in the order of their names, ties by id. */
export const sprintNames = (
  session: Session,
  { from, to }: Window,
): Promise<{ number: number; name: string }[]> =>
  session.load(
    `select number::float8 as number, name from sprint where account_id = $1 and deleted_at is null
       and coalesce(completed_at, end_at) >= $2::timestamptz and coalesce(completed_at, end_at) < $3::timestamptz
     order by name collate "C", id collate "C"`,
    [timestamp(from), timestamp(to)],
  );
