import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isProduction,
  isProductionForAny,
  isProductionInScope,
} from '../../../src/engine/correlate/production.js';
import type { EnvironmentType } from '../../../src/model/facts/delivery.js';
import { matches } from '../../../src/model/filter.js';

const to = (environments: readonly string[], environmentType: EnvironmentType | null = null) => ({
  environments,
  environmentType,
});
const scope = (property: string) => [{ property, operator: 'EQUALS' as const, values: ['any'] }];

describe('a run went to production', () => {
  it.each([
    [to(['qa'], 'PRODUCTION'), true],
    [to(['production'], 'PRE_PRODUCTION'), false],
    [to(['eu-Prod-1']), true],
    [to(['LIVE']), true],
    [to(['staging']), false],
    [to(['staging', 'prod']), true],
    [to([]), null],
  ])('%j: %s', (run, expected) => expect(isProduction(run)).toBe(expected));
});

describe('a run in the scope of a team went to production', () => {
  it.each([
    ['the type speaks first', to(['blue'], 'PRE_PRODUCTION'), 'environment', false],
    ['then a scope that names environments', to(['blue']), 'environment', true],
    ['then the name', to(['blue']), 'pipeline', false],
    ['then the name', to(['prod']), 'pipeline', true],
    ['without an environment the scope', to([]), 'pipeline', true],
  ])('%s: %j in a scope by %s: %s', (_, run, property, expected) =>
    expect(isProductionInScope({ ...run, traits: { [property]: ['any'] } }, scope(property))).toBe(
      expected,
    ),
  );
});

describe('a run went to production for anybody', () => {
  const named = (property: string, ...values: string[]) => ({
    ...{ property, operator: 'EQUALS' as const, values },
  });
  const blueCheckout = [named('environment', 'blue'), named('service', 'checkout')];
  const run = (environment: string, service: string, type: EnvironmentType | null = null) => ({
    ...to([environment], type),
    traits: { environment: [environment], service: [service] },
  });

  it.each([
    ['where a scope that names environments takes it', run('blue', 'checkout'), true],
    ['not where that takes others alone', run('blue', 'search'), false],
    ['not where the tool says what it is', run('blue', 'checkout', 'PRE_PRODUCTION'), false],
    ['where its name says so', run('prod', 'search'), true],
    ['without an environment', { ...to([]), traits: {} }, true],
  ])('%s: %j %s', (_, given, expected) =>
    expect(isProductionForAny(given, [[named('service', 'search')], blueCheckout])).toBe(expected),
  );

  it('by the group of a tree that names environments, where that takes it', () => {
    const groups = [
      { op: 'AND' as const, conditions: blueCheckout },
      { op: 'AND' as const, conditions: [named('service', 'search')] },
    ];
    const tree = { op: 'OR' as const, conditions: [], groups };
    for (const given of [run('blue', 'checkout'), run('blue', 'search')]) {
      const isCheckout = given.traits.service.includes('checkout');
      expect(isProductionInScope(given, tree)).toBe(isCheckout);
      expect(isProductionForAny(given, [tree])).toBe(isCheckout);
    }
  });

  it('wherever it did in the scope of a team that takes it', () => {
    const anyName = fc.constantFrom('blue', 'staging', 'prod');
    const anyType = fc.constantFrom(null, 'PRODUCTION' as const, 'PRE_PRODUCTION' as const);
    const anyScope = fc.subarray([...blueCheckout, named('environment', 'staging')], {
      ...{ minLength: 1, maxLength: 2 },
    });
    fc.assert(
      fc.property(anyName, anyType, fc.array(anyScope), (name, type, scopes) => {
        const given = run(name, 'checkout', type);
        const taking = scopes.filter((each) => matches(each, given.traits));
        if (taking.some((each) => isProductionInScope(given, each)))
          expect(isProductionForAny(given, scopes)).toBe(true);
      }),
    );
  });
});
