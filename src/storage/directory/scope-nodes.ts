import type { OrgNode } from '../../model/org-node.js';
import type { Session } from '../sql/session.js';

export type ScopeNode = Pick<OrgNode, 'number' | 'parent' | 'name' | 'path' | 'isTeam'>;

/** Loads a node that is not deleted, by number or by path, and all below it, by path; the first is the node itself. Empty if there is none. */
export const nodesBelow = (
  session: Session,
  node: { readonly number?: number; readonly path?: string },
): Promise<ScopeNode[]> =>
  session.load(
    `with recursive below as (
       select number, parent, name, path, is_team, 0 as level from org_node
         where account_id = $1 and archived_at is null and (number = $2 or path = $3)
       union all select n.number, n.parent, n.name, n.path, n.is_team, below.level + 1 from org_node n
         join below on n.parent = below.number where n.account_id = $1 and n.archived_at is null)
     select number::float8 as number, parent::float8 as parent, name, path, is_team as "isTeam" from below order by level > 0, path collate "C"`,
    [node.number ?? null, node.path ?? null],
  );

/** Loads the teams that are not deleted and of which a developer is or was a member. */
export const teamsOfDeveloper = (session: Session, developer: number): Promise<ScopeNode[]> =>
  session.load(
    `select n.number::float8 as number, n.parent::float8 as parent, n.name, n.path, n.is_team as "isTeam" from org_node n
     where n.account_id = $1 and n.archived_at is null and n.number in (select team from membership where account_id = $1 and developer = $2)
     order by n.path collate "C"`,
    [developer],
  );

/** Loads every team of the account that is not deleted, by path. */
export const loadTeamsNotDeleted = (session: Session): Promise<ScopeNode[]> =>
  session.load(
    `select number::float8 as number, parent::float8 as parent, name, path, is_team as "isTeam" from org_node
     where account_id = $1 and archived_at is null and is_team order by path collate "C"`,
  );
