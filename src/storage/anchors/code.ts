import type { Anchors } from '../../model/anchor.js';
import type {
  ChangeAnchor,
  ChangedFile,
  CommitAnchor,
  ReleaseAnchor,
} from '../../model/code-anchor.js';
import { isEmpty, matches } from '../../model/filter.js';
import type { Rules } from '../../model/team.js';
import { milliseconds } from '../instant-sql.js';
import type { Session } from '../session.js';
import { type Cell, everMembers } from './cell.js';

async function commitsOf(session: Session, cell: Cell): Promise<CommitAnchor[]> {
  return session.query<CommitAnchor>(
    `select c.number::float8 as number, c.repository::float8 as repository, i.developer::float8 as developer, i.bot is not null as "byBot",
       ${milliseconds('c.authored_at')} as "ownAt", ${milliseconds('c.authored_at')} as "authoredAt",
       jsonb_array_length(c.parents) > 1 as "isMerge", c.doubt
     from (${everMembers}) m join identity i on i.account_id = $1 and i.developer = m.developer
       join commit c on c.account_id = $1 and c.author = i.number
     where c.deleted_at is null and c.authored_at >= $3::timestamptz and c.authored_at < $4::timestamptz order by c.number`,
    [session.account, cell.team, cell.from, cell.to],
  );
}

interface ChangeRow extends ChangeAnchor {
  readonly branch: string;
}

const changeColumns = `c.number::float8 as number, c.repository::float8 as repository, i.developer::float8 as developer, i.bot is not null as "byBot",
  ${milliseconds('c.merged_at')} as "ownAt", ${milliseconds('c.merged_at')} as "mergedAt", ${milliseconds('c.first_commit_at')} as "firstCommitAt",
  c.squashed as "firstCommitUnknown", c.doubt, c.branch,
  exists (select 1 from commit k where k.account_id = c.account_id and k.id = c.id and k.incomplete) as "linesUnknown",
  l.release::float8 as release, ${milliseconds('l.released_at')} as "releasedAt", coalesce(l.baseline, false) as baseline`;

async function changesByMembers(session: Session, cell: Cell): Promise<ChangeRow[]> {
  return session.query<ChangeRow>(
    `select ${changeColumns} from (${everMembers}) m join identity i on i.account_id = $1 and i.developer = m.developer
       join change c on c.account_id = $1 and c.author = i.number
       left join change_release l on l.account_id = $1 and l.change = c.number and l.pattern = $5
     where c.deleted_at is null and c.merged_at >= $3::timestamptz and c.merged_at < $4::timestamptz order by c.number`,
    [session.account, cell.team, cell.from, cell.to, cell.rules.settings.releasePattern],
  );
}

async function changesInRepositories(
  session: Session,
  cell: Cell,
  repositories: readonly number[],
): Promise<ChangeRow[]> {
  if (repositories.length === 0) return [];
  return session.query<ChangeRow>(
    `with touched as (
       select number from change where account_id = $1 and repository = any($2::bigint[]) and deleted_at is null
         and merged_at >= $3::timestamptz and merged_at < $4::timestamptz
       union select change from change_release where account_id = $1 and pattern = $5 and repository = any($2::bigint[])
         and released_at >= $3::timestamptz and released_at < $4::timestamptz)
     select ${changeColumns} from touched join change c on c.account_id = $1 and c.number = touched.number
       join identity i on i.account_id = $1 and i.number = c.author
       left join change_release l on l.account_id = $1 and l.change = c.number and l.pattern = $5
     where c.deleted_at is null order by c.number`,
    [session.account, repositories, cell.from, cell.to, cell.rules.settings.releasePattern],
  );
}

interface FileRow extends ChangedFile {
  readonly change: number;
}

async function filesOf(
  session: Session,
  changes: readonly number[],
): Promise<Map<number, FileRow[]>> {
  if (changes.length === 0) return new Map();
  const rows = await session.query<FileRow>(
    `select change::float8 as change, path, additions, deletions, ${milliseconds('previous_at')} as "previousAt"
     from changed_file where account_id = $1 and change = any($2::bigint[])
       and additions is not null and deletions is not null order by change, ordinal`,
    [session.account, changes],
  );
  return Map.groupBy(rows, (row) => row.change);
}

async function releasesIn(
  session: Session,
  cell: Cell,
  repositories: readonly number[],
): Promise<ReleaseAnchor[]> {
  if (repositories.length === 0) return [];
  return session.query<ReleaseAnchor>(
    `select number::float8 as number, repository::float8 as repository, null as developer, false as "byBot",
       ${milliseconds('released_at')} as "ownAt", ${milliseconds('released_at')} as "releasedAt"
     from release where account_id = $1 and pattern = $5 and repository = any($2::bigint[])
       and released_at >= $3::timestamptz and released_at < $4::timestamptz order by number`,
    [session.account, repositories, cell.from, cell.to, cell.rules.settings.releasePattern],
  );
}

function onDestination(rules: Rules, changes: readonly ChangeRow[]): ChangeRow[] {
  const branches = rules.settings.destinationBranches;
  return isEmpty(branches)
    ? [...changes]
    : changes.filter(({ branch }) => matches(branches, { branch: [branch] }));
}

/** What members did and what lies in the team's repositories, of a plain git history. */
export async function codeAnchors(
  session: Session,
  cell: Cell,
): Promise<Record<'DEVELOPERS' | 'FILTERS', Pick<Anchors, 'commits' | 'changes' | 'releases'>>> {
  const { rules, repositories } = cell;
  const byMembers = await changesByMembers(session, cell);
  const inRepositories = onDestination(
    rules,
    await changesInRepositories(session, cell, repositories),
  );
  const files = await filesOf(
    session,
    byMembers.map(({ number }) => number),
  );
  return {
    DEVELOPERS: {
      commits: await commitsOf(session, cell),
      changes: byMembers.map((change) => ({ ...change, files: files.get(change.number) ?? [] })),
      releases: [],
    },
    FILTERS: {
      commits: [],
      changes: inRepositories.map((change) => ({ ...change, files: [] })),
      releases: await releasesIn(session, cell, repositories),
    },
  };
}
