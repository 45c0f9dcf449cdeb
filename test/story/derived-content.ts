import type { Database } from '../../src/storage/database/database.js';

const subject = `(select id from (select id, number from commit where account_id = $1 union all select id, number from change where account_id = $1
  union all select id, number from tag where account_id = $1) as fact where fact.number = f.subject)`;
const team = '(select path from org_node n where n.account_id = $1 and n.number = f.team)';
const developer =
  '(select email from developer d where d.account_id = $1 and d.number = f.developer)';
const repositories =
  'array(select id from repository r where r.account_id = $1 and r.number = any(f.tags) order by id)';
const place = `${team} as team, month, metric, ${subject} as subject, ${developer} as developer, at, ${repositories} as repositories`;

const queries = {
  observation: `select ${place}, value, parts from observation f where account_id = $1`,
  exclusion: `select ${place}, reason from exclusion f where account_id = $1`,
  identity: `select application_type, external_id, name, email, rule, bot, ${developer} as developer from identity f where account_id = $1`,
} as const;

/** Returns the rows derived from an account's facts, and its people. Numbers are absent: they depend on the order of import. */
export async function derivedContent(
  database: Database,
  account: number,
): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const [table, query] of Object.entries(queries)) {
    const rows = await database.read(account, (session) =>
      session.query<{ row: string }>(
        `select row_to_json(given)::text as row from (${query}) as given`,
        [account],
      ),
    );
    content[table] = rows.map(({ row }) => row).sort();
  }
  return content;
}
