import { newCommit, newMergeRequest } from '../play/gitlab/elements.js';
import { addProject, emptyWorld as emptyGitlab } from '../play/gitlab/generator.js';
import { merge } from '../play/gitlab/mutations.js';
import type { World as GitlabWorld } from '../play/gitlab/types.js';
import { buildInfo, deploymentStage, graphOf, summaryOf } from '../play/harness/elements.js';
import {
  addExecution,
  emptyWorld as emptyHarness,
  type HarnessWorld,
} from '../play/harness/world.js';
import { createWorld as createJira } from '../play/jira/generator.js';
import { transition } from '../play/jira/mutations.js';
import type { World as JiraWorld } from '../play/jira/types.js';
import { jiraTime } from '../play/jira/vendor-time.js';
import { company } from '../play/servicenow/company.js';
import { addRow, emptyWorld as emptyServicenow } from '../play/servicenow/generator.js';
import type { World as ServicenowWorld } from '../play/servicenow/types.js';

/** An instant of May 2026, in UTC. */
const may = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 4, day, hour, minute);
const NOW = may(20, 8);
const MINUTE = 60_000;
const IN_PROGRESS = '3';
const DONE = '10002';

/** SHOP-1 is planned on 4 May at 6:00, begun at 9:00, and done when it was seen in production. */
export function plannedInJira(): JiraWorld {
  const world = createJira({ size: 1, now: NOW });
  const [issue] = world.issues.values();
  const [person] = world.users;
  const created = jiraTime(may(4, 6), -5);
  issue!.key = 'SHOP-1';
  issue!.histories = [];
  const status = { ...(issue!.fields.status as object), id: '10000', name: 'To Do' };
  const category = { id: 2, key: 'new', name: 'new', colorName: 'green' };
  Object.assign(issue!.fields, {
    ...{ created, updated: created, statuscategorychangedate: created, summary: 'Guest checkout' },
    ...{ status: { ...status, statusCategory: category }, assignee: { ...person } },
    issuetype: { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
    ...{ customfield_10020: [], parent: undefined },
  });
  world.now = may(4, 9);
  transition(world, 'SHOP-1', IN_PROGRESS);
  world.now = may(6, 11);
  transition(world, 'SHOP-1', DONE);
  world.now = NOW;
  return world;
}

/** It is written at 11:00, opened at 12:00, and merged on 5 May at 15:00; returns the hash of the merge, too. */
export function mergedInGitlab(): { readonly world: GitlabWorld; readonly sha: string } {
  const world = emptyGitlab(NOW);
  const shop = addProject(world, 'harbour/shop', may(1, 8));
  const [ada, ben] = world.users;
  const title = 'SHOP-1 Let guests check out';
  const one = newMergeRequest(world, { iid: 1, title, author: ada!, createdAt: may(4, 12) });
  shop.mergeRequests.set(1, one);
  one.commits = [newCommit(may(4, 11), title, ada!)];
  const sha = merge(world, shop, one, { at: may(5, 15), by: ben! });
  return { world, sha };
}

const checkout = { organization: 'default', id: 'Checkout', name: 'Checkout' };
const IMAGE = 'registry.example.com/shop/checkout';

interface Executed {
  readonly id: string;
  readonly startTs: number;
  readonly endTs: number;
}

/** A commit by its hash, and the address that it is cloned from. */
export interface Built {
  readonly sha: string;
  readonly remote: string;
}

/** Builds the image of a commit of the shop. */
function build(
  world: HarnessWorld,
  { id, ...times }: Executed,
  { sha, remote }: Built,
  tag: string,
): void {
  const author = { id: 'ada', name: 'Ada Quay', email: 'ada@example.com' };
  const said = buildInfo({ branch: 'main', commits: [sha], repository: 'harbour/shop', author });
  const scmDetailsList = [{ scmProvider: 'Gitlab', scmUrl: remote }];
  const summary = summaryOf({
    ...{ id, pipeline: 'Build checkout', number: world.executions.length + 1, ...times },
    ...{ modules: ['ci'], stages: [], build: { ...said, scmDetailsList } },
  });
  addExecution(world, checkout, summary, graphOf(IMAGE, tag));
}

/** Brings an image into production. */
function deploy(world: HarnessWorld, { id, startTs, endTs }: Executed, tag: string): void {
  const stage = deploymentStage({
    ...{ key: `live-${id}`, service: 'Checkout', environment: 'live', type: 'Production' },
    ...{ startTs, endTs, image: { path: IMAGE, tag } },
  });
  const summary = summaryOf({
    ...{ id, pipeline: 'Deploy checkout', number: world.executions.length + 1, startTs, endTs },
    ...{ modules: ['cd'], stages: [stage] },
  });
  addExecution(world, checkout, summary);
}

/** Before it, another version was out since 2 May. The merge is built until 15:30, and out on 6 May at 10:00. */
export function deployedByHarness(built: Built): HarnessWorld {
  const world = emptyHarness(NOW);
  world.projects.push(checkout);
  const span = (id: string, endTs: number) => ({ id, startTs: endTs - 20 * MINUTE, endTs });
  build(world, span('b0', may(2, 8)), { ...built, sha: 'b'.repeat(40) }, '1');
  deploy(world, span('d0', may(2, 10)), '1');
  build(world, span('b1', may(5, 15, 30)), built, '2');
  deploy(world, span('d1', may(6, 10)), '2');
  return world;
}

/** The checkout is down from 12:00 to 14:30 on the day of the deployment. */
export function brokenInServicenow(): ServicenowWorld {
  const world = emptyServicenow({ now: NOW });
  const [service] = company.serviceIds;
  addRow(world, 'incident', {
    ...{ opened_at: '2026-05-06 12:00:00', business_service: service!, priority: '1', state: '6' },
    resolved_at: '2026-05-06 14:30:00',
  });
  return world;
}
