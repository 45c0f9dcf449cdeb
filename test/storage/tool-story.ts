import type { IncidentFact, PipelineRunFact } from '../../src/model/facts/delivery.js';
import type { Facts } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import type { PullRequestFact } from '../../src/model/facts/review.js';
import type { WorkItemFact } from '../../src/model/facts/work.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';

/** One story from ticket to incident: hours are those of January 2026. */
export const hour = (count: number) => Date.UTC(2026, 0, 1, count);
const person = (id: string): Person => ({
  ...{ applicationType: 'CUSTOM', id, name: id, email: `${id}@work.io` },
});

const item = (id: string, part: Partial<WorkItemFact> = {}): WorkItemFact => ({
  ...{ id, updatedAt: 1, key: id.toUpperCase(), formerKeys: [], project: 'SHOP', type: 'Story' },
  ...{ isSubtask: false, title: id, status: 'Done', statusCategory: 'DONE', resolution: null },
  ...{ priority: null, labels: ['ui'], components: [], parent: null, points: 3 },
  ...{ assignee: person('bo'), createdAt: hour(0), resolvedAt: hour(60), versions: [] },
  ...{ customFields: { Cost: ['high'] }, statusHistory: [], pointsHistory: [] },
  assigneeHistory: [
    { at: hour(0), assignee: person('ada') },
    { at: hour(61), assignee: person('bo') },
  ],
  sprintHistory: [{ at: hour(1), sprint: 's1', added: true }],
  parentHistory: [],
  ...{ linkedPullRequests: [], linkedCommits: [], url: null },
  ...part,
});

const pullRequest = (id: string, number: number, part: Partial<PullRequestFact>) => ({
  ...{ id, updatedAt: 1, repository: 'shop', number, title: id, body: null, author: person('ada') },
  ...{ sourceBranch: 'topic', targetBranch: 'main', labels: [], state: 'MERGED' as const },
  ...{ openedAt: hour(5), readyAt: null, mergedAt: null, closedAt: null, mergeMethod: null },
  ...{ mergeSha: null, headSha: null, reverts: null, additions: 10, deletions: 2, files: [] },
  ...{ commits: [], reviews: [], comments: [], url: null },
  ...part,
});

const run = (id: string, part: Partial<PipelineRunFact>): PipelineRunFact => ({
  ...{ id, updatedAt: 1, pipeline: 'deploy', kinds: ['CD'], number: null, run: id, attempt: 1 },
  ...{ parent: null, project: null, organization: null, repository: 'shop', branch: 'main' },
  ...{ commits: [], status: 'SUCCESS', statusName: 'Succeeded', rollback: false },
  ...{ startedAt: null, endedAt: null, services: ['checkout'], environment: 'prod' },
  ...{ environmentType: 'PRODUCTION', infrastructure: null, tags: [], artifactsIn: [] },
  ...{ artifactsOut: [], triggeredBy: null, url: null },
  ...part,
});

const incident = (id: string, part: Partial<IncidentFact>): IncidentFact => ({
  ...{ id, updatedAt: 1, key: id, title: id, status: 'Closed', priority: 'P1', severity: null },
  ...{ urgency: null, assignmentGroup: 'core', service: 'checkout', repository: null },
  ...{ owner: person('bo'), createdAt: hour(45), resolvedAt: hour(52), closedAt: null },
  ...{ labels: [], causedBy: [], fixedBy: [], customFields: {}, url: null },
  ...part,
});

/** Ada writes SHOP-1; it is built, deployed at the second try, breaks, and is reverted. */
export const toolStory: Facts = {
  INCIDENT: [incident('n1', { fixedBy: ['d3'] })],
  CHANGE_REQUEST: [
    {
      ...{ id: 'c1', updatedAt: hour(9), key: 'c1', title: 'c1', status: 'Open', priority: null },
      ...{ severity: null, urgency: null, assignmentGroup: 'core', service: null, owner: null },
      ...{ createdAt: hour(8), resolvedAt: null, closedAt: null, customFields: {}, url: null },
    },
  ],
  PIPELINE_RUN: [
    run('d0', { startedAt: hour(2), endedAt: hour(3) }),
    run('b1', {
      ...{ pipeline: 'build', kinds: ['CI'], environment: null, environmentType: null },
      ...{ services: [], commits: ['m1'], startedAt: hour(21), endedAt: hour(22) },
      artifactsOut: [{ location: 'docker', name: 'shop', qualifier: '1' }],
    }),
    run('d1-1', { run: 'd1', status: 'FAILURE', startedAt: hour(30), endedAt: hour(31) }),
    run('d1-2', {
      ...{ run: 'd1', attempt: 2, startedAt: hour(39), endedAt: hour(40) },
      artifactsIn: [{ location: 'docker', name: 'shop', qualifier: '1' }],
    }),
    run('d1-child', {
      ...{ parent: 'd1-2', pipeline: 'smoke', services: ['basket'], tags: ['smoke'] },
      ...{ kinds: [], environment: null, environmentType: null },
    }),
    run('d3', { commits: ['m2'], startedAt: hour(49), endedAt: hour(50) }),
  ],
  PULL_REQUEST: [
    pullRequest('p1', 1, {
      ...{ title: 'shop-1 Pay by card', mergedAt: hour(20), mergeSha: 'm1', headSha: 'h1' },
      commits: [
        { sha: 'h0', authoredAt: hour(4), message: 'Begin', isMerge: false },
        { sha: 'h1', authoredAt: hour(6), message: 'End', isMerge: false },
        { sha: 'hm', authoredAt: hour(7), message: 'Merge main', isMerge: true },
      ],
      comments: [
        { by: person('ada'), at: hour(8) },
        { by: person('bo'), at: hour(9) },
        { by: person('helper[bot]'), at: hour(10) },
      ],
      reviews: [{ by: person('bo'), at: hour(11), state: 'APPROVED', hasText: false }],
    }),
    pullRequest('p2', 2, {
      ...{ title: 'Revert "shop-1 Pay by card"', mergedAt: hour(48), mergeSha: 'm2' },
      ...{ openedAt: hour(47), body: 'This reverts commit m1' },
    }),
  ],
  WORK_ITEM: [
    item('shop-1', { parent: 'shop-9' }),
    item('shop-2', { parent: 'shop-1', isSubtask: true }),
    item('shop-9', { type: 'Epic', labels: [], sprintHistory: [] }),
  ],
  SPRINT: [
    {
      ...{
        id: 's1',
        updatedAt: 1,
        name: 'One',
        state: 'CLOSED',
        startAt: hour(0),
        endAt: hour(90),
      },
      completedAt: hour(100),
    },
  ],
  VERSION: [
    { id: 'v1', updatedAt: 1, project: 'SHOP', name: '1.0', releasedAt: hour(70), url: null },
  ],
  REPOSITORY: [{ id: 'shop', updatedAt: 1, name: 'shop', url: null, defaultBranch: 'main' }],
};

const is = (property: string, value: string) => ({
  ...{ property, operator: 'EQUALS' as const, values: [value] },
});
export const storySettings: TeamSettings = {
  ...emptyTeamSettings,
  repositories: [is('repository', 'shop')],
  issueManagement: { ...emptyTeamSettings.issueManagement, projects: [is('project', 'SHOP')] },
  pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', 'checkout')] },
  incidentManagement: {
    incidents: { op: 'AND', conditions: [is('group', 'core')] },
    changeRequests: { op: 'AND', conditions: [is('group', 'core')] },
  },
};
