import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RunAttempt, standingRuns } from '../../../src/engine/correlate/attempts.js';

const attempt = (number: number, run: string, more: Partial<RunAttempt> = {}): RunAttempt => ({
  ...{ number, id: `id-${number}`, run, attempt: 1, parent: null, kinds: ['CD'] },
  ...{ repository: null, commits: [], services: [], environment: null, environmentType: null },
  ...{ artifactsIn: [], artifactsOut: [], ...more },
});
const linksOf = (attempts: readonly RunAttempt[]) =>
  standingRuns(attempts).links.map(({ source, target, rule }) => [source, target, rule]);

describe('a run', () => {
  it('is stood for by its last attempt, ties by id', () => {
    const attempts = [
      attempt(1, 'a', { attempt: 1 }),
      attempt(2, 'a', { attempt: 3, services: [8] }),
      attempt(3, 'a', { attempt: 2, services: [9] }),
      attempt(4, 'b'),
      attempt(5, 'b'),
    ];
    const { runs } = standingRuns(attempts);
    expect(runs.map(({ number, services, ids }) => [number, services, ids])).toEqual([
      [2, [8], ['id-1', 'id-2', 'id-3']],
      [5, [], ['id-4', 'id-5']],
    ]);
    expect(linksOf(attempts)).toEqual([
      [1, 2, 'ATTEMPT'],
      [3, 2, 'ATTEMPT'],
      [4, 5, 'ATTEMPT'],
    ]);
  });

  it('stands for the runs that it started, however deep, with all that they did', () => {
    const image = { location: 'registry', name: 'shop', qualifier: '1' };
    const attempts = [
      attempt(1, 'top', {
        kinds: ['CI'],
        repository: 3,
        commits: ['c', 'b'],
        artifactsOut: [image],
      }),
      attempt(2, 'child', {
        parent: 'id-1',
        services: [7],
        commits: ['b', 'a'],
        environment: 'eu',
      }),
      attempt(3, 'child', { attempt: 2, parent: 'id-1', services: [7, 8], environment: 'eu' }),
      attempt(4, 'grandchild', { parent: 'id-2', environmentType: 'PRODUCTION', repository: 4 }),
      attempt(5, 'other', { parent: 'id-77', environmentType: 'PRE_PRODUCTION' }),
    ];
    const { runs } = standingRuns(attempts);
    expect(runs.map(({ number }) => number)).toEqual([1, 5]);
    expect(runs[0]).toEqual({
      ...{ number: 1, id: 'id-1', ids: ['id-1', 'id-2', 'id-3', 'id-4'], kinds: ['CD', 'CI'] },
      ...{ repositories: [3, 4], commits: ['c', 'b'], services: [7, 8], environments: ['eu'] },
      ...{ environmentType: 'PRODUCTION', artifactsIn: [], artifactsOut: [image] },
    });
    expect(linksOf(attempts)).toEqual([
      [2, 1, 'PARENT'],
      [3, 1, 'PARENT'],
      [4, 1, 'PARENT'],
    ]);
  });

  it('whose id comes first stands for all that start each other in a circle', () => {
    const attempts = [
      attempt(2, 'b', { parent: 'id-3' }),
      attempt(3, 'c', { parent: 'id-1' }),
      attempt(1, 'a', { parent: 'id-2' }),
      attempt(4, 'd', { parent: 'id-4' }),
    ];
    expect(standingRuns(attempts).runs.map(({ number }) => number)).toEqual([1, 4]);
  });
});

const anyAttempts = fc
  .array(
    fc.record({
      run: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      attempt: fc.integer({ min: 1, max: 2 }),
      parent: fc.option(fc.nat(11)),
      kinds: fc.subarray(['CI', 'CD'] as const, { minLength: 1 }),
      services: fc.subarray([1, 2, 3]),
      environment: fc.option(fc.constantFrom('prod', 'test')),
    }),
    { maxLength: 10 },
  )
  .map((rows) =>
    rows.map(({ run, parent, ...more }, number) =>
      attempt(number, run, { ...more, parent: parent === null ? null : `id-${parent}` }),
    ),
  );
const anyShuffled = anyAttempts.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

describe('standing runs', () => {
  it('do not depend on the order, and are never stood for', () => {
    fc.assert(
      fc.property(anyShuffled, ([attempts, shuffled]) => {
        const standing = standingRuns(attempts);
        expect(standingRuns(shuffled)).toEqual(standing);
        const numbers = new Set(standing.runs.map(({ number }) => number));
        expect(standing.links.every(({ target }) => numbers.has(target))).toBe(true);
        expect(standing.links.some(({ source }) => numbers.has(source))).toBe(false);
        expect(numbers.size + standing.links.length).toBe(attempts.length);
      }),
    );
  });

  it('are the same tree by tree and all together', () => {
    fc.assert(
      fc.property(anyAttempts, (attempts) => {
        const whole = standingRuns(attempts);
        const alone = whole.runs.flatMap(
          ({ ids }) => standingRuns(attempts.filter(({ id }) => ids.includes(id))).runs,
        );
        expect(alone).toEqual(whole.runs);
      }),
    );
  });
});
