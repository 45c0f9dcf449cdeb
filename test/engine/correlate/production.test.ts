import { describe, expect, it } from 'vitest';
import { isProduction, isProductionInScope } from '../../../src/engine/correlate/production.js';
import type { EnvironmentType } from '../../../src/model/delivery.js';

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
    expect(isProductionInScope(run, scope(property))).toBe(expected),
  );
});
