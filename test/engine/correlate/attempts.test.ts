import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveRuns } from '../../../src/engine/correlate/attempts.js';
import type { RunAttempt } from '../../../src/model/linkable.js';

const attempt = (number: number, run: string, more: Partial<RunAttempt> = {}): RunAttempt => ({
  ...{ number, id: `id-${number}`, run, attempt: 1, parent: null, kinds: ['CD'], pipeline: 'p' },
  ...{ repository: null, commits: [], services: [], environment: null, environmentType: null },
  ...{ artifactsIn: [], artifactsOut: [], ...more },
});
const linksOf = (attempts: readonly RunAttempt[]) =>
  resolveRuns(attempts).links.map(({ source, target, rule }) => [source, target, rule]);

describe('a run', () => {
  it('has its last attempt as the effective one, ties by id', () => {
    const attempts = [
      attempt(1, 'a', { attempt: 1 }),
      attempt(2, 'a', { attempt: 3, services: [8] }),
      attempt(3, 'a', { attempt: 2, services: [9] }),
      attempt(4, 'b'),
      attempt(5, 'b'),
    ];
    const { runs } = resolveRuns(attempts);
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

  it('has the runs below it that do not deploy folded in, however deep, with all that they did', () => {
    const image = { location: 'registry', name: 'shop', qualifier: '1' };
    const attempts = [
      attempt(1, 'top', { kinds: ['CI'], repository: 3, commits: ['c', 'b'] }),
      attempt(2, 'child', { kinds: ['CI'], parent: 'id-1', commits: ['b', 'a'] }),
      attempt(3, 'child', { kinds: ['CI'], attempt: 2, parent: 'id-1', artifactsOut: [image] }),
      attempt(4, 'grandchild', { parent: 'id-2', repository: 4 }),
      attempt(5, 'other', { parent: 'id-77', environmentType: 'PRE_PRODUCTION' }),
    ];
    const { runs } = resolveRuns(attempts);
    expect(runs.map(({ number }) => number)).toEqual([1, 5]);
    expect(runs[0]).toEqual({
      ...{ number: 1, id: 'id-1', ids: ['id-1', 'id-2', 'id-3', 'id-4'], kinds: ['CD', 'CI'] },
      ...{ above: [], deploysBelow: false, isScoped: false, scopedBelow: [] },
      ...{ lastIds: ['id-1', 'id-3', 'id-4'], lastAbove: [] },
      ...{ repositories: [3, 4], commits: ['c', 'b'], services: [], environments: [] },
      ...{ environmentType: null, artifactsIn: [], artifactsOut: [image] },
    });
    expect(linksOf(attempts)).toEqual([
      [2, 1, 'PARENT'],
      [3, 1, 'PARENT'],
      [4, 1, 'PARENT'],
    ]);
  });

  it('that was started again has the attempt of the later start as its last, above others too', () => {
    const attempts = [
      attempt(1, 'top', { kinds: ['CI'] }),
      attempt(2, 'top', { kinds: ['CI'], attempt: 2 }),
      attempt(3, 'first start', { parent: 'id-1', attempt: 7, environment: 'prod' }),
      attempt(4, 'second start', { parent: 'id-2', environment: 'prod' }),
      attempt(5, 'step', { parent: 'id-4', environment: 'eu' }),
    ];
    const { runs } = resolveRuns(attempts);
    expect(runs.map(({ number, lastIds, lastAbove }) => [number, lastIds, lastAbove])).toEqual([
      [2, ['id-2'], []],
      [4, ['id-4'], ['id-2']],
      [5, ['id-5'], ['id-4', 'id-2']],
    ]);
  });

  it('whose id comes first is effective for all that start each other in a circle', () => {
    const attempts = [
      attempt(2, 'b', { parent: 'id-3' }),
      attempt(3, 'c', { parent: 'id-1' }),
      attempt(1, 'a', { parent: 'id-2' }),
      attempt(4, 'd', { parent: 'id-4' }),
    ];
    expect(resolveRuns(attempts).runs.map(({ number }) => number)).toEqual([1, 4]);
  });
});

const placesOf = (attempts: readonly RunAttempt[], isTaken?: (attempt: RunAttempt) => boolean) =>
  resolveRuns(attempts, isTaken)
    .runs.filter(({ kinds, deploysBelow }) => kinds.includes('CD') && !deploysBelow)
    .map(({ number, environments, services }) => [number, environments, services]);

describe('where runs are nested', () => {
  const pipeline = attempt(1, 'pipeline', {
    ...{ kinds: ['CI', 'CD'], environment: 'prod', repository: 3, commits: ['c'], services: [9] },
  });

  it('the innermost that deploys is effective itself, with what those above know of it', () => {
    const job = attempt(2, 'job', { parent: 'id-1', environment: 'prod-eu' });
    const step = attempt(3, 'step', { parent: 'id-2', kinds: ['CI'] });
    const { runs } = resolveRuns([pipeline, job, step]);
    expect(runs).toMatchObject([
      { number: 1, deploysBelow: true, ids: ['id-1'], above: [] },
      {
        ...{ number: 2, deploysBelow: false, ids: ['id-2', 'id-3'], above: ['id-1'] },
        ...{ repositories: [3], commits: ['c'], services: [9], environments: ['prod-eu'] },
      },
    ]);
    expect(resolveRuns([pipeline, job, step]).links).toMatchObject([
      { relation: 'RUN_BELOW', source: 1, target: 2 },
      { relation: 'RUN_STANDING', source: 3, target: 2 },
    ]);
  });

  it('siblings that deploy each count, and nothing above them', () => {
    const stage = attempt(2, 'stage', { parent: 'id-1', environment: 'prod' });
    const region = (number: number, environment: string) =>
      attempt(number, `region ${number}`, { parent: 'id-2', environment });
    expect(placesOf([pipeline, stage, region(3, 'eu'), region(4, 'us')])).toEqual([
      [3, ['eu'], [9]],
      [4, ['us'], [9]],
    ]);
  });

  it('one above others counts where none below it deploys', () => {
    const job = attempt(2, 'job', { parent: 'id-1' });
    expect(placesOf([pipeline, job])).toEqual([[1, ['prod'], [9]]]);
  });

  it('one without environment and service deploys where a scope takes it', () => {
    const job = attempt(2, 'job', { parent: 'id-1' });
    const { runs } = resolveRuns([pipeline, job], ({ number }) => number === 2);
    expect(runs).toMatchObject([
      { number: 1, deploysBelow: false, scopedBelow: ['id-2'] },
      { number: 2, isScoped: true, environments: ['prod'], services: [9] },
    ]);
  });

  it('what a repeated run starts again is an attempt of what it had started', () => {
    const again = { ...pipeline, number: 5, id: 'id-5', attempt: 2 };
    const job = (number: number, parent: string, environment: string) =>
      attempt(number, `job ${number}`, { parent, environment });
    const attempts = [
      ...[pipeline, again, job(2, 'id-1', 'eu'), job(3, 'id-1', 'us'), job(6, 'id-5', 'us')],
    ];
    expect(placesOf(attempts).map(([number]) => number)).toEqual([2, 6]);
    expect(linksOf(attempts)).toContainEqual([3, 6, 'ATTEMPT']);
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

/** Ids of what hangs together over runs and parents. */
function treesOf(attempts: readonly RunAttempt[]): ReadonlySet<string>[] {
  const joins = attempts.flatMap(({ id, parent, run }) =>
    attempts.filter((each) => each.id === parent || each.run === run).map((each) => [id, each.id]),
  );
  const trees = new Map(attempts.map(({ id }) => [id, new Set([id])]));
  for (const [left, right] of joins) {
    const joined = trees.get(left!)!.union(trees.get(right!)!);
    for (const member of joined) trees.set(member, joined);
  }
  return [...new Set(trees.values())];
}

describe('effective runs', () => {
  it('do not depend on the order, and are never folded', () => {
    fc.assert(
      fc.property(anyShuffled, ([attempts, shuffled]) => {
        const effective = resolveRuns(attempts);
        expect(resolveRuns(shuffled)).toEqual(effective);
        const numbers = new Set(effective.runs.map(({ number }) => number));
        expect(effective.links.every(({ target }) => numbers.has(target))).toBe(true);
        const links = effective.links.filter(({ relation }) => relation === 'RUN_STANDING');
        expect(links.some(({ source }) => numbers.has(source))).toBe(false);
        expect(numbers.size + links.length).toBe(attempts.length);
      }),
    );
  });

  it('are the same tree by tree and all together', () => {
    fc.assert(
      fc.property(anyAttempts, (attempts) => {
        const whole = resolveRuns(attempts);
        const alone = treesOf(attempts).flatMap(
          (ids) => resolveRuns(attempts.filter(({ id }) => ids.has(id))).runs,
        );
        alone.sort((left, right) => left.number - right.number);
        expect(alone).toEqual(whole.runs);
      }),
    );
  });
});
