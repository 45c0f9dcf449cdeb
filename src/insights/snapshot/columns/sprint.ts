import type { ReadColumns } from './reading.js';

/** Returns the amounts by which the row counts; an excluded row has none. */
export const readSprints: ReadColumns = async ({ metric }) => ({
  mentions: [],
  of({ parts }) {
    if (parts.length === 0) return {};
    const amount = (part: string): number | null => parts[metric.parts.indexOf(part)] ?? null;
    return {
      committed: amount('commit'),
      creep: amount('creep'),
      delivered: amount('delivered'),
      deliveredCommitted: amount('deliveredCommit'),
      deliveredCreep: amount('deliveredCreep'),
      removed: amount('removed'),
    };
  },
});
