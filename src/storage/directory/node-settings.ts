import { completeTeamSettings, type TeamSettings } from '../../model/team.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { NodeSettingTable } from '../tables/org-tree.table.js';
import { selectionOf } from '../tables/rows.js';
import type { RowOf } from '../tables/same-shape.js';

/** The settings that are saved on a node; their version counts the saves, from 1. */
export type NodeSettings = Omit<RowOf<typeof NodeSettingTable>, 'accountId' | 'updatedBy'>;

/** Reads the settings that are saved on these nodes. */
export async function readNodeSettings(
  session: Session,
  nodes: readonly number[],
): Promise<NodeSettings[]> {
  const rows = await session.load<NodeSettings>(
    `select ${selectionOf(NodeSettingTable, 'updatedBy')} from node_setting
     where account_id = $1 and node = any($2::bigint[])`,
    [nodes],
  );
  return rows.map((row) => ({ ...row, settings: completeTeamSettings(row.settings) }));
}

/** Saves the settings of a node in place of those before and answers their version. */
export async function saveNodeSettings(
  session: Session,
  node: number,
  settings: TeamSettings,
  key: number,
): Promise<number> {
  const row = await session.find<{ version: number }>(
    `insert into node_setting (account_id, node, version, settings, updated_at, updated_by) values ($1, $2, 1, $3::jsonb, $4::timestamptz, $5)
     on conflict (account_id, node) do update set version = node_setting.version + 1, settings = excluded.settings,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by returning version`,
    [node, JSON.stringify(settings), moment(session.now), key],
  );
  return row?.version ?? 1;
}

/** Takes the settings of a node away, so that it inherits again. */
export async function removeNodeSettings(session: Session, node: number): Promise<void> {
  await session.run('delete from node_setting where account_id = $1 and node = $2', [node]);
}
