import { readFileSync } from 'node:fs';

const readme = readFileSync(
  new URL('../../src/providers/custom/README.md', import.meta.url),
  'utf8',
);
/** A line of every kind of fact, as the form of facts shows them. */
export const examples = /```ndjson\n([^`]*)```/.exec(readme)![1]!.trimEnd().split('\n');
const like = (kind: string, change: object, at = 0): string => {
  const found = examples.filter((line) => line.includes(`"kind":"${kind}"`))[at]!;
  return JSON.stringify({ ...(JSON.parse(found) as object), ...change });
};
/** Lines that give every metric a value. A deployment comes before that of the examples, which is then not its stream's first. One fails after it, and one fixes that. */
export const more = [
  like(
    'PIPELINE_RUN',
    {
      id: 'deploy-32',
      commits: ['00000000ff'],
      artifactsIn: [],
      startedAt: '2026-03-01T09:00:00Z',
      endedAt: '2026-03-01T09:10:00Z',
    },
    1,
  ),
  like(
    'PIPELINE_RUN',
    {
      id: 'deploy-34',
      status: 'FAILURE',
      startedAt: '2026-03-04T09:00:00Z',
      endedAt: '2026-03-04T09:10:00Z',
    },
    1,
  ),
  like(
    'PIPELINE_RUN',
    {
      id: 'deploy-35',
      commits: ['c3d4e5f6a7'],
      startedAt: '2026-03-04T10:00:00Z',
      endedAt: '2026-03-04T10:10:00Z',
    },
    1,
  ),
  // Somebody from elsewhere reverts the blamed change; deploy-35 ships that.
  like('PULL_REQUEST', {
    ...{ id: 'shop!13', number: 13, title: 'Undo the basket', author: { id: '99' } },
    body: 'This reverts commit b2c3d4e5f6, which lost baskets.',
    ...{ openedAt: '2026-03-03T19:00:00Z', mergedAt: '2026-03-03T20:00:00Z' },
    ...{ closedAt: '2026-03-03T20:00:00Z', updatedAt: '2026-03-03T20:00:00Z' },
    ...{ sourceBranch: 'undo', mergeSha: 'c3d4e5f6a7', headSha: 'c3d4e5f6a8' },
    ...{ commits: [], reviews: [], comments: [] },
  }),
  like('SPRINT', {
    id: 'S8',
    name: 'Sprint 8',
    startAt: '2026-02-16T08:00:00Z',
    endAt: '2026-02-27T16:00:00Z',
    completedAt: '2026-02-27T16:00:00Z',
    updatedAt: '2026-02-27T16:00:00Z',
  }),
  like('WORK_ITEM', {
    id: '10006',
    key: 'SHOP-6',
    updatedAt: '2026-02-25T10:00:00Z',
    createdAt: '2026-02-10T08:00:00Z',
    resolvedAt: '2026-02-25T10:00:00Z',
    statusHistory: [
      { at: '2026-02-10T08:00:00Z', status: 'To Do', category: 'TODO' },
      { at: '2026-02-17T08:00:00Z', status: 'In Progress', category: 'IN_PROGRESS' },
      { at: '2026-02-25T10:00:00Z', status: 'Done', category: 'DONE' },
    ],
    assigneeHistory: [{ at: '2026-02-11T08:00:00Z', assignee: { id: '42' } }],
    pointsHistory: [{ at: '2026-02-10T08:00:00Z', points: 3 }],
    sprintHistory: [{ at: '2026-02-12T08:00:00Z', sprint: 'S8', added: true }],
  }),
];
