import { effectiveSettings } from '../../model/effective-settings.js';
import { Fault } from '../../model/errors.js';
import type { OrgNode } from '../../model/org-node.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../model/team.js';
import { type NodeSettings, readNodeSettings } from '../../storage/directory/node-settings.js';
import { readOrgNodesAround } from '../../storage/directory/org-nodes.js';
import { readOrgTrees } from '../../storage/directory/org-trees.js';
import { readProfiles } from '../../storage/directory/profiles.js';
import type { Session } from '../../storage/sql/session.js';

/** Effective settings of a node and where they come from. */
export interface EffectiveNodeSettings {
  /** The settings that apply to the node. */
  readonly settings: TeamSettings;
  /** The node where they are saved: itself or one above; null where nobody saved any and nothing is set. */
  readonly savedOn: number | null;
  /** Version of what is saved on the node itself; 0 where nothing is. */
  readonly version: number;
}

/** Nodes that are not deleted with all above and below them, and what is saved on them, as one transaction saw them. */
export interface SettingsBook {
  readonly nodes: ReadonlyMap<number, OrgNode>;
  readonly saved: ReadonlyMap<number, Pick<NodeSettings, 'version' | 'settings'>>;
}

export async function openBook(session: Session, about: readonly number[]): Promise<SettingsBook> {
  const nodes = new Map(
    (await readOrgNodesAround(session, about)).map((node) => [node.number, node]),
  );
  const saved = await readNodeSettings(session, [...nodes.keys()]);
  return { nodes, saved: new Map(saved.map((row) => [row.node, row])) };
}

/** The book once other settings, or none, are saved on a node. */
export function amended(
  { nodes, saved }: SettingsBook,
  node: number,
  settings: TeamSettings | null,
): SettingsBook {
  const next = new Map(saved);
  if (settings) next.set(node, { settings, version: (saved.get(node)?.version ?? 0) + 1 });
  else next.delete(node);
  return { nodes, saved: next };
}

/** Returns the effective settings of a node. Throws NOT_FOUND if there is none. */
export function effectiveSettingsOn(
  { nodes, saved }: SettingsBook,
  node: number,
): EffectiveNodeSettings {
  if (!nodes.has(node)) throw new Fault('NOT_FOUND', 'There is no such team or node.');
  const byNode = new Map([...saved].map(([number, { settings }]) => [number, settings]));
  const effective = effectiveSettings(node, nodes, byNode);
  return {
    settings: effective?.settings ?? emptyTeamSettings,
    savedOn: effective?.savedOn ?? null,
    version: saved.get(node)?.version ?? 0,
  };
}

/** Returns the settings that would be effective on a node if nothing were saved on itself. */
export const inheritedBy = (book: SettingsBook, node: number): TeamSettings =>
  effectiveSettingsOn(amended(book, node, null), node).settings;

/** The ids of the categories of each tree's business alignment profile, by the tree's number. */
export async function categoriesByTree(
  session: Session,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const profiles = new Map((await readProfiles(session)).map((one) => [one.number, one.config]));
  return new Map(
    (await readOrgTrees(session)).map(({ number, businessAlignmentProfile }) => {
      const config = profiles.get(businessAlignmentProfile ?? 0) as
        | BusinessAlignmentConfig
        | undefined;
      return [number, new Set((config?.categories ?? []).map(({ id }) => id))];
    }),
  );
}
