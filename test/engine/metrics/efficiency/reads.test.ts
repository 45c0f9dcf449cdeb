import fc from 'fast-check';
import { expect, it } from 'vitest';
import { metrics } from '../../../../src/engine/metrics/index.js';
import { type AnchorKind, type Anchors, noAnchors } from '../../../../src/model/anchor.js';
import { anyAnchors } from '../../../arbitrary/anchors.js';
import { anyEfficiency } from '../../../arbitrary/efficiency.js';
import { rules } from '../../../arbitrary/questions.js';

const kinds = {
  change: 'changes',
  release: 'releases',
  pullRequest: 'pullRequests',
  workItem: 'workItems',
  run: 'runs',
  incident: 'incidents',
  changeRequest: 'changeRequests',
  version: 'versions',
} as const satisfies { readonly [Kind in AnchorKind]?: keyof Anchors };

it('efficiency metrics see the same where they are given only what they say they read', () => {
  const efficient = metrics.filter(({ profile }) => profile === 'EFFICIENCY');
  const entries = Object.entries(kinds) as [keyof typeof kinds, keyof Anchors][];
  fc.assert(
    fc.property(anyAnchors, anyEfficiency, (anchors, efficiency) => {
      const inForce = { ...rules, efficiency };
      for (const metric of efficient) {
        const read = metric.reads(inForce);
        const kept = entries
          .filter(([kind]) => read.includes(kind))
          .map(([, name]) => [name, anchors[name]]);
        const only: Anchors = {
          ...noAnchors,
          sprints: anchors.sprints,
          ...Object.fromEntries(kept),
        };
        expect([...metric.observe(only, inForce)]).toEqual([...metric.observe(anchors, inForce)]);
        for (const kind of read) expect(Object.keys(metric.anchors)).toContain(kind);
      }
    }),
  );
});
