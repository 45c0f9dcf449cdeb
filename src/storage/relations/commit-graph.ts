import { type FormerCommit, type NumberRange, numbersIn } from '../../model/change-log.js';
import type { GraphCommit } from '../../model/linkable.js';
import type { Session } from '../sql/session.js';

const parentsKnown = "(is_root or parents <> '[]'::jsonb)";

/** The repositories of these of whose commits parents are known. */
export const repositoriesWithGraph = (session: Session, repositories: readonly number[]) =>
  session.loadNumbersBy(
    `select number::float8 as number from unnest($2::bigint[]) as asked (number) where exists (
       select 1 from commit where account_id = $1 and repository = asked.number and deleted_at is null and ${parentsKnown})`,
    repositories,
  );

/** Finds whether any of these hashes is that of an imported commit of a repository of whose commits parents are known. */
const isInGraph = async (session: Session, repository: number, hashes: readonly string[]) =>
  hashes.length > 0 &&
  session.hasRows(
    `select 1 from (select repository from (select repository, deleted_at from commit where account_id = $1 and sha = any($3::text[]) offset 0) as named
         where repository = $2 and deleted_at is null limit 1) as imported
     where exists (select 1 from commit k where k.account_id = $1 and k.repository = imported.repository and k.deleted_at is null and ${parentsKnown})`,
    [repository, hashes],
  );

/** Loads all commits of a repository, each hash once. Returns null where none of these hashes is in its graph, or no parents are known. */
export async function loadGraph(
  session: Session,
  repository: number,
  hashes: readonly string[],
): Promise<GraphCommit[] | null> {
  if (!(await isInGraph(session, repository, hashes))) return null;
  const steps = await session.load<{ sha: string; position: number }>(
    'select lower(sha) as sha, min(position) as position from change where account_id = $1 and repository = $2 and deleted_at is null group by 1',
    [repository],
  );
  const positions = new Map(steps.map(({ sha, position }) => [sha, position]));
  const commits = await session.load<{ sha: string; parents: readonly string[] | null }>(
    `select distinct on (lower(sha)) lower(sha) as sha, case when ${parentsKnown} then parents end as parents
     from commit where account_id = $1 and repository = $2 and deleted_at is null order by lower(sha), is_root, parents desc`,
    [repository],
  );
  return commits.map((commit) => ({ ...commit, position: positions.get(commit.sha) ?? null }));
}

/** Loads the hashes of these commits by repository, also of deleted commits, and the hashes that they had before. */
export async function hashesByRepository(
  session: Session,
  commits: readonly NumberRange[],
  former: readonly FormerCommit[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await session.loadBy<{ repository: number; sha: string }>(
    `select distinct f.repository::float8 as repository, lower(f.sha) as sha
     from unnest($2::bigint[]) as picked (number)
       join commit f on f.account_id = $1 and f.number = picked.number order by 1, 2`,
    numbersIn(commits),
  );
  const all = [...rows.map(({ repository, sha }) => [repository, sha] as const), ...former];
  const byRepository = Map.groupBy(all, ([repository]) => repository);
  return new Map([...byRepository].map(([one, same]) => [one, same.map(([, sha]) => sha)]));
}
