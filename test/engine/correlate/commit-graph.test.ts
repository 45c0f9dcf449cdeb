import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommitGraph, descendantsOf } from '../../../src/engine/correlate/commit-graph.js';
import {
  firstDeploymentsOfChanges,
  firstDeploymentsOfPullRequests,
} from '../../../src/engine/correlate/first-deployments.js';
import { offLineOf } from '../../../src/engine/correlate/line.js';
import { streamsOf } from '../../../src/engine/correlate/streams.js';
import type { GraphCommit } from '../../../src/model/linkable.js';
import { lawRuns } from '../../law-runs.js';
import { deployment, pullRequest } from './deployment-history.js';
import {
  ancestry,
  anyGraph,
  firstParents,
  type RandomCommit,
  shaOf,
  stepsOf,
} from './random-graph.js';

const graphOf = (commits: readonly RandomCommit[], line: readonly number[] = []) =>
  createCommitGraph(
    commits.map(({ parents }, index): GraphCommit => {
      const position = line.indexOf(index);
      return {
        sha: shaOf(index),
        parents: parents.map(shaOf),
        position: position < 0 ? null : position,
      };
    }),
  );

const anyDeployments = (commits: number) =>
  fc
    .array(
      fc.record({
        commits: fc.array(fc.nat(commits - 1), { minLength: 1, maxLength: 2 }),
        services: fc.constantFrom([7], [8], [7, 8]),
        succeeded: fc.nat(5),
        endedAt: fc.nat(9),
      }),
      { maxLength: 8 },
    )
    .map((rows) =>
      rows.map(({ succeeded, ...row }, index) =>
        deployment(100 + index, row.endedAt, {
          ...{ services: row.services, succeeded: succeeded > 0, branch: 'release' },
          commits: row.commits.map(shaOf),
        }),
      ),
    );

/** Merge and head commit, some of which the graph does not have. */
const anyMerged = (commits: number) =>
  fc.array(fc.tuple(fc.option(fc.nat(commits + 2)), fc.option(fc.nat(commits + 2))), {
    maxLength: 6,
  });

const anyHistory = anyGraph().chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    head: fc.nat(graph.length - 1),
    deployments: anyDeployments(graph.length),
    merged: anyMerged(graph.length),
  }),
);
type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never;

/** The deployment that holds a commit, asked one by one in the order of each stream; null where none does. */
function expected({ graph, deployments }: Pick<History, 'graph' | 'deployments'>, commit: number) {
  const found = streamsOf(deployments).flatMap(({ deployments: all }) => {
    const index = all.findIndex(({ commits }) =>
      commits.some((sha) => ancestry(graph, Number(sha.slice(1))).has(commit)),
    );
    return index < 0
      ? []
      : [{ number: all[index]!.number, at: all[index]!.endedAt, first: index === 0 }];
  });
  found.sort(
    (left, right) =>
      Number(left.first) - Number(right.first) || left.at - right.at || left.number - right.number,
  );
  const [best] = found;
  return best ? `${best.number}${best.first ? ' BASELINE' : ''}` : null;
}

const answers = (links: readonly { source: number; target: number; rule: string }[]) =>
  links.map(({ source, target, rule }) => [
    source,
    rule === 'BASELINE' ? `${target} BASELINE` : `${target}`,
  ]);

/**
 * Returns the expected links of known pull requests, by the first of merge and head commit that the
 * graph has.
 */
function expectedOfMerged(history: History) {
  return history.merged.flatMap(([merge, head], index) => {
    const asked = [merge, head].find((each) => each !== null && each < history.graph.length);
    const deployed = asked === undefined || asked === null ? null : expected(history, asked);
    return deployed === null ? [] : [[index + 1, deployed]];
  });
}

const pullRequestsOf = ({ graph, merged }: History) =>
  merged.flatMap(([merge, head], index) => {
    const isKnown = [merge, head].some((each) => each !== null && each < graph.length);
    const sha = (each: number | null) => (each === null ? null : shaOf(each));
    if (!isKnown) return [];
    return [pullRequest(index + 1, 5, { mergeSha: sha(merge), headSha: sha(head) })];
  });

describe('where the parents of commits are known', () => {
  it('the first deployment of a release branch has what lies below it, whenever it was merged', () => {
    // root <- m1 <- m2 <- m3, m1 <- r1
    const graph = [[], [0], [1], [2], [1]].map((parents) => ({ parents }));
    const deployments = [0, 4, 3].map((commit, index) =>
      deployment(10 + index, 1000 + index, { commits: [shaOf(commit)] }),
    );
    const merged = [1, 2, 3].map((commit) => pullRequest(commit, 50, { mergeSha: shaOf(commit) }));
    const links = firstDeploymentsOfPullRequests(merged, {
      ...{ repository: 1, deployments, steps: [], graph: graphOf(graph) },
    });
    expect(answers(links)).toEqual([
      [1, '11'],
      [2, '12'],
      [3, '12'],
    ]);
  });

  it('a merge commit that is known and not contained is not contained, whatever the head says', () => {
    const graph = [[], [0], [0, 1]].map((parents) => ({ parents }));
    const deployments = [
      deployment(10, 1, { commits: ['c0'] }),
      deployment(11, 2, { commits: ['c1'] }),
    ];
    const merged = [pullRequest(1, 0, { mergeSha: 'c2', headSha: 'c1' })];
    const repository = { repository: 1, deployments, steps: [], graph: graphOf(graph) };
    expect(firstDeploymentsOfPullRequests(merged, repository)).toEqual([]);
  });

  it('what is not known goes by time, and says so', () => {
    const deployments = [
      deployment(10, 1, { commits: ['c0'] }),
      deployment(11, 20, { commits: ['c1'] }),
    ];
    const graph = graphOf([{ parents: [] }, { parents: [0] }]);
    const merged = [pullRequest(1, 5, { mergeSha: 'elsewhere' })];
    const repository = { repository: 1, deployments, steps: [], graph };
    expect(firstDeploymentsOfPullRequests(merged, repository)).toMatchObject([
      { target: 11, rule: 'TIME_ON_BRANCH' },
    ]);
  });

  it('each pull request is in the first deployment of a stream that has it as an ancestor', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { graph, deployments } = history;
        const links = firstDeploymentsOfPullRequests(pullRequestsOf(history), {
          ...{ repository: 1, deployments, steps: [], graph: graphOf(graph) },
        });
        expect(answers(links)).toEqual(expectedOfMerged(history));
      }),
      { numRuns: lawRuns(400, 3000) },
    );
  });

  it('a default branch beside changes nothing, and serves alone where it places everything', () => {
    let alone = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { graph, head, deployments } = history;
        const steps = stepsOf(graph, head);
        const merged = pullRequestsOf(history);
        const hashes = merged.flatMap(({ mergeSha, headSha }) => [mergeSha, headSha]);
        const offLine = offLineOf(
          steps,
          deployments,
          hashes.filter((sha) => sha !== null),
        );
        const isKnown = (sha: string) => Number(sha.slice(1)) < graph.length;
        const isNeeded = [...offLine.deployed, ...offLine.merged].some(isKnown);
        if (!isNeeded) alone += 1;
        const known = isNeeded ? graphOf(graph, firstParents(graph, head)) : null;
        const repository = { repository: 1, deployments, steps, graph: known };
        expect(answers(firstDeploymentsOfPullRequests(merged, repository))).toEqual(
          expectedOfMerged(history),
        );
        const changes = steps.map(({ sha, position }) => ({
          ...{ number: position + 1, sha, position, mergedAt: 5, branch: 'main' },
        }));
        const commits = firstParents(graph, head);
        expect(answers(firstDeploymentsOfChanges(changes, repository))).toEqual(
          changes.flatMap(({ position }) => {
            const deployed = expected(history, commits[position]!);
            return deployed === null ? [] : [[position + 1, deployed]];
          }),
        );
      }),
      { numRuns: lawRuns(400, 3000) },
    );
    expect(alone).toBeGreaterThan(10);
  });

  it('the descendants of commits are those that have one of them among their ancestors', () => {
    fc.assert(
      fc.property(anyGraph(), fc.array(fc.nat(13), { maxLength: 3 }), (graph, wanted) => {
        const isBelow = descendantsOf(graphOf(graph), wanted.map(shaOf));
        for (const [index] of graph.entries())
          expect(isBelow(shaOf(index))).toBe(
            wanted.some((commit) => ancestry(graph, index).has(commit)),
          );
      }),
    );
  });

  it('commits that are each other’s ancestors end no search', () => {
    const circle = createCommitGraph([
      { sha: 'a', parents: ['b'], position: null },
      { sha: 'b', parents: ['a', 'a'], position: null },
    ]);
    const deployments = [
      deployment(10, 1, { commits: ['x'] }),
      deployment(11, 2, { commits: ['a'] }),
    ];
    const merged = [
      pullRequest(1, 0, { mergeSha: 'b', toDefaultBranch: false, targetBranch: 'x' }),
    ];
    const repository = { repository: 1, deployments, steps: [], graph: circle };
    expect(answers(firstDeploymentsOfPullRequests(merged, repository))).toEqual([[1, '11']]);
    expect(descendantsOf(circle, ['b'])('a')).toBe(true);
  });
});
