import type { Database } from '../../src/storage/database/database.js';
import type { Session } from '../../src/storage/sql/session.js';
import { loadObserved } from '../storage/cells/observed-rows.js';

const IDS = `select number::float8 as number, id from commit where account_id = $1 union all select number::float8, id from change where account_id = $1
  union all select number::float8, id from tag where account_id = $1 union all select number::float8, id from repository where account_id = $1
  union all select number::float8, path from org_node where account_id = $1 union all select number::float8, email from developer where account_id = $1`;
const IDENTITIES = `select application_type, external_id, name, email, rule, bot,
  (select email from developer d where d.account_id = $1 and d.number = f.developer) as developer from identity f where account_id = $1`;

/** Loads a function that returns what numbers stand for. */
async function nameNumbers(session: Session) {
  const named = await session.load<{ number: number; id: string }>(IDS);
  const byNumber = new Map(named.map(({ number, id }) => [number, id]));
  return (number: number | null) => (number === null ? null : (byNumber.get(number) ?? null));
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

/** Returns the rows derived from an account's facts, and its people. Numbers are absent: they depend on the order of import. */
export const derivedContent = (
  database: Database,
  account: number,
): Promise<Record<string, string[]>> =>
  database.read(account, async (session) => {
    const nameOf = await nameNumbers(session);
    const { observations, exclusions } = await loadObserved(session);
    const placeOf = (row: (typeof observations | typeof exclusions)[number]) => ({
      ...{ team: nameOf(row.team), month: row.month, metric: row.metric, at: row.at },
      ...{ subject: nameOf(row.subject), developer: nameOf(row.developer) },
      repositories: row.tags.map(nameOf).filter((name) => name !== null),
    });
    return {
      observation: sorted(
        observations.map((row) => ({ ...placeOf(row), value: row.value, parts: row.parts })),
      ),
      exclusion: sorted(exclusions.map((row) => ({ ...placeOf(row), reason: row.reason }))),
      identity: sorted(await session.load(IDENTITIES)),
    };
  });
