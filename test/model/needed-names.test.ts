import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takes } from '../../src/model/filter.js';
import { isNeeded, neededNames } from '../../src/model/needed-names.js';
import { anyFilter, anyTraits, filterProperties } from '../arbitrary/filters.js';

it('whatever a filter matches has a name that the filter needs', () => {
  let narrowed = 0;
  fc.assert(
    fc.property(anyFilter, anyTraits, (filter, traits) => {
      const needed = neededNames(filter, filterProperties);
      if (!needed) return;
      narrowed += 1;
      const names = traits[needed.property as keyof typeof traits] ?? [];
      if (takes(filter, traits)) expect(names.some((name) => isNeeded(needed, name))).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(narrowed).toBeGreaterThan(50);
});

const is = (property: string, ...values: string[]) =>
  ({ property, operator: 'EQUALS', values }) as const;

it('a filter of equalities needs the fewest of the names that it compares', () => {
  const filter = [is('service', 'Web ', 'api'), is('pipeline', 'Deploy')];
  expect(neededNames(filter, ['service', 'pipeline'])).toMatchObject({
    ...{ property: 'pipeline', equal: new Set(['deploy']), tests: [] },
  });
  expect(neededNames(filter, ['service'])?.equal).toEqual(new Set(['web', 'api']));
  expect(neededNames({ op: 'OR', conditions: filter }, ['service', 'pipeline'])).toBeNull();
  expect(neededNames([], ['service'])?.equal.size).toBe(0);
});
