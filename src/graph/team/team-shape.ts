import type { NodeSettingsInForce } from '../../directory/team-settings/settings-book.js';
import type { TeamMember as Member } from '../../directory/teams.js';
import { encodeNodeId } from '../node-id.js';
import type { TeamMember } from './team.type.js';
import type { TeamSettings } from './team-settings.type.js';

export const settingsOutside = ({
  settings,
  savedOn,
  version,
}: NodeSettingsInForce): TeamSettings => ({
  ...settings,
  savedOn: savedOn === null ? null : encodeNodeId('OrgNode', savedOn),
  version,
});

export const memberOutside = ({ alias, named, developer, since, shared }: Member): TeamMember => ({
  developer: {
    ...alias,
    developer: named && { ...named, id: encodeNodeId('Developer', developer) },
  },
  since,
  isShared: shared,
});
