import { createDice } from '../kit/random.js';
import {
  comment,
  commitOf,
  decline,
  type Merging,
  merge,
  openPull,
  push,
  reply,
  review,
  tag,
} from './mutations.js';
import { addOddities } from './oddities.js';
import type { Project, Pull, Repository, User, World } from './types.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const names = ['Anna Berg', 'Bruno Costa', 'Chiara Dietz', 'Deniz Ekin', 'Emil Frank', 'Fay Grant'];
const userNames = names.map((name) => name.toLowerCase().replace(' ', '.'));

const usersOf = (): User[] => [
  ...names.map((displayName, index): User => {
    const name = userNames[index]!;
    const emailAddress = `${name}@example.com`;
    return { id: 101 + index, name, displayName, emailAddress, active: true, type: 'NORMAL' };
  }),
  {
    ...{ id: 201, name: 'release-robot', displayName: 'Release Robot', emailAddress: '' },
    ...{ active: true, type: 'SERVICE' },
  },
  {
    ...{ id: 202, name: 'harbour-ci', displayName: 'Harbour CI', emailAddress: 'ci@example.com' },
    ...{ active: true, type: 'NORMAL' },
  },
];

const projectsOf = (): Project[] => [
  { id: 11, key: 'SHOP', name: 'Shop', type: 'NORMAL' },
  { id: 12, key: 'PAY', name: 'Payments', type: 'NORMAL' },
  { id: 13, key: 'LAB', name: 'Laboratory', type: 'NORMAL' },
  { id: 14, key: '~anna.berg', name: 'Anna Berg', type: 'PERSONAL' },
];

const repositoryOf = (id: number, slug: string, project: Project): Repository => ({
  ...{ id, slug, project, branch: 'main', head: null },
  ...{ pulls: new Map(), tags: new Map(), commits: new Map() },
});

export interface WorldOptions {
  /** About how many pull requests. */
  readonly size?: number;
  /** When the last thing happened. */
  readonly now?: number;
  readonly token?: string;
  readonly context?: string;
}

/** An empty server with people and repositories. */
export function emptyWorld({
  now = Date.now(),
  token,
  context = '/bitbucket',
}: WorldOptions = {}): World {
  const [shop, pay, , personal] = projectsOf() as [Project, Project, Project, Project];
  const repositories = [
    repositoryOf(1, 'web', shop),
    repositoryOf(2, 'api', shop),
    repositoryOf(3, 'ledger', pay),
    repositoryOf(4, 'scratch', personal),
  ];
  const projects = projectsOf();
  for (const one of repositories) one.project = projects.find(({ id }) => id === one.project.id)!;
  return {
    ...{ now, token: token ?? 'BBDC-made-up-token-of-the-play', username: 'insights' },
    ...{ password: 'made-up-password', context, version: '9.4.2', hasClosedDates: true },
    ...{ mostAtOnce: 1_000, wantsCaptcha: false, users: usersOf(), projects },
    repositories: new Map(repositories.map((one) => [one.id, one])),
    ...{ hidden: new Set(), redirects: new Map(), lastId: 1_000 },
  };
}

type Dice = () => number;
const pick = <Item>(dice: Dice, items: readonly Item[]): Item =>
  items[Math.floor(dice() * items.length)]!;

const verbs = ['Add', 'Fix', 'Remove', 'Speed up', 'Rename'];
const things = ['the basket', 'refunds', 'the login', 'invoices', 'the search', 'old prices'];
const files = ['src/basket.ts', 'src/refund.ts', 'README.md', 'src/search/index.ts'];
const ways: readonly Merging[] = ['MERGE', 'MERGE', 'SQUASH', 'REBASE', 'REMOTE'];

/** Lets so many hours pass, at most until `until`. */
const pass = (world: World, dice: Dice, hours: number, until: number): void => {
  world.now = Math.min(until, world.now + Math.round(dice() * hours * HOUR) + MINUTE);
};

function discuss(world: World, dice: Dice, pull: Pull, reviewer: User, until: number): void {
  pass(world, dice, 8, until);
  const remark = comment(world, pull, reviewer);
  if (dice() < 0.5) {
    pass(world, dice, 2, until);
    reply(world, pull, pull.author, remark);
  }
}

function close(world: World, dice: Dice, repository: Repository, pull: Pull, reviewer: User): void {
  if (dice() < 0.15) decline(world, pull, pull.author);
  else merge(world, repository, pull, reviewer, pick(dice, ways));
}

function live(world: World, dice: Dice, repository: Repository, until: number): void {
  const people = world.users.filter(({ type }) => type === 'NORMAL');
  const author = pick(dice, people);
  const reviewer = pick(
    dice,
    people.filter(({ id }) => id !== author.id),
  );
  const title = `${pick(dice, verbs)} ${pick(dice, things)}`;
  const changes = [{ path: pick(dice, files), type: 'MODIFY', nodeType: 'FILE' } as const];
  const messages = dice() < 0.5 ? [title] : [title, 'Add a test'];
  const given = { title, author, reviewers: [reviewer], messages, changes };
  const pull = openPull(world, repository, given, 30 + Math.floor(dice() * 600));
  if (dice() < 0.6) discuss(world, dice, pull, reviewer, until);
  if (dice() < 0.3) {
    review(world, pull, reviewer, 'NEEDS_WORK');
    pass(world, dice, 4, until);
    push(world, repository, pull, 'Follow the review', dice() < 0.3);
  }
  pass(world, dice, 6, until);
  if (dice() < 0.8) review(world, pull, reviewer, 'APPROVED');
  pass(world, dice, 6, until);
  if (dice() < 0.85) close(world, dice, repository, pull, reviewer);
}

/** How many of ten pull requests each repository has, by its number. */
const shares = [1, 1, 1, 1, 1, 1, 1, 2, 2, 3];

function tagReleases(world: World, repository: Repository): void {
  const merged = [...repository.pulls.values()].filter(({ state }) => state === 'MERGED');
  const { now } = world;
  for (const [index, pull] of merged.entries()) {
    if (index % 5 !== 0) continue;
    world.now = pull.closedAt!;
    const commit = commitOf(world, repository, pull.author, `Release ${index}`, [pull.head]);
    tag(repository, `v1.${index}.0`, commit);
  }
  world.now = now;
}

const DAYS = 60;

/** A company that works on three repositories since two months. The same for the same size. */
export function createWorld(options: WorldOptions = {}): World {
  const { size = 40 } = options;
  const world = emptyWorld(options);
  const { now } = world;
  const dice = createDice(20_261_129);
  for (let index = 0; index < size; index += 1) {
    world.now = Math.round(now - DAYS * DAY * (1 - index / size) - HOUR);
    live(world, dice, world.repositories.get(shares[index % shares.length]!)!, now);
  }
  world.now = now;
  addOddities(world);
  for (const id of [1, 2]) tagReleases(world, world.repositories.get(id)!);
  return world;
}
