/** An instant of March 2026. */
export const march = (day: number, hour: number) => Date.UTC(2026, 2, day, hour);
const text = (day: number, hour: number) => new Date(march(day, hour)).toISOString();
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: text(1, 0), ...fact });

const ada = { id: 'ada', email: 'ada@example.com' };
const bob = { id: 'bob', email: 'bob@example.com' };
const run = (id: string, day: number, fact: object = {}) =>
  line('PIPELINE_RUN', id, {
    ...{ pipeline: 'deploy', kinds: ['CD'], repository: 'shop', branch: 'main', status: 'SUCCESS' },
    ...{ startedAt: text(day, 9), endedAt: text(day, 10), services: ['checkout'], project: 'web' },
    ...{
      environment: 'live',
      environmentType: 'PRODUCTION',
      triggeredBy: ada,
      number: id,
      ...fact,
    },
  });
const merged = (number: number, day: number, fact: object) =>
  line('PULL_REQUEST', `shop!${number}`, {
    ...{ repository: 'shop', number, title: `SHOP-2 part ${number}`, author: ada },
    ...{ sourceBranch: `topic-${number}`, targetBranch: 'main', state: 'MERGED' },
    ...{ openedAt: text(day, 9), mergedAt: text(day, 12) },
    commits: [{ sha: `${number}`.repeat(40), authoredAt: text(day - 1, 9), message: 'Write' }],
    comments: [
      { by: { id: 'helper[bot]', bot: true }, at: text(day, 9) },
      { by: ada, at: text(day, 9) },
      { by: bob, at: text(day, 10) },
    ],
    reviews: [{ by: bob, at: text(day, 11), state: 'APPROVED', hasText: false }],
    ...fact,
  });
const item = (id: string, fact: object) =>
  line('WORK_ITEM', id, {
    ...{ key: id, project: 'SHOP', type: 'Story', title: id, createdAt: text(1, 8) },
    ...{ status: 'Done', statusCategory: 'DONE', resolvedAt: text(6, 8), ...fact },
  });

/** Two pull requests on their way to production, what they were for, and what went wrong. */
export const inDelivery = [
  line('REPOSITORY', 'shop', { name: 'shop', defaultBranch: 'main' }),
  run('d1', 1),
  run('d2', 3, { artifactsIn: [{ location: 'registry', name: 'shop', qualifier: '2' }] }),
  run('d3', 5),
  run('d4', 7, { status: 'FAILURE', statusName: 'Broken' }),
  merged(1, 2, { files: [{ path: 'a.ts', additions: 5, deletions: 2 }] }),
  merged(2, 4, { reverts: 'shop!1', files: [{ path: 'b.ts', additions: 3, deletions: 0 }] }),
  item('SHOP-1', { type: 'Epic', status: 'Open', statusCategory: 'TODO', resolvedAt: null }),
  line('SPRINT', 'S1', {
    ...{ name: 'Sprint 1', state: 'CLOSED', startAt: text(1, 9), endAt: text(6, 16) },
    completedAt: text(6, 16),
  }),
  item('SHOP-2', {
    ...{ parent: 'SHOP-1', labels: ['basket'], points: 3, assignee: bob },
    sprintHistory: [{ at: text(1, 8), sprint: 'S1', added: true }],
    pointsHistory: [{ at: text(1, 8), points: 3 }],
    statusHistory: [
      { at: text(1, 8), status: 'To Do', category: 'TODO' },
      { at: text(6, 8), status: 'Done', category: 'DONE' },
    ],
  }),
  item('SHOP-3', { parent: 'SHOP-1', type: 'Bug', assignee: bob }),
  line('INCIDENT', 'I1', {
    ...{ key: 'I1', title: 'Down', status: 'Closed', createdAt: text(3, 12), priority: 'P1' },
    ...{ resolvedAt: text(3, 14), severity: 'High', assignmentGroup: 'On call' },
    ...{ service: 'checkout', labels: ['customer'] },
  }),
  line('CHANGE_REQUEST', 'C1', {
    ...{ key: 'C1', title: 'Ship', status: 'Closed', createdAt: text(2, 8), closedAt: text(3, 12) },
    ...{ priority: 'P1', assignmentGroup: 'Board', service: 'checkout', owner: bob },
  }),
];
