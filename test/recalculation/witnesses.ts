import { createHash } from 'node:crypto';
import { defineMetric } from '../../src/engine/define-metric.js';
import type { Metric, Population } from '../../src/engine/metric.js';
import { count } from '../../src/engine/summary/count.js';
import type { InputKind, MetricInputs } from '../../src/model/inputs/metric-input.js';

const lists = {
  ...{ commit: 'commits', change: 'changes', release: 'releases', pullRequest: 'pullRequests' },
  ...{ workItem: 'workItems', run: 'runs', incident: 'incidents' },
  ...{ changeRequest: 'changeRequests', sprint: 'sprints', version: 'versions' },
} as const satisfies Record<InputKind, keyof MetricInputs>;

const instants: readonly (readonly [InputKind, string, readonly Population[]])[] = [
  ...['mergedAt', 'releasedAt', 'deployedAt'].map((name) => ['change', name, ['FILTERS']] as const),
  ...['openedAt', 'readyAt', 'mergedAt', 'deployedAt', 'releasedAt'].map(
    (name) => ['pullRequest', name, ['DEVELOPERS', 'FILTERS']] as const,
  ),
  ...['createdAt', 'resolvedAt', 'deployedAt'].map(
    (name) => ['workItem', name, ['DEVELOPERS', 'FILTERS']] as const,
  ),
  ...['ownAt', 'startedAt', 'endedAt', 'nextSuccessAt'].map(
    (name) => ['run', name, ['FILTERS']] as const,
  ),
  ...['createdAt', 'resolvedAt', 'closedAt'].map(
    (name) => ['incident', name, ['FILTERS']] as const,
  ),
  ...['createdAt', 'updatedAt', 'resolvedAt', 'closedAt'].map(
    (name) => ['changeRequest', name, ['FILTERS']] as const,
  ),
  ...['startedAt', 'endedAt'].map((name) => ['sprint', name, ['FILTERS']] as const),
  ['version', 'releasedAt', ['FILTERS']],
];

/** A number that differs where a metric input differs in anything. */
const digestOf = (input: object): number =>
  Number.parseInt(createHash('md5').update(JSON.stringify(input)).digest('hex').slice(0, 12), 16);

/** Metrics that see whole metric inputs, at each instant that may put them into a month. */
export const witnesses: readonly Metric[] = instants.flatMap(([kind, name, populations]) =>
  populations.map((population) =>
    defineMetric({
      ...{ id: `${population} ${kind} ${name}`, title: '', description: '', formula: '' },
      ...{ unit: 'COUNT', better: 'HIGHER', profile: 'EFFICIENCY', population, summary: count },
      inputs: { [kind]: name },
      *observe(inputs) {
        for (const input of inputs[lists[kind]]) {
          const at = (input as unknown as Record<string, number | null>)[name];
          if (at === null || at === undefined) continue;
          const { number: subject, developer } = input;
          yield { subject, developer, at, value: digestOf(input) };
        }
      },
    }),
  ),
);
