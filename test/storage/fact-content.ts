import type { Database } from '../../src/storage/database.js';

const person = (column: string) =>
  `(select external_id from identity i where i.account_id = f.account_id and i.number = f.${column})`;
const repository =
  '(select id from repository r where r.account_id = f.account_id and r.number = f.repository)';

const columns = {
  repository: 'name, url, default_branch',
  commit: `${repository} as repository, sha, title, ${person('author')} as author, ${person('committer')} as committer,
    authored_at, committed_at, parents, files, trailers, doubt, incomplete`,
  change: `${repository} as repository, sha, branch, position, title, ${person('author')} as author, merged_at, first_commit_at,
    commits, pull_request, squashed, doubt`,
  tag: `${repository} as repository, name, sha, tagged_at, position`,
  mailmap: `${repository} as repository, entries`,
} as const;

/** All facts of an account that are not taken back, but for their numbers and when they were told: what any way to them must end in. */
export async function factContent(
  database: Database,
  account: number,
): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const [table, list] of Object.entries(columns))
    content[table] = await database.read(account, (session) =>
      session.query(
        `select row_to_json(told)::text as row from (select id, ${list} from ${table} f where account_id = $1 and deleted_at is null) as told
         order by id collate "C"`,
        [account],
      ),
    );
  return content;
}

/** The newest sequence of the account's change log. */
export const sequenceOf = async (database: Database, account: number): Promise<number> =>
  (await database.accounts()).find(({ id }) => id === account)?.sequence ?? -1;
