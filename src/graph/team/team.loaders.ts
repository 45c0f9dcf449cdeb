import { batched } from '../batched.js';

/** Loads the current members of a team, by label. */
export const membersOf = batched(({ services, viewer }, teams: readonly number[]) =>
  services.teams.members(viewer, teams),
);

export const loadEffectiveSettings = batched(({ services, viewer }, nodes: readonly number[]) =>
  services.teams.settingsOf(viewer, nodes),
);
