import { defineMetric } from './define-metric.js';
import { itemsPerDeveloper } from './summary/items-per-developer.js';

/**
 * The metric of who contributed by reviewing or commenting. Nobody asks for it by name. It is
 * observed beside the metrics of the catalogue, one row per person, pull request and instant.
 */
export const reviewing = defineMetric({
  id: 'REVIEWING',
  title: 'Reviewing',
  description: 'Reviews and comments of pull requests, by the people who gave them.',
  formula: 'reviews and comments',
  unit: 'COUNT',
  better: 'HIGHER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: {},
  reads: () => ['pullRequest'],
  repeats: true,
  summary: itemsPerDeveloper<never>({}),
  *observe({ acts }) {
    const seen = new Set<string>();
    for (const { number: subject, developer, at } of acts) {
      const key = `${subject} ${developer} ${at}`;
      if (!seen.has(key)) yield { subject, developer, at, value: 1 };
      seen.add(key);
    }
  },
});
