import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveRuns } from '../../../src/engine/correlate/attempts.js';
import { blameLinks } from '../../../src/engine/correlate/blame.js';
import { deploymentsOfBuilds } from '../../../src/engine/correlate/builds.js';
import { familiesOf } from '../../../src/engine/correlate/family.js';
import { firstDeploymentsOfPullRequests } from '../../../src/engine/correlate/first-deployments.js';
import { releasesOf } from '../../../src/engine/correlate/releases.js';
import { revertsAmong } from '../../../src/engine/correlate/reverts.js';
import { nextSuccessLinks } from '../../../src/engine/correlate/streams.js';
import { inByteOrder } from '../../../src/model/byte-order.js';
import type { RunAttempt } from '../../../src/model/linkable.js';
import { anyDeployments, anyPullRequests, anySteps } from './deployment-history.js';

interface Numbered {
  readonly number: number;
}

/** Facts, and the same under numbers drawn in another order. */
const drawnTwice = <Fact extends Numbered>(facts: fc.Arbitrary<readonly Fact[]>) =>
  facts.chain((drawn) => {
    const numbers = drawn.map(({ number }) => number);
    return fc
      .shuffledSubarray(numbers, { minLength: numbers.length })
      .map(
        (others) => [drawn, drawn.map((fact, at) => ({ ...fact, number: others[at]! }))] as const,
      );
  });

/** Returns links by ids rather than numbers. */
const byIds = (
  links: readonly { readonly source: number; readonly target: number }[],
  ...facts: readonly (readonly (Numbered & { readonly id: string })[])[]
) => {
  const ids = new Map(facts.flat().map(({ number, id }) => [number, id]));
  const named = links.map(({ source, target, ...more }) =>
    JSON.stringify([ids.get(source) ?? source, ids.get(target) ?? target, more]),
  );
  return named.sort();
};

const few = fc.nat(2);
const upTo = (size: number) => ({ minLength: 2, maxLength: size });
const anyFacts = <Content extends object>(content: fc.Arbitrary<Content>) =>
  fc
    .array(content, upTo(8))
    .map((all) => all.map((each, at) => ({ ...each, number: 100 + at, id: `id-${at}` })));

describe('where facts tie, whatever numbers they have', () => {
  it('the next success and the deployment that carries are the same', () => {
    const histories = fc.tuple(drawnTwice(anyDeployments), anyPullRequests, anySteps);
    fc.assert(
      fc.property(histories, ([[one, other], pullRequests, steps]) => {
        expect(byIds(nextSuccessLinks(other), other)).toEqual(byIds(nextSuccessLinks(one), one));
        const links = (deployments: typeof one) =>
          byIds(
            firstDeploymentsOfPullRequests(pullRequests, { repository: 1, deployments, steps }),
            deployments,
          );
        expect(links(other)).toEqual(links(one));
      }),
    );
  });

  it('the deployment that is blamed is the same', () => {
    const incidents = [1, 2, 3].map((at) => ({
      ...{ number: at, createdAt: at, services: [7], repositories: [1], causedBy: [] },
    }));
    const blamable = anyDeployments.map((all) =>
      all.map((each) => ({ ...each, ids: [each.id], endedAt: each.endedAt % 3 })),
    );
    fc.assert(
      fc.property(drawnTwice(blamable), ([one, other]) => {
        expect(byIds(blameLinks(incidents, other), other)).toEqual(
          byIds(blameLinks(incidents, one), one),
        );
      }),
    );
  });

  it('the effective run is the same', () => {
    const attempts: fc.Arbitrary<RunAttempt[]> = anyFacts(
      fc.record({
        ...{ run: fc.constantFrom('a', 'b', 'c'), attempt: few, repository: fc.option(few) },
        parent: fc.option(fc.nat(7).map((at) => `id-${at}`)),
        environmentType: fc.constantFrom(
          null,
          'PRE_PRODUCTION' as const,
          'NON_PRODUCTION' as const,
        ),
      }),
    ).map((all) =>
      all.map((each) => ({
        ...{ kinds: ['CD'], pipeline: 'p', commits: [], services: [], environment: null },
        ...{ artifactsIn: [], artifactsOut: [], ...each },
      })),
    ) as never;
    fc.assert(
      fc.property(drawnTwice(attempts), ([one, other]) => {
        const effective = (all: readonly RunAttempt[]) => {
          const { runs, links } = resolveRuns(all);
          const plain = runs.map(({ number: _, ...run }) => JSON.stringify(run)).sort();
          return [plain, byIds(links, all)];
        };
        expect(effective(other)).toEqual(effective(one));
      }),
    );
  });

  it('the build that was taken, the release and what is reverted are the same', () => {
    const image = { location: 'registry', name: 'shop', qualifier: 'latest' };
    const builds = anyFacts(fc.record({ endedAt: fc.option(few) })).map((all) =>
      all.map((each) => ({ ...each, repositories: [], commits: [], artifactsOut: [image] })),
    );
    const deliveries = [0, 1, 2].map((at) => ({
      ...{ number: at, repositories: [], commits: [], artifactsIn: [image], startedAt: at },
      endedAt: at,
    }));
    fc.assert(
      fc.property(drawnTwice(builds), ([one, other]) => {
        const taken = (all: typeof one) => byIds(deploymentsOfBuilds(deliveries, all), all);
        expect(taken(other)).toEqual(taken(one));
      }),
    );
    const tags = anyFacts(
      fc.record({ name: fc.constantFrom('v1', 'v2'), taggedAt: few, position: fc.option(few) }),
    ).map((all) => all.map((each) => ({ ...each, sha: each.id.replace(/[4-7]/, '0') })));
    fc.assert(
      fc.property(drawnTwice(tags), ([one, other]) => {
        const releases = (all: typeof one) =>
          releasesOf(all, '.*').map(({ number: _, tags: { length }, ...more }) => [more, length]);
        expect(releases(other)).toEqual(releases(one));
      }),
    );
    const merged = anyFacts(
      fc.record({ title: fc.constantFrom('A', 'Revert "A"'), mergedAt: few }),
    ).map((all) =>
      all.map((each) => ({ ...each, repository: 1, revertedShas: [], hashes: [], reverts: null })),
    );
    fc.assert(
      fc.property(drawnTwice(merged), ([one, other]) => {
        const reverts = (all: typeof one) =>
          byIds(
            revertsAmong(all).map(({ reverting, reverted }) => ({
              ...{ source: reverting, target: reverted },
            })),
            all,
          );
        expect(reverts(other)).toEqual(reverts(one));
      }),
    );
  });

  it('the top of a tree is the same', () => {
    const items = anyFacts(fc.record({ above: fc.option(fc.nat(7)) }));
    fc.assert(
      fc.property(drawnTwice(items), ([one, other]) => {
        const tops = (all: typeof one) => {
          const nodes = all.map(({ above, ...each }) => ({
            ...{ ...each, parent: above === null ? null : (all[above]?.number ?? null) },
          }));
          const ids = new Map(all.map(({ number, id }) => [number, id]));
          return familiesOf(nodes)
            .map(({ root, members }) => [ids.get(root), ...members.map(({ id }) => id).sort()])
            .sort(([left], [right]) => inByteOrder(left!, right!));
        };
        expect(tops(other)).toEqual(tops(one));
      }),
    );
  });
});
