import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revertedTitle, titled } from '../../../src/engine/correlate/keys.js';
import { type Repairing, repairLinks } from '../../../src/engine/correlate/repairs.js';
import { type Revertible, revertsAmong } from '../../../src/engine/correlate/reverts.js';
import { revertedShas } from '../../../src/model/facts/reverted-shas.js';
import type { DeploymentMark } from '../../../src/model/inputs/delivery-input.js';
import { idOf, shuffled } from './deployment-history.js';

const merged = (number: number, title: string, more: Partial<Revertible> = {}): Revertible => ({
  ...{ number, id: idOf(number), repository: 1, title, revertedShas: [], mergedAt: number },
  ...{ hashes: [], reverts: null, ...more },
});
const hash = 'abcdef0123456789abcdef0123456789abcdef01';

describe('a revert', () => {
  it('is what the tool says, else the commits that a text names, else the title', () => {
    const first = merged(1, 'Add basket', { hashes: [hash] });
    const second = merged(2, 'Add checkout');
    const named = { revertedShas: [hash] };
    const title = 'Revert "Add checkout"';
    const pairs = (reverting: Revertible) => revertsAmong([first, second, reverting]);
    expect(pairs(merged(3, title, { ...named, reverts: 2 }))).toEqual([
      { reverting: 3, reverted: 2 },
    ]);
    expect(pairs(merged(3, title, named))).toEqual([{ reverting: 3, reverted: 1 }]);
    expect(pairs(merged(3, title))).toEqual([{ reverting: 3, reverted: 2 }]);
    expect(pairs(merged(3, 'Revert nothing'))).toEqual([]);
  });

  it('is of its own repository', () => {
    const first = merged(1, 'Add basket', { hashes: [hash] });
    const elsewhere = { repository: 2, revertedShas: [hash] };
    expect(revertsAmong([first, merged(2, 'Revert "Add basket"', elsewhere)])).toEqual([]);
  });

  it('by title is of the last that was merged before under it, the number behind it set aside', () => {
    const all = [
      merged(1, 'Add basket (#4)'),
      merged(2, 'Add basket'),
      merged(3, 'Revert "Add basket (#4)" (#6)'),
      merged(4, 'Add basket'),
      merged(5, 'Revert "Revert "Add basket""'),
    ];
    expect(revertsAmong(all)).toEqual([
      { reverting: 3, reverted: 2 },
      { reverting: 5, reverted: 3 },
    ]);
  });

  it('is read from messages as git writes them', () => {
    const texts = `Why\n\nThis reverts commit ${hash}, reversing\nchanges made to 1234567.`;
    expect(revertedShas(texts)).toEqual([hash]);
    expect(revertedShas('this reverts commit ABCDEF0')).toEqual(['abcdef0']);
    expect(revertedShas('reverts commit abcdef0; This reverts commit abc')).toEqual([]);
    expect(revertedTitle('Revert "Say "hello""')).toBe('Say "hello"');
    expect(titled(1, ' Revert "Add basket (#4)" (#6) ')).toBe('1 Revert "Add basket"');
    expect(revertedTitle('Do not Revert "it"')).toBe(null);
  });
});

const deployment = (number: number, mark: DeploymentMark | null = null) => ({
  ...{ number, ids: [`run-${number}`], mark, endedAt: number * 10 },
});
const nothing: Repairing = {
  ...{ deployments: [], incidents: [], reverts: [], firstDeployments: [], shipments: [] },
};
const repairs = (input: Partial<Repairing>) =>
  repairLinks({ ...nothing, ...input }).map(({ source, target, rule }) => [source, target, rule]);

describe('a deployment repairs', () => {
  const deployments = [1, 2, 3].map((number) => deployment(number));

  it('where somebody marked it so', () => {
    const marked = [deployment(1, 'REPAIR'), deployment(2, 'FAILED'), deployment(3)];
    expect(repairs({ deployments: marked })).toEqual([[1, 1, 'MARK']]);
  });

  it('where incidents name it as their fix', () => {
    const incidents = [
      { number: 90, fixedBy: ['run-2', 'gone'] },
      { number: 91, fixedBy: ['run-2'] },
    ];
    expect(repairs({ deployments, incidents })).toEqual([
      [2, 90, 'FIXED_BY'],
      [2, 91, 'FIXED_BY'],
    ]);
  });

  it('where it reverts what others shipped, not together with that, if these are blamed', () => {
    const deployed = [
      { source: 51, target: 1 },
      { source: 52, target: 2 },
      { source: 53, target: 1 },
      { source: 54, target: 3 },
    ];
    const reverts = [
      { reverting: 52, reverted: 51 },
      { reverting: 53, reverted: 51 },
      { reverting: 54, reverted: 52 },
      { reverting: 55, reverted: 51 },
    ];
    expect(
      repairs({ deployments, firstDeployments: deployed, reverts, shipments: deployed }),
    ).toEqual([
      [2, 1, 'REVERT'],
      [3, 2, 'REVERT'],
    ]);
    expect(repairs({ deployments, firstDeployments: deployed, reverts })).toEqual([]);
  });

  it('where it reverts what shipped in a deployment that was marked as failed, and was in the next', () => {
    const deployed = [
      { source: 51, target: 2 },
      { source: 52, target: 3 },
      { source: 53, target: 2 },
    ];
    const shipments = [...deployed, { source: 51, target: 1 }];
    const reverting = (number: number) => [{ reverting: number, reverted: 51 }];
    const by = (number: number) =>
      repairs({ deployments, firstDeployments: deployed, shipments, reverts: reverting(number) });
    expect(by(52)).toEqual([
      [3, 1, 'REVERT'],
      [3, 2, 'REVERT'],
    ]);
    expect(by(53)).toEqual([[2, 1, 'REVERT']]);
  });
});

describe('reverts and repairs', () => {
  const anyMerged = fc
    .array(
      fc.record({
        title: fc.constantFrom('a', 'b', 'Revert "a"', 'Revert "Revert "a""'),
        repository: fc.constantFrom(1, 2),
        mergedAt: fc.nat(5),
        revertedShas: fc.constantFrom([], [hash.slice(0, 8)]),
        hashes: fc.constantFrom([], [hash]),
        reverts: fc.option(fc.nat(8), { freq: 2 }),
      }),
      { maxLength: 6 },
    )
    .map((rows) => rows.map(({ title, ...more }, number) => merged(number, title, more)));
  const anyTargets = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 });

  it('do not depend on the order of the input', () => {
    const input = anyMerged.chain((all) => fc.tuple(fc.constant(all), shuffled(all), anyTargets));
    fc.assert(
      fc.property(input, ([all, other, targets]) => {
        const reverts = revertsAmong(all);
        expect(revertsAmong(other)).toEqual(reverts);
        const repairing: Repairing = {
          deployments: [deployment(1), deployment(2, 'REPAIR'), deployment(3)],
          incidents: [{ number: 90, fixedBy: ['run-3'] }],
          reverts,
          firstDeployments: targets.map((target, source) => ({ source, target })),
          shipments: targets.map((target, source) => ({ source, target })),
        };
        const links = repairLinks(repairing);
        const backwards = {
          ...repairing,
          deployments: repairing.deployments.toReversed(),
          reverts: reverts.toReversed(),
          firstDeployments: repairing.firstDeployments.toReversed(),
          shipments: repairing.shipments.toReversed(),
        };
        expect(repairLinks(backwards)).toEqual(links);
        const alone = repairing.deployments.flatMap((each) =>
          repairLinks({ ...repairing, deployments: [each] }),
        );
        expect(alone).toEqual(links);
      }),
    );
  });
});
