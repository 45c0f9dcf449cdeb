import { p } from '@mikro-orm/core';
import type { OrgNode, OrgTree } from '../../model/org-node.js';
import type { Profile, ProfileKind } from '../../model/profile/profile.js';
import type { TeamSettings } from '../../model/team.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

export const OrgTreeTable = ownTable({
  name: 'OrgTree',
  properties: {
    number: whole().primary(),
    name: p.text(),
    version: p.integer(),
    efficiencyProfile: whole(),
    productivityProfile: whole(),
    businessAlignmentProfile: whole().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  uniques: [['name']],
});
true satisfies SameShape<Owned<OrgTree>, typeof OrgTreeTable>;

/** One rebuild of a tree: what came, went and moved. */
export const OrgTreeVersionTable = ownTable({
  name: 'OrgTreeVersion',
  properties: {
    tree: whole().primary(),
    version: p.integer().primary(),
    builtAt: instant(),
    cause: p.text(),
    difference: json<{
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly moved: readonly string[];
    }>(),
  },
});

export const OrgNodeTable = ownTable({
  name: 'OrgNode',
  properties: {
    number: whole().primary(),
    tree: whole(),
    parent: whole().nullable(),
    key: p.text(),
    name: p.text(),
    path: p.text(),
    depth: p.integer(),
    isTeam: p.boolean(),
    synthetic: p.boolean(),
    unplaced: p.boolean(),
    manager: whole().nullable(),
    archivedAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  uniques: [['tree', 'key']],
});
true satisfies SameShape<Owned<OrgNode>, typeof OrgNodeTable>;

/** Settings saved on a node: a team's own, or an inner node's for the teams below that have none. */
export const NodeSettingTable = ownTable({
  name: 'NodeSetting',
  properties: {
    node: whole().primary(),
    version: p.integer(),
    settings: json<TeamSettings>(),
    updatedAt: instant(),
    updatedBy: whole(),
  },
});

export const ProfileTable = ownTable({
  name: 'Profile',
  properties: {
    number: whole().primary(),
    kind: p.text().$type<ProfileKind>(),
    name: p.text(),
    description: p.text().nullable(),
    version: p.integer(),
    config: json<Profile['config']>(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  uniques: [['kind', 'name']],
});
true satisfies SameShape<
  Owned<Profile> & Record<'createdAt' | 'updatedAt', number>,
  typeof ProfileTable
>;

/** One act of a key on an object; written once and never changed. */
export const ActivityTable = ownTable({
  name: 'Activity',
  properties: {
    number: whole().primary(),
    key: whole(),
    action: p.text(),
    objectKind: p.text(),
    object: p.text(),
    details: json<unknown>(),
    at: instant(),
  },
});
