import type { MailmapEntry } from '../../model/facts/code.js';
import type { BotRule, Developer, Identity, IdentityRule } from '../../model/facts/people.js';
import type { ToolInputKind } from '../inputs/cell.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import { DeveloperTable, IdentityTable } from '../tables/identity.table.js';
import { selectionOf } from '../tables/rows.js';

export interface Resolution {
  readonly identity: number;
  readonly developer: number | null;
  readonly rule: IdentityRule | null;
  readonly bot: BotRule | null;
}

/** An identity, and whether it was looked for among the developers before. */
export type KnownIdentity = Identity & { readonly matched: boolean };

/** All identities of the account. */
export const allIdentities = (session: Session): Promise<KnownIdentity[]> =>
  session.load(
    `select ${selectionOf(IdentityTable)} from identity where account_id = $1 order by identity.number`,
  );

/** Developers who are to be matched: all of the account, those who left too, since what they did stays theirs. */
export const matchableDevelopers = (session: Session): Promise<Developer[]> =>
  session.load(
    `select ${selectionOf(DeveloperTable, 'label', 'createdAt', 'updatedAt')} from developer
     where account_id = $1 order by developer.number`,
  );

/** The `.mailmap` of each repository that has one. */
export async function mailmapsOf(session: Session): Promise<Map<number, readonly MailmapEntry[]>> {
  const rows = await session.load<{ repository: number; entries: readonly MailmapEntry[] }>(
    `select repository::float8 as repository, entries from mailmap
     where account_id = $1 and deleted_at is null`,
  );
  return new Map(rows.map((row) => [row.repository, row.entries]));
}

/** Writes who identities are. */
export async function writeResolutions(
  session: Session,
  resolutions: readonly Resolution[],
): Promise<void> {
  if (resolutions.length === 0) return;
  await session.run(
    `update identity as i set developer = given.developer, rule = given.rule, bot = given.bot, matched = true
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) as given (number, developer, rule, bot)
     where i.account_id = $1 and i.number = given.number`,
    byColumn(resolutions, 'identity', 'developer', 'rule', 'bot'),
  );
}

/** Numbers of the commits and changes that these identities authored. */
export async function authoredBy(
  session: Session,
  identities: readonly number[],
): Promise<{ commits: number[]; changes: number[] }> {
  const rows = await session.load<{ kind: string; number: number }>(
    `select 'COMMIT' as kind, number::float8 as number from commit where account_id = $1 and author = any($2::bigint[]) and deleted_at is null
     union all select 'CHANGE', number::float8 from change where account_id = $1 and author = any($2::bigint[]) and deleted_at is null`,
    [identities],
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.number);
  return { commits: of('COMMIT'), changes: of('CHANGE') };
}

const inList = (list: string, key: string) =>
  `exists (select 1 from jsonb_array_elements(${list}) as entry where (entry ->> '${key}')::bigint = any($2::bigint[]))`;

/** The facts of the tools in which any of these identities stands. */
export async function toolFactsOf(
  session: Session,
  identities: readonly number[],
): Promise<[ToolInputKind, number[]][]> {
  if (identities.length === 0) return [];
  const among = (column: string) => `${column} = any($2::bigint[])`;
  const of = (kind: ToolInputKind, table: string, condition: string) =>
    `select '${kind}' as kind, number::float8 as number from ${table} where account_id = $1 and deleted_at is null and (${condition})`;
  const statements = [
    of(
      'pullRequest',
      'pull_request',
      `${among('author')} or ${inList('reviews', 'by')} or ${inList('comments', 'by')}`,
    ),
    of(
      'workItem',
      'work_item',
      `${among('assignee')} or ${inList('assignee_history', 'assignee')}`,
    ),
    of('run', 'pipeline_run', among('triggered_by')),
    of('incident', 'incident', among('owner')),
    of('changeRequest', 'change_request', among('owner')),
  ];
  const rows = await session.load<{ kind: ToolInputKind; number: number }>(
    statements.join(' union all '),
    [identities],
  );
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, same]) => [
    kind,
    same.map(({ number }) => number),
  ]);
}
