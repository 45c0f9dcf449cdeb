import type * as answer from '../../../insights/answer/answer.js';
import { encodeNodeId } from '../../node-id.js';
import { aliasOutside } from '../alias-shape.js';
import type { BreakdownNode } from './breakdown.type.js';

const nodeOutside = ({
  number,
  isTeam,
  name,
  path,
}: NonNullable<answer.BreakdownRow['node']>): BreakdownNode => ({
  id: encodeNodeId('OrgNode', number),
  team: isTeam ? encodeNodeId('Team', number) : null,
  name,
  path,
});

// Services, values and buckets are passed on unchanged; their own resolvers make seconds of
// milliseconds. Getters stay getters: a copy would find what nobody asks for.
export const breakdownRowOutside = (row: answer.BreakdownRow) => ({
  key: row.key,
  label: row.label,
  node: row.node && nodeOutside(row.node),
  developer: aliasOutside(row.developer),
  repository: row.repository?.name ?? null,
  service: row.service,
  pipeline: row.pipeline,
  value: row.value,
  goal: row.goal,
  goalStatus: row.goalStatus,
  get rating() {
    return row.rating;
  },
  get segments() {
    return row.segments;
  },
  get goalScore() {
    return row.goalScore;
  },
  get series() {
    return row.series;
  },
});
