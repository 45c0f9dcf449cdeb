import type { Viewer } from '../model/access.js';
import { effectiveSettings } from '../model/effective-settings.js';
import { Fault, Refusal, refuse } from '../model/errors.js';
import type { Membership } from '../model/people.js';
import { emptyTeamSettings, type OrgNode, type TeamSettings } from '../model/team.js';
import { readAccountSettings } from '../storage/accounts.js';
import { readDevelopersByNumber } from '../storage/developers.js';
import { readMemberships } from '../storage/memberships.js';
import {
  readNodeSettings,
  removeNodeSettings,
  saveNodeSettings,
} from '../storage/node-settings.js';
import { readOrgNodes } from '../storage/org-nodes.js';
import type { Session } from '../storage/session.js';
import { record, revealing } from './activity.js';
import { type Alias, createAliases } from './alias.js';
import type { DirectoryContext } from './context.js';
import { type Page, type PageRequest, pageOf } from './page.js';
import { demand } from './permissions.js';
import { settingsErrors } from './settings.js';

export interface TeamSearch {
  /** Stands in the name or the path. */
  readonly search: string | null;
  /** Number of the tree; null for all. */
  readonly tree: number | null;
}
/** Settings in force on a node and where they come from. */
export interface NodeSettingsInForce {
  readonly settings: TeamSettings;
  /** The node where they are saved: itself or one above; null where nobody saved any and nothing is set. */
  readonly savedOn: number | null;
  /** Version of what is saved on the node itself; 0 where nothing is. */
  readonly version: number;
}
export interface TeamMember extends Membership {
  readonly alias: Alias;
  /** Null unless the viewer may see names. */
  readonly named: { readonly name: string; readonly email: string } | null;
}

const living = async (session: Session) =>
  (await readOrgNodes(session)).filter(({ archivedAt }) => archivedAt === null);

async function settingsOf(
  session: Session,
  wanted: readonly number[],
): Promise<NodeSettingsInForce[]> {
  const nodes = new Map((await living(session)).map((known) => [known.number, known]));
  if (!wanted.every((node) => nodes.has(node)))
    throw new Fault('NOT_FOUND', 'There is no such team or node.');
  const saved = new Map((await readNodeSettings(session)).map((row) => [row.node, row]));
  const byNode = new Map([...saved.values()].map(({ node, settings }) => [node, settings]));
  return wanted.map((node) => {
    const inForce = effectiveSettings(node, nodes, byNode);
    return {
      settings: inForce?.settings ?? emptyTeamSettings,
      savedOn: inForce?.savedOn ?? null,
      version: saved.get(node)?.version ?? 0,
    };
  });
}

/** Teams at or below a node. */
function teamsBelow(nodes: readonly OrgNode[], node: number): number[] {
  const within = new Set([node]);
  const sorted = nodes.toSorted((left, right) => left.depth - right.depth);
  for (const { number, parent } of sorted)
    if (parent !== null && within.has(parent)) within.add(number);
  return nodes
    .filter(({ number, isTeam }) => isTeam && within.has(number))
    .map(({ number }) => number);
}

export interface SettingsSave {
  /** Number of a team or of a node above teams. */
  readonly node: number;
  /** Null takes the node's own settings away, so that it inherits. */
  readonly settings: TeamSettings | null;
  /** Version that the change was made from (0: none were saved); null for no guard. */
  readonly expectedVersion: number | null;
}

async function save(
  session: Session,
  viewer: Viewer,
  { node, settings, expectedVersion }: SettingsSave,
) {
  const [before] = (await settingsOf(session, [node])) as [NodeSettingsInForce];
  if (expectedVersion !== null && expectedVersion !== before.version)
    refuse(
      'STALE_VERSION',
      ['expectedVersion'],
      `The settings are at version ${before.version} by now: read them again and repeat your change.`,
    );
  if (settings) await saveNodeSettings(session, node, settings, viewer.key);
  else await removeNodeSettings(session, node);
  const details = { before: before.settings, after: settings };
  await record(session, viewer, settings ? 'EDITED' : 'DELETED', 'TEAM_SETTINGS', node, details);
  const teams = teamsBelow(await living(session), node);
  session.append({
    kind: 'DIRECTORY',
    what: { developers: [], teams, nodes: [node], rules: true },
  });
  return (await settingsOf(session, [node]))[0]!;
}

async function members(
  session: Session,
  viewer: Viewer,
  teams: readonly number[],
): Promise<TeamMember[][]> {
  const inForce = ({ since, until }: Membership) =>
    (since ?? -Infinity) <= session.now && session.now < (until ?? Infinity);
  const rows = (await readMemberships(session, teams)).filter(inForce);
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
    const nodes = await context.database.read(viewer.account, living);
    const wanted = search?.trim().toLowerCase() ?? '';
    const found = nodes.filter(
      (node) =>
        node.isTeam &&
        (tree === null || node.tree === tree) &&
        node.path.toLowerCase().includes(wanted),
    );
    return pageOf(found, ({ number }) => number, request);
  },

  /** Who is in each of these teams now, by label. */
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
      const all = await living(session);
      const teams = all.filter(({ isTeam }) => isTeam).map(({ number }) => number);
      const rows = (await readMemberships(session, teams)).filter(({ until }) => until === null);
      const byTeam = Map.groupBy(rows, ({ team }) => team);
      return nodes.map((node) => {
        const below = teamsBelow(all, node).flatMap((team) => byTeam.get(team) ?? []);
        return new Set(below.map(({ developer }) => developer)).size;
      });
    });
  },

  /** The settings in force on a team or node. Faults NOT_FOUND where there is none. */
  async settings(viewer: Viewer, node: number): Promise<NodeSettingsInForce> {
    return (await this.settingsOf(viewer, [node]))[0]!;
  },

  /** The settings in force on each of these teams or nodes. Faults NOT_FOUND where one is none. */
  async settingsOf(viewer: Viewer, nodes: readonly number[]): Promise<NodeSettingsInForce[]> {
    demand(viewer, 'READ_DIRECTORY');
    return context.database.read(viewer.account, (session) => settingsOf(session, nodes));
  },

  /** Saves the settings of a team, or of a node for the teams below that have none. Answers what is in force then. */
  async saveSettings(viewer: Viewer, given: SettingsSave): Promise<NodeSettingsInForce> {
    demand(viewer, 'EDIT_TEAM');
    const errors = given.settings ? settingsErrors(given.settings) : [];
    if (errors.length > 0) throw new Refusal(errors);
    return context.database.write(viewer.account, (session) => save(session, viewer, given));
  },
});
