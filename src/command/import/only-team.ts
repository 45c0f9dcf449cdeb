import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import { type AnyFilter, isEmpty } from '../../model/filter.js';

/** A condition that everything with a name meets, what is added later too. */
const every = (property: string): AnyFilter => [
  { property, operator: 'DOES_NOT_CONTAIN', values: ['(none)'] },
];

/**
 * Makes all repositories and projects those of the tree where it has one team and nobody chose any: there is nobody else's they
 * could be. Returns whether it did.
 */
export async function giveAllToOnlyTeam({ directory }: App, viewer: Viewer): Promise<boolean> {
  const nodes = await directory.trees.nodes(viewer);
  const [root] = nodes;
  const [only, ...others] = nodes.filter(({ isTeam }) => isTeam);
  if (!root || !only || others.length > 0) return false;
  const { settings, version } = await directory.teams.settings(viewer, root.number);
  const { settings: own } = await directory.teams.settings(viewer, only.number);
  const chosen = [settings, own].flatMap((one) => [one.repositories, one.issueManagement.projects]);
  if (!chosen.every(isEmpty)) return false;
  await directory.teams.saveSettings(viewer, {
    node: root.number,
    settings: {
      ...settings,
      repositories: every('repository'),
      issueManagement: { ...settings.issueManagement, projects: every('project') },
    },
    expectedVersion: version,
  });
  return true;
}
