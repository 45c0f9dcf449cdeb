import { factKinds } from '../../model/facts/facts.js';
import { deleteSetAside } from '../cells/set-aside.js';
import { factTables } from '../facts/fact-tables.js';
import type { Session } from '../sql/session.js';

const derivedTables = [
  'cell_rows',
  'cell_subject',
  'mark',
  'cell',
  'team_ruleset',
  'changed_file',
  'pull_request_file',
  'change_release',
  'pull_request_release',
  'release',
  'fact_link',
  'fact_word',
  'fact_place',
  'standing_run',
  'deployment_place',
];

/** Emits the directory and all facts again. All that is derived from them is rebuilt, and written where it differs. */
export async function reemitAllFacts(session: Session): Promise<void> {
  const developers = await session.loadNumbers(
    'select number::float8 as number from developer where account_id = $1',
  );
  const teams = await session.loadNumbers(
    'select number::float8 as number from org_node where account_id = $1 and is_team and archived_at is null',
  );
  session.append({ kind: 'DIRECTORY', what: { developers, teams, nodes: [], rules: true } });
  for (const kind of factKinds) {
    const facts = await session.loadNumbers(
      `select number::float8 as number from ${factTables[kind].table} where account_id = $1`,
    );
    session.appendFacts(kind, facts, { newPeople: true });
  }
}

/** Deletes everything that was derived from facts, directory and rules, and emits all of these again. */
export async function forgetDerived(session: Session): Promise<void> {
  for (const table of derivedTables)
    await session.run(`delete from ${table} where account_id = $1`);
  await deleteSetAside(session, 'CELL');
  await session.run(
    "update identity set developer = null, rule = null, matched = false where account_id = $1 and rule is distinct from 'MANUAL'",
  );
  await reemitAllFacts(session);
}
