import { describe, expect, it } from 'vitest';
import { withName } from '../../src/command/node-repositories.js';
import type { AnyFilter, FilterCondition } from '../../src/model/filter.js';

const withRepository = (filter: AnyFilter, name: string) => withName(filter, 'repository', name);
const condition = (
  operator: FilterCondition['operator'],
  ...values: string[]
): FilterCondition => ({ property: 'repository', operator, values });

describe("a node's repositories", () => {
  it('take one more name', () => {
    const first = withRepository([], 'api');
    expect(first).toEqual([condition('EQUALS', 'api')]);
    expect(withRepository(first!, 'web')).toEqual([condition('EQUALS', 'api', 'web')]);
  });

  it('stay as they are where they hold it already', () => {
    for (const filter of [[condition('EQUALS', 'API')], [condition('STARTS_WITH', 'ap')]])
      expect(withRepository(filter, 'api')).toBe(filter);
  });

  it('that are chosen otherwise take none', () => {
    expect(withRepository([condition('STARTS_WITH', 'web')], 'api')).toBeNull();
    expect(
      withRepository([condition('EQUALS', 'web'), condition('NOT_EQUALS', 'old')], 'api'),
    ).toBeNull();
    const tree = { op: 'OR' as const, conditions: [condition('STARTS_WITH', 'web')] };
    expect(withRepository(tree, 'api')).toBeNull();
    expect(withRepository(tree, 'web-2')).toBe(tree);
    expect(withRepository({ op: 'OR', conditions: [] }, 'api')).toEqual([
      condition('EQUALS', 'api'),
    ]);
  });
});
