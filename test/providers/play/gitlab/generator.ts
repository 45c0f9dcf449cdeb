import { createDice } from '../kit/random.js';
import { iso, newCommit, newDiff, newIssue, newMergeRequest, newNote, newTag } from './elements.js';
import { addNote, close, merge } from './mutations.js';
import { addPipelines } from './pipelines.js';
import type { MergeRequest, Project, User, World } from './types.js';

export interface WorldOptions {
  readonly now: number;
  /** About how many merge requests. */
  readonly size?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const users: readonly User[] = [
  { id: 101, username: 'ada', name: 'Ada Quay' },
  { id: 102, username: 'ben', name: 'Ben Pier' },
  { id: 103, username: 'cleo', name: 'Cleo Dock' },
  { id: 104, username: 'dan', name: 'Dan Mole' },
  { id: 105, username: 'project_1_bot_4f1c', name: 'Renovation', bot: true },
  { id: 106, username: 'ghost1', name: 'Ghost User' },
  { id: 107, username: 'shipmate', name: 'Ship Mate' },
];

export const emptyWorld = (now: number): World => ({
  ...{ now, address: 'http://gitlab.play', users, projects: [], scopes: ['read_api'] },
  ...{ role: 'REPORTER' as const, version: '18.6.1', nextId: 1_000 },
});

export function addProject(world: World, path: string, createdAt: number): Project {
  world.nextId += 1;
  const project: Project = {
    ...{ id: world.nextId, path, visibility: 'private', default_branch: 'main' },
    ...{ created_at: iso(createdAt), last_activity_at: iso(createdAt) },
    ...{ mergeRequests: new Map(), issues: new Map(), tags: [] },
    ...{ pipelines: new Map(), deployments: [], environments: [] },
  };
  world.projects.push(project);
  return project;
}

type Dice = () => number;
const pick = <One>(dice: Dice, all: readonly One[]): One => all[Math.floor(dice() * all.length)]!;
const subjects = ['the basket', 'a slow query', 'the price list', 'the login', 'two reports'];
const verbs = ['Show', 'Correct', 'Speed up', 'Test', 'Rename'];

function discuss(world: World, project: Project, one: MergeRequest, dice: Dice, from: number) {
  const [ada, ben, cleo] = world.users as [User, User, User];
  const isDraft = dice() < 0.3;
  if (isDraft) {
    const body = 'marked this merge request as **ready**';
    addNote(world, project, one, { at: from + HOUR, by: ada, body, system: true });
  }
  addNote(world, project, one, { at: from + 2 * HOUR, by: ben, body: 'Why two of them?' });
  const said = { by: cleo, body: 'approved this merge request', system: true };
  addNote(world, project, one, { at: from + 3 * HOUR, ...said });
  if (dice() < 0.2) {
    const back = { by: cleo, body: 'unapproved this merge request', system: true };
    addNote(world, project, one, { at: from + 4 * HOUR, ...back });
  }
}

function addMergeRequest(world: World, project: Project, dice: Dice, createdAt: number): void {
  const iid = project.mergeRequests.size + 1;
  const author = pick(dice, world.users.slice(0, 5));
  const title = `${pick(dice, verbs)} ${pick(dice, subjects)}`;
  const one = newMergeRequest(world, { iid, title, author, createdAt });
  project.mergeRequests.set(iid, one);
  one.commits = [newCommit(createdAt - 2 * HOUR, `${title}, at last`, author)];
  if (dice() < 0.5) one.commits.push(newCommit(createdAt - 20 * HOUR, title, author));
  one.diffs = [newDiff(`src/${iid}.ts`, 1 + Math.floor(dice() * 40), Math.floor(dice() * 10))];
  if (dice() < 0.2) one.diffs.push({ ...newDiff('data.json', 0, 0), diff: '', too_large: true });
  discuss(world, project, one, dice, createdAt);
  const [by] = world.users as [User];
  const outcome = dice();
  const at = createdAt + 6 * HOUR;
  if (outcome < 0.15) close(world, project, one, { at, by });
  if (outcome < 0.3) return;
  const way = pick(dice, ['MERGE', 'SQUASH', 'FAST_FORWARD'] as const);
  const sha = merge(world, project, one, { at, by, way });
  if (dice() < 0.3) project.tags.unshift(newTag(`v1.${iid}.0`, at + HOUR, sha));
}

function addIssue(world: World, project: Project, dice: Dice, createdAt: number): void {
  const iid = project.issues.size + 1;
  const [author, assignee] = [pick(dice, world.users), pick(dice, world.users.slice(0, 4))];
  const issue = newIssue(world, {
    iid,
    title: `Think about ${pick(dice, subjects)}`,
    author,
    createdAt,
  });
  project.issues.set(iid, issue);
  const { id, username, name } = assignee;
  issue.fields.assignees = [{ id, username, name, state: 'active' }];
  if (dice() < 0.3) issue.related = [1];
  if (dice() < 0.6) close(world, project, issue, { at: createdAt + 9 * HOUR, by: assignee });
}

/** A small company: two projects below one group, over the last weeks before `now`. */
export function createWorld({ now, size = 14 }: WorldOptions): World {
  const world = emptyWorld(now);
  const dice = createDice(20_261_129);
  const begun = now - 60 * DAY;
  const shop = addProject(world, 'harbour/shop', begun);
  const till = addProject(world, 'harbour/counter/till', begun);
  const step = (58 * DAY) / size;
  for (let count = 0; count < size; count += 1) {
    const project = count % 5 === 4 ? till : shop;
    const at = begun + DAY + Math.floor(count * step);
    addMergeRequest(world, project, dice, at);
    if (count % 4 === 0) addIssue(world, project, dice, at + HOUR);
  }
  addPipelines(world, shop, now - 40 * DAY, 9);
  addPipelines(world, till, now - 20 * DAY, 3);
  const [first] = shop.mergeRequests.values();
  const ghost = world.users.find(({ username }) => username.startsWith('ghost'))!;
  first?.notes.push(newNote(world, begun + 2 * DAY, ghost, 'I was here.', false));
  for (const project of world.projects)
    if (project.tags.length === 0) project.tags.push(newTag('v0.1.0', begun, 'a'.repeat(40)));
  return world;
}
