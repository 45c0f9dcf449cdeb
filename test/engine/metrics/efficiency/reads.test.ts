import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Metric } from '../../../../src/engine/metric.js';
import { metrics } from '../../../../src/engine/metrics/index.js';
import {
  type InputKind,
  listOf,
  type MetricInputs,
  noInputs,
} from '../../../../src/model/inputs/metric-input.js';
import { UNTAGGED } from '../../../../src/model/observation.js';
import type { DeploymentSource, FailureSource } from '../../../../src/model/profile/profile.js';
import type { Rules } from '../../../../src/model/team.js';
import { anyEfficiency } from '../../../arbitrary/efficiency.js';
import { anyInputs } from '../../../arbitrary/inputs.js';
import { rules } from '../../../arbitrary/questions.js';
import { rulesWith } from '../delivery-story.js';

it('efficiency metrics see the same where they are given only what they say they read', () => {
  const efficient = metrics.filter(({ profile }) => profile === 'EFFICIENCY');
  const entries = Object.entries(listOf) as [InputKind, keyof MetricInputs][];
  fc.assert(
    fc.property(anyInputs, anyEfficiency, (inputs, efficiency) => {
      const effective = { ...rules, efficiency };
      for (const metric of efficient) {
        const read = metric.reads(effective);
        const kept = entries
          .filter(([kind]) => read.includes(kind))
          .map(([, name]) => [name, inputs[name]]);
        const only: MetricInputs = { ...noInputs, ...Object.fromEntries(kept) };
        expect([...metric.observe(only, effective)]).toEqual([
          ...metric.observe(inputs, effective),
        ]);
        for (const kind of read) expect(Object.keys(metric.inputs)).toContain(kind);
      }
    }),
  );
});

/** The tags of services and pipelines that any row which counts carries. */
function carried(metric: Metric, inputs: MetricInputs, effective: Rules): string[] {
  const counted = [...metric.observe(inputs, effective)].filter((row) => !('reason' in row));
  return (['service', 'pipeline'] as const).filter((tag) => {
    const index = metric.tags.indexOf(tag);
    return index >= 0 && counted.some(({ tags }) => tags[index] !== UNTAGGED);
  });
}

it('efficiency metrics carry services and pipelines only where they say they can be asked of one', () => {
  fc.assert(
    fc.property(anyInputs, anyEfficiency, (inputs, efficiency) => {
      const effective = { ...rules, efficiency };
      const { method, source } = efficiency.changeFailureRate;
      const isRatio = source !== 'CONTINUOUS_DEPLOYMENT' && method === 'RATIO';
      for (const metric of metrics.filter(({ profile }) => profile === 'EFFICIENCY')) {
        const tagged = metric.tagged(effective);
        expect(metric.tags).toEqual(expect.arrayContaining([...tagged]));
        // A ratio can be asked only of what incidents and deployments both carry.
        if (metric.id === 'CHANGE_FAILURE_RATE' && isRatio) continue;
        expect(tagged).toEqual(expect.arrayContaining(carried(metric, inputs, effective)));
      }
    }),
  );
});

it('a ratio of incidents to deployments cannot be asked by a tag that only one of the two has', () => {
  const rate = metrics.find(({ id }) => id === 'CHANGE_FAILURE_RATE')!;
  const taggedBy = (source: FailureSource, deployments: DeploymentSource) =>
    rate.tagged(
      rulesWith({
        changeFailureRate: { source, method: 'RATIO' },
        deploymentFrequency: { source: deployments },
      }),
    );
  expect(taggedBy('INCIDENT_MANAGEMENT', 'CONTINUOUS_DEPLOYMENT')).toEqual([
    'repository',
    'service',
  ]);
  expect(taggedBy('INCIDENT_MANAGEMENT', 'CHANGE_REQUESTS')).toEqual(['service']);
  expect(taggedBy('ISSUE_MANAGEMENT', 'CONTINUOUS_DEPLOYMENT')).toEqual([]);
  expect(taggedBy('ISSUE_MANAGEMENT', 'ISSUE_MANAGEMENT_RELEASES')).toEqual(['project']);
});
