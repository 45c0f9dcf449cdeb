import type { Viewer } from '../model/access.js';
import type { Developer, Membership } from '../model/facts/people.js';
import type { OrgNode } from '../model/org-node.js';
import { readAccountSettings } from '../storage/directory/accounts.js';
import { readDevelopersByNumber } from '../storage/directory/developers.js';
import { readMemberships } from '../storage/directory/memberships.js';
import type { Session } from '../storage/sql/session.js';
import { revealing } from './activity.js';
import { type Alias, createAliases } from './alias.js';
import type { DirectoryContext } from './context.js';
import { demandNotDeleted, teamsBelow } from './nodes.js';
import { type Page, type PageRequest, pageOf } from './page.js';
import { demand } from './permissions.js';
import { createTeamSettings } from './team-settings/team-settings.js';

/** Which teams to list. */
export interface TeamSearch {
  /** Stands in the name or the path. */
  readonly search: string | null;
  /** Number of the tree; null for all. */
  readonly tree: number | null;
}
/** A membership with the member's alias. */
export interface TeamMember extends Membership {
  /** The member without a name. */
  readonly alias: Alias;
  /** Null unless the viewer may see names. */
  readonly named: Pick<Developer, 'name' | 'email'> | null;
}

async function members(
  session: Session,
  viewer: Viewer,
  teams: readonly number[],
): Promise<TeamMember[][]> {
  const isEffective = ({ since, until }: Membership) =>
    (since ?? -Infinity) <= session.now && session.now < (until ?? Infinity);
  const rows = (await readMemberships(session, teams)).filter(isEffective);
  const numbers = [...new Set(rows.map((row) => row.developer))];
  const developers = await readDevelopersByNumber(session, numbers);
  const aliases = createAliases((await readAccountSettings(session))!.aliasSecret);
  const whoIs = new Map(
    developers.map(({ number, label, name, email }) => [
      number,
      { label, alias: aliases.of(number, label), named: viewer.reveals ? { name, email } : null },
    ]),
  );
  const shown = rows.map((row) => ({ ...row, ...whoIs.get(row.developer)! }));
  const byTeam = Map.groupBy(
    shown.sort((left, right) => left.label - right.label),
    ({ team }) => team,
  );
  return teams.map((team) => byTeam.get(team) ?? []);
}

export const createTeams = (context: DirectoryContext) => ({
  /** Teams by path. */
  async list(
    viewer: Viewer,
    { search, tree }: TeamSearch,
    request: PageRequest,
  ): Promise<Page<OrgNode>> {
    demand(viewer, 'READ_DIRECTORY');
    const nodes = await context.database.read(viewer.account, demandNotDeleted);
    const wanted = search?.trim().toLowerCase() ?? '';
    const found = nodes.filter(
      (node) =>
        node.isTeam &&
        (tree === null || node.tree === tree) &&
        node.path.toLowerCase().includes(wanted),
    );
    return pageOf(found, ({ number }) => number, request);
  },

  /** Returns the present members of each of these teams, by label. */
  async members(viewer: Viewer, teams: readonly number[]): Promise<TeamMember[][]> {
    demand(viewer, 'READ_DIRECTORY');
    const reading = (session: Session) => members(session, viewer, teams);
    return viewer.reveals
      ? revealing(context, viewer, `members of ${teams.join(', ')}`, reading)
      : context.database.read(viewer.account, reading);
  },

  /** How many developers are in each of these nodes now, those of the teams below counted once. */
  async developerCounts(viewer: Viewer, nodes: readonly number[]): Promise<number[]> {
    demand(viewer, 'READ_DIRECTORY');
    return context.database.read(viewer.account, async (session) => {
      const all = await demandNotDeleted(session);
      const teams = all.filter(({ isTeam }) => isTeam).map(({ number }) => number);
      const rows = (await readMemberships(session, teams)).filter(({ until }) => until === null);
      const byTeam = Map.groupBy(rows, ({ team }) => team);
      return nodes.map((node) => {
        const below = teamsBelow(all, node).flatMap((team) => byTeam.get(team) ?? []);
        return new Set(below.map(({ developer }) => developer)).size;
      });
    });
  },

  ...createTeamSettings(context),
});
