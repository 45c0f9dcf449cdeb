import type * as answer from '../../../insights/answer/answer.js';
import { encodeNodeId } from '../../node-id.js';
import type { Pipeline } from '../../pipeline/pipeline.type.js';
import type { Service } from '../../service/service.type.js';
import { aliasOutside } from '../alias-shape.js';
import type { Bucket, MetricValue, Segment } from '../metric-value.type.js';
import type { Rating } from '../rating/rating.type.js';
import type { BreakdownNode, BreakdownRow } from './breakdown.type.js';

function nodeOutside(node: answer.BreakdownRow['node']): BreakdownNode | null {
  if (!node) return null;
  const { number, name, path, isTeam } = node;
  const team = isTeam ? encodeNodeId('Team', number) : null;
  return { id: encodeNodeId('OrgNode', number), team, name, path };
}

// Services, values and buckets are passed on unchanged; their own resolvers make ids, and seconds
// of milliseconds.
export const breakdownRowOutside = (row: answer.BreakdownRow): BreakdownRow => ({
  key: row.key,
  label: row.label,
  node: nodeOutside(row.node),
  developer: aliasOutside(row.developer),
  repository: row.repository?.name ?? null,
  service: row.service as unknown as Service | null,
  pipeline: row.pipeline as unknown as Pipeline | null,
  value: row.value as unknown as MetricValue,
  rating: row.rating as unknown as Rating | null,
  segments: row.segments as unknown as readonly Segment[],
  goalScore: row.goalScore,
  goal: row.goal,
  goalStatus: row.goalStatus,
  series: row.series as unknown as readonly Bucket[],
});
