import type { FormerCommit } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import { factTables } from '../facts/fact-tables.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Tables and columns of derived rows that hold a fact's number, by kind. */
const hanging: { readonly [Kind in FactKind]?: readonly (readonly [string, string])[] } = {
  CHANGE: [
    ['changed_file', 'change'],
    ['change_release', 'change'],
  ],
  PULL_REQUEST: [['pull_request_release', 'pull_request']],
  PIPELINE_RUN: [['deployment_mark', 'run']],
};

/** Loads the numbers of all repositories that an integration imported, also deleted ones. */
export const repositoriesOfIntegration = (session: Session, integration: number) =>
  session.loadNumbers(
    'select number::float8 as number from repository where account_id = $1 and integration = $2',
    [integration],
  );

/** An integration that is being removed, with the repositories that it imported. */
export interface Removed {
  readonly integration: number;
  readonly repositories: readonly number[];
}

/**
 * Deletes the first `limit` facts of a kind after number `after` that the integration imported, with their links. Appends
 * the deletion to the change log. Returns the last number deleted, null if there was none.
 */
export async function deleteFacts(
  session: Session,
  kind: Exclude<FactKind, 'REPOSITORY'>,
  { integration, repositories }: Removed,
  after: number,
  limit: number,
): Promise<number | null> {
  const { table, columns } = factTables[kind];
  const record =
    'named_repository' in columns ? 'coalesce(named_repository, repository)' : 'repository';
  const isOwn = `${'integration' in columns ? 'integration' : record} = any($2::bigint[])`;
  const home = kind === 'COMMIT' ? ', repository::float8 as repository, lower(sha) as sha' : '';
  const rows = await session.load<{ number: number; repository?: number; sha?: string }>(
    `delete from ${table} where account_id = $1 and number in (select number from ${table}
       where account_id = $1 and number > $3 and ${isOwn} order by number limit $4)
     returning number::float8 as number${home}`,
    ['integration' in columns ? [integration] : repositories, after, limit],
  );
  const numbers = rows.map(({ number }) => number);
  if (numbers.length === 0) return null;
  for (const [linked, column] of hanging[kind] ?? [])
    await session.run(
      `delete from ${linked} where account_id = $1 and ${column} = any($2::bigint[])`,
      [numbers],
    );
  const formerCommits = rows.flatMap(({ repository, sha }): FormerCommit[] =>
    repository === undefined || sha === undefined ? [] : [[repository, sha]],
  );
  session.appendFacts(kind, numbers, { formerCommits });
  return numbers.reduce((left, right) => Math.max(left, right), 0);
}

/** Deletes people who are local to these repositories and sources, except those matched by hand. Returns false if none was left. */
export const deletePeople = (session: Session, scopes: readonly number[], limit: number) =>
  session.hasRows(
    `delete from identity where account_id = $1 and number in (select number from identity
       where account_id = $1 and scope = any($2::bigint[]) and rule is distinct from 'MANUAL' and bot is distinct from 'MANUAL' limit $3)
     returning 1`,
    [scopes, limit],
  );

/** Facts of other integrations that may lie in a repository. */
const namedElsewhere = ['pull_request', 'pipeline_run', 'incident'].map(
  (table) =>
    `exists (select 1 from ${table} t where t.account_id = $1 and coalesce(t.named_repository, t.repository) = r.number)`,
);

/** Deletes repositories without facts and without other integrations, including tombstones that arrived before their facts. */
export async function deleteRepositories(
  session: Session,
  repositories: readonly number[],
): Promise<void> {
  for (const table of ['changed_file', 'change_release', 'pull_request_release', 'release'])
    await session.run(
      `delete from ${table} where account_id = $1 and repository = any($2::bigint[])`,
      [repositories],
    );
  await session.run(
    `delete from tombstone t using repository r where t.account_id = $1 and r.account_id = $1 and r.number = any($2::bigint[])
       and (t.id = r.id or starts_with(t.id, r.id || ':'))`,
    [repositories],
  );
  await session.run(
    `update repository r set name = id, url = null, default_branch = null, remote = null, public_id = null, integration = 0, digest = '',
     updated_at = $3::timestamptz, read_at = null
     where account_id = $1 and number = any($2::bigint[]) and (${namedElsewhere.join(' or ')})`,
    [repositories, timestamp(0)],
  );
  await session.run(
    'delete from repository where account_id = $1 and number = any($2::bigint[]) and integration > 0',
    [repositories],
  );
  session.appendFacts('REPOSITORY', repositories);
}

/** Deletes kept pages, at most `limit`; false where none was left. */
export const deletePages = (session: Session, integration: number, limit: number) =>
  session.hasRows(
    `delete from page where account_id = $1 and number in (
       select number from page where account_id = $1 and integration = $2 order by number limit $3) returning 1`,
    [integration, limit],
  );

/** Deletes an integration that is being removed, its runs, credentials and validators; false where it is gone. */
export async function deleteIntegration(session: Session, integration: number): Promise<boolean> {
  for (const table of ['sync_run', 'integration_credential', 'source_validator'])
    await session.run(`delete from ${table} where account_id = $1 and integration = $2`, [
      integration,
    ]);
  session.appendShown();
  return session.hasRows(
    `delete from integration where account_id = $1 and number = $2 and status = 'REMOVING' returning 1`,
    [integration],
  );
}
