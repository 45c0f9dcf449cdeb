import { expect, test } from 'vitest';
import type { ChangeFact } from '../../../src/model/facts/code.js';
import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import type { Facts } from '../../../src/model/facts/facts.js';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { itemFact } from '../graph-facts.js';
import { openLinking } from './linking.js';

const DAY = 86_400_000;
const author = { applicationType: 'CUSTOM', id: 'ada', name: null, email: null } as const;
const shaOf = (one: number) => one.toString(16).padStart(40, 'a');
const mergedAt = (one: number) => (one + 1) * DAY;
const changeOf = (one: number): ChangeFact => ({
  ...{ id: `r:${shaOf(one)}`, updatedAt: 1, repository: 'r', sha: shaOf(one), branch: 'main' },
  ...{ position: one, title: `Change ${one}`, author, mergedAt: mergedAt(one) },
  ...{ firstCommitAt: mergedAt(one), commits: [shaOf(one)], pullRequest: one, squashed: false },
  ...{ revertedShas: [], doubt: null },
});
const requestOf = (one: number): PullRequestFact => ({
  ...{ id: `r!${one}`, updatedAt: 1, repository: 'r', number: one, title: `SHOP-${one}`, author },
  ...{ body: null, sourceBranch: 'topic', targetBranch: 'main', labels: [], state: 'MERGED' },
  ...{ openedAt: one * DAY, readyAt: null, mergedAt: mergedAt(one), closedAt: null, url: null },
  ...{ mergeMethod: 'MERGE', mergeSha: shaOf(one), headSha: null, reverts: null, files: [] },
  ...{ additions: null, deletions: null, commits: [], reviews: [], comments: [] },
});
const runOf = (kind: 'CI' | 'CD', one: number): PipelineRunFact => ({
  ...{ id: `${kind} ${one}`, run: `${kind} ${one}`, attempt: 1, parent: null, number: null },
  ...{ updatedAt: 1, pipeline: kind, kinds: [kind], project: null, organization: null, url: null },
  ...{ repository: 'r', branch: 'main', commits: [shaOf(one)], status: 'SUCCESS', tags: [] },
  ...{ statusName: 'Succeeded', rollback: false, startedAt: mergedAt(one) + 1, services: ['shop'] },
  ...{ endedAt: mergedAt(one) + 2, environment: kind === 'CD' ? 'live' : null, triggeredBy: null },
  ...{ environmentType: null, infrastructure: null, artifactsIn: [], artifactsOut: [] },
});
const itemOf = (one: number, updatedAt = one * DAY) => ({
  ...{ ...itemFact(`SHOP-${one}`, one * DAY), updatedAt },
  parent: one === 0 ? null : 'SHOP-0',
});

/** Returns how many statements link each of these facts, one after the other, beside `many` merges. */
async function statementsBeside(many: number): Promise<number[]> {
  let statements = 0;
  const { write, settle } = await openLinking(() => statements++);
  const counts: number[] = [];
  const link = async (facts: Facts) => {
    await write(facts);
    statements = 0;
    await settle();
    counts.push(statements);
  };
  const all = Array.from({ length: many }, (_, one) => one);
  await link({
    ...{ CHANGE: all.map(changeOf), PULL_REQUEST: all.map(requestOf) },
    PIPELINE_RUN: all.flatMap((one) => [runOf('CI', one), runOf('CD', one)]),
    WORK_ITEM: all.map((one) => itemOf(one)),
  });
  await link({ PULL_REQUEST: [requestOf(many)] });
  await link({ CHANGE: [changeOf(many)] });
  await link({ PIPELINE_RUN: [runOf('CI', many)] });
  await link({ PIPELINE_RUN: [runOf('CD', many)] });
  await link({ WORK_ITEM: [itemOf(5, 900 * DAY)] });
  return counts.slice(1);
}

test('a merge, its build and its deployment cost the same statements among 10 others and among 60', async () => {
  expect(await statementsBeside(60)).toEqual(await statementsBeside(10));
}, 60_000);
