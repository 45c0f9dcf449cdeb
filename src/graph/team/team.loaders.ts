import type { EffectiveNodeSettings } from '../../directory/team-settings/settings-book.js';
import type { TeamMember } from '../../directory/teams.js';
import type { GraphContext } from '../context.js';

const members = ({ services, viewer }: GraphContext, teams: readonly number[]) =>
  services.teams.members(viewer, teams);

const settings = ({ services, viewer }: GraphContext, nodes: readonly number[]) =>
  services.teams.settingsOf(viewer, nodes);

/** Loads the current members of a team, by label. */
export const membersOf = (context: GraphContext, team: number): Promise<readonly TeamMember[]> =>
  context.loaders.of<number, readonly TeamMember[], GraphContext>(members, context).load(team);

export const loadEffectiveSettings = (
  context: GraphContext,
  node: number,
): Promise<EffectiveNodeSettings> =>
  context.loaders.of<number, EffectiveNodeSettings, GraphContext>(settings, context).load(node);
