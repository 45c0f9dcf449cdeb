import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as firsts from '../../../src/engine/correlate/first-deployments.js';
import {
  anyDeployments,
  anyPullRequests,
  anySteps,
  deployment,
  mayBeElsewhere,
  pullRequest,
  shuffled,
  step,
} from './deployment-history.js';

type DeploymentHistory = firsts.DeploymentHistory;
const { firstDeploymentsOfChanges, firstDeploymentsOfPullRequests, settledChanges } = firsts;

const history = (
  deployments: DeploymentHistory['deployments'],
  steps: DeploymentHistory['steps'] = [],
  repository = 1,
): DeploymentHistory => ({ repository, deployments, steps });
const linksOf = (...input: Parameters<typeof firstDeploymentsOfPullRequests>) =>
  firstDeploymentsOfPullRequests(...input).map(({ source, target, at, rule }) => [
    source,
    target,
    at,
    rule,
  ]);

describe('a pull request', () => {
  const steps = [0, 1, 2, 3].map((position) => step(position));
  const deployments = [
    deployment(10, 100, { commits: ['s0'] }),
    deployment(11, 200, { commits: ['s2', 's1'] }),
    deployment(12, 300, { commits: ['s1'] }),
    deployment(13, 400, { commits: ['s3'] }),
  ];

  it('is linked to the first deployment that contains it, rolled back or not', () => {
    const merged = [0, 1, 2, 3].map((at) => pullRequest(at + 1, 999, { mergeSha: `s${at}` }));
    expect(linksOf(merged, history(deployments, steps))).toEqual([
      [1, 10, 100, 'BASELINE'],
      [2, 11, 200, 'MERGE_COMMIT'],
      [3, 11, 200, 'MERGE_COMMIT'],
      [4, 13, 400, 'MERGE_COMMIT'],
    ]);
  });

  it('is known by its merge commit, else its head, else the squash that names it', () => {
    const line = [step(0), step(1, { commits: ['h'] }), step(2, { pullRequest: 3 }), step(3)];
    const merged = [
      pullRequest(1, 0, { mergeSha: 's3', headSha: 'h' }),
      pullRequest(2, 0, { mergeSha: 'elsewhere', headSha: 'h' }),
      pullRequest(3, 0, { mergeSha: 'elsewhere', headSha: 'gone' }),
    ];
    const each = [1, 2, 3].map((at) => deployment(10 + at, at * 100, { commits: [`s${at}`] }));
    const first = deployment(10, 50, { commits: ['s0'] });
    expect(linksOf(merged, history([first, ...each], line))).toEqual([
      [1, 13, 300, 'MERGE_COMMIT'],
      [2, 11, 100, 'HEAD_COMMIT'],
      [3, 12, 200, 'SQUASH_SUBJECT'],
    ]);
  });

  it('is not taken by time where both places are known', () => {
    const late = pullRequest(1, 0, { mergeSha: 's3' });
    expect(linksOf([late], history(deployments.slice(0, 3), steps))).toEqual([]);
  });

  it('is linked by time on the deployed branch where no graph is known', () => {
    const ends = [100, 200, 300].map((at, index) => deployment(10 + index, at, { branch: 'main' }));
    const merged = [
      pullRequest(1, 50),
      pullRequest(2, 199),
      pullRequest(3, 200),
      pullRequest(4, 150, { targetBranch: 'develop', toDefaultBranch: false }),
      pullRequest(5, null),
      pullRequest(6, 300),
    ];
    expect(linksOf(merged, history(ends))).toEqual([
      [1, 10, 100, 'BASELINE'],
      [2, 11, 200, 'TIME_ON_BRANCH'],
      [3, 12, 300, 'TIME_ON_BRANCH'],
    ]);
  });

  it('is linked by time where the deployment names no branch and it went to the default branch', () => {
    const ends = [deployment(10, 100), deployment(11, 200)];
    const other = { targetBranch: 'develop', toDefaultBranch: false };
    const merged = [pullRequest(1, 150), pullRequest(2, 150, other)];
    expect(linksOf(merged, history(ends))).toEqual([[1, 11, 200, 'TIME_ON_BRANCH']]);
  });

  it('is linked where the deployment lists its commit, though no graph is known', () => {
    const ends = [deployment(10, 100, { commits: ['a'] }), deployment(11, 200, { commits: ['m'] })];
    const merged = [pullRequest(1, 500, { mergeSha: 'm' })];
    expect(linksOf(merged, history(ends))).toEqual([[1, 11, 200, 'MERGE_COMMIT']]);
  });

  it('is linked in a known stream though it is in the baseline of a new one', () => {
    const ends = [
      deployment(10, 100, { services: [7], commits: ['s0'] }),
      deployment(20, 200, { services: [8], commits: ['s1'] }),
      deployment(11, 300, { services: [7], commits: ['s1'] }),
    ];
    const merged = [pullRequest(1, 150, { mergeSha: 's1' })];
    expect(linksOf(merged, history(ends, steps))).toEqual([[1, 11, 300, 'MERGE_COMMIT']]);
    expect(linksOf(merged, history(ends.slice(0, 2), steps))).toEqual([[1, 20, 200, 'BASELINE']]);
  });

  it('is linked to no failed deployment and to none of another repository', () => {
    const failed = deployment(11, 200, { succeeded: false, commits: ['s3'] });
    const other = deployment(12, 200, { repositories: [2], commits: ['s3'] });
    const merged = [pullRequest(1, 150, { mergeSha: 's3' })];
    expect(linksOf(merged, history([deployments[0]!, failed, other], steps))).toEqual([]);
  });
});

describe('a change', () => {
  it('is linked by its position', () => {
    const ends = [0, 1, 2].map((at) => deployment(10 + at, at * 100, { commits: [`s${at}`] }));
    const change = (position: number) => ({
      ...{ number: position + 1, sha: `s${position}`, position, mergedAt: 0, branch: 'main' },
    });
    const links = firstDeploymentsOfChanges(
      [0, 1, 2, 3].map(change),
      history(
        ends,
        [0, 1, 2].map((at) => step(at)),
      ),
    );
    expect(links.map(({ source, target, rule }) => [source, target, rule])).toEqual([
      [1, 10, 'BASELINE'],
      [2, 11, 'COMMIT_GRAPH'],
      [3, 12, 'COMMIT_GRAPH'],
    ]);
  });
});

describe('links to first deployments', () => {
  it('do not depend on the order of the input, and are one a pull request', () => {
    const input = fc
      .tuple(anyPullRequests, anyDeployments, anySteps)
      .chain(([pullRequests, deployments, steps]) =>
        fc.tuple(
          fc.constant([pullRequests, history(deployments, steps)] as const),
          fc.tuple(shuffled(pullRequests), shuffled(deployments), shuffled(steps)),
        ),
      );
    fc.assert(
      fc.property(input, ([[pullRequests, all], [others, deployments, steps]]) => {
        const links = firstDeploymentsOfPullRequests(pullRequests, all);
        expect(firstDeploymentsOfPullRequests(others, history(deployments, steps))).toEqual(links);
        expect(new Set(links.map(({ source }) => source)).size).toBe(links.length);
        const alone = pullRequests.flatMap((each) => firstDeploymentsOfPullRequests([each], all));
        expect(alone).toEqual(links);
      }),
    );
  });

  it('stay where deployments change only after them', () => {
    const input = fc.tuple(anyPullRequests, anySteps, anyDeployments, anyDeployments, fc.nat(20));
    fc.assert(
      fc.property(input, ([pullRequests, steps, before, other, from]) => {
        const later = other
          .filter(({ endedAt }) => endedAt >= from)
          .map((each) => ({ ...each, number: each.number + 100 }));
        const after = [...before.filter(({ endedAt }) => endedAt < from), ...later];
        const old = firstDeploymentsOfPullRequests(pullRequests, history(before, steps));
        const linkOf = (number: number) => old.find(({ source }) => source === number);
        const touched = pullRequests.filter(({ number }) => mayBeElsewhere(linkOf(number), from));
        const kept = old.filter((link) => !mayBeElsewhere(link, from));
        const moved = firstDeploymentsOfPullRequests(touched, history(after, steps));
        const together = [...kept, ...moved].sort((left, right) => left.source - right.source);
        expect(together).toEqual(
          firstDeploymentsOfPullRequests(pullRequests, history(after, steps)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('of changes stay too, and those of settled changes whatever is deployed later', () => {
    const anyChanges = fc
      .array(fc.record({ mergedAt: fc.nat(20), branch: fc.constantFrom('main', 'release') }), {
        maxLength: 5,
      })
      .map((rows) =>
        rows.map((row, position) => ({
          ...{ ...row, number: position + 1, sha: `s${position}`, position },
        })),
      );
    const input = fc.tuple(anyChanges, anySteps, anyDeployments, anyDeployments, fc.nat(20));
    let kept = 0;
    fc.assert(
      fc.property(input, ([changes, steps, before, other, from]) => {
        const later = other
          .filter(({ endedAt }) => endedAt >= from)
          .map((each) => ({ ...each, number: each.number + 100 }));
        const after = history([...before.filter(({ endedAt }) => endedAt < from), ...later], steps);
        const old = firstDeploymentsOfChanges(changes, history(before, steps));
        const settled = settledChanges(after);
        const isKept = ({ number, position, mergedAt }: (typeof changes)[number]) => {
          const link = old.find(({ source }) => source === number);
          if (!mayBeElsewhere(link, from)) return true;
          const isSettled = position <= settled.position && mergedAt <= settled.mergedAt;
          return link?.rule === 'BASELINE' && link.at! < from && isSettled;
        };
        const staying = new Set(changes.filter(isKept).map(({ number }) => number));
        kept += staying.size;
        const moved = firstDeploymentsOfChanges(
          changes.filter(({ number }) => !staying.has(number)),
          after,
        );
        const together = [...old.filter(({ source }) => staying.has(source)), ...moved];
        expect(together.sort((left, right) => left.source - right.source)).toEqual(
          firstDeploymentsOfChanges(changes, after),
        );
      }),
      { numRuns: 1000 },
    );
    expect(kept).toBeGreaterThan(50);
  });

  it('are those that a search through all deployments finds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), fc.array(fc.nat(4)), (positions, reached) => {
        const ends = reached.map((at, index) =>
          deployment(10 + index, index, { commits: [`s${at}`] }),
        );
        const merged = positions.map((at, index) => pullRequest(index, 0, { mergeSha: `s${at}` }));
        const links = firstDeploymentsOfPullRequests(
          merged,
          history(
            ends,
            [0, 1, 2, 3, 4].map((at) => step(at)),
          ),
        );
        const found = positions.flatMap((at, source) => {
          const index = reached.findIndex((reach) => reach >= at);
          return index < 0 ? [] : [[source, 10 + index, index === 0]];
        });
        expect(
          links.map(({ source, target, rule }) => [source, target, rule === 'BASELINE']),
        ).toEqual(found);
      }),
    );
  });
});
