import type { AnchorKind } from '../model/anchor.js';
import type { Instant } from '../model/time.js';
import { milliseconds } from './instant-sql.js';
import type { Session } from './session.js';

/** What a subject is, for people to look at. */
export interface Subject {
  readonly number: number;
  readonly kind: AnchorKind;
  readonly repository: number;
  readonly title: string;
  readonly sha: string;
  readonly pullRequest: number | null;
  readonly startedAt: Instant | null;
  readonly squashed: boolean;
}

/** The subjects with these numbers, whatever their kinds, in one statement. */
export const subjectsOf = (session: Session, numbers: readonly number[]): Promise<Subject[]> =>
  session.query(
    `select number::float8 as number, 'commit' as kind, repository::float8 as repository, title, sha, null::int as "pullRequest",
       null::float8 as "startedAt", false as squashed from commit where account_id = $1 and number = any($2::bigint[])
     union all select number::float8, 'change', repository::float8, title, sha, pull_request, ${milliseconds('first_commit_at')}, squashed
       from change where account_id = $1 and number = any($2::bigint[])
     union all select number::float8, 'release', repository::float8, name, sha, null, null, false
       from tag where account_id = $1 and number = any($2::bigint[])`,
    [session.account, numbers],
  );

/** The releases that changes ride in, by change. */
export const ridesOfChanges = (
  session: Session,
  changes: readonly number[],
): Promise<{ change: number; name: string; at: Instant; pattern: string }[]> =>
  session.query(
    `select l.change::float8 as change, r.name, ${milliseconds('r.released_at')} as at, l.pattern
     from change_release l join release r on r.account_id = l.account_id and r.pattern = l.pattern and r.number = l.release
     where l.account_id = $1 and l.change = any($2::bigint[])`,
    [session.account, changes],
  );
