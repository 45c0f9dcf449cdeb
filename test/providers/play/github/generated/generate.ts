import { Content, emptySource } from '../world/content.js';
import type { Moment } from '../world/records.js';
import { type Repository, World } from '../world/world.js';
import {
  type Company,
  createCompany,
  nodeIdOf,
  repositoryNameOf,
  shareNumbers,
} from './company.js';
import { type RepositoryPlan, second } from './plan.js';
import { createSource } from './source.js';

/** The size of an invented company. */
export interface Size {
  /** Any whole number; another makes another company. */
  readonly seed?: number;
  /** About how many pull requests. */
  readonly pullRequests?: number;
  readonly repositories?: number;
  /** How far back it goes. */
  readonly days?: number;
  /** The instant it is looked at; nothing happened later, but for clocks that are wrong. */
  readonly now?: Moment;
}

const DAY = 86_400_000;
const FIRST_REPOSITORY = 510_000_000;
const FIRST_ID = 1_200_000_000;

/** 2026-11-25T12:00:00Z */
const DEFAULT_NOW = Date.UTC(2026, 10, 25, 12);

/** About one number in five is an issue. */
const NUMBERS_PER_PULL_REQUEST = 1.2;

const USUAL = {
  isArchived: false,
  isDisabled: false,
  isBlocked: false,
  isEmpty: false,
  isFork: false,
  hasIssues: true,
};
/** The traits of the repositories behind the first; the rest are usual ones. */
const SPECIALS: readonly Partial<typeof USUAL>[] = [
  {},
  {},
  { isArchived: true },
  { isEmpty: true },
  { hasIssues: false },
  { isFork: true },
  { isDisabled: true },
  { isBlocked: true },
];

function createRepository(company: Company, plan: RepositoryPlan): Repository {
  const id = FIRST_REPOSITORY + plan.index;
  const special = { ...USUAL, ...SPECIALS[plan.index] };
  const { isEmpty } = special;
  const content = new Content(isEmpty ? emptySource : createSource(company, plan));
  const touched = content.order('pullRequests', 'UPDATED_AT', 'DESC')[0];
  const updatedAt = touched === undefined ? plan.from : content.momentOf(touched, 'UPDATED_AT');
  return {
    id,
    nodeId: nodeIdOf('R', id),
    owner: company.organization,
    name: plan.name,
    isPrivate: plan.index % 4 !== 1,
    ...special,
    description: plan.index % 3 === 0 ? null : `The ${plan.name} of Harbour Works`,
    language: plan.index % 2 === 0 ? 'TypeScript' : 'Go',
    defaultBranch: plan.defaultBranch,
    createdAt: second(plan.from - DAY),
    updatedAt,
    pushedAt: isEmpty ? null : updatedAt,
    content,
  };
}

const usualRepositories = (pullRequests: number): number =>
  Math.max(SPECIALS.length + 4, Math.round(Math.sqrt(pullRequests) / 2));

function plansFor(size: Required<Size>, owner: string): RepositoryPlan[] {
  const { seed, pullRequests, repositories, days, now } = size;
  const shares = shareNumbers(Math.round(pullRequests * NUMBERS_PER_PULL_REQUEST), repositories);
  let idBase = FIRST_ID;
  return shares.map((numbers, index) => {
    const plan = {
      seed,
      index,
      owner,
      now,
      numbers,
      idBase,
      name: repositoryNameOf(index),
      from: now - days * DAY,
      hasIssues: SPECIALS[index]?.hasIssues ?? true,
      defaultBranch: index % 3 === 2 ? 'master' : 'main',
    };
    idBase += numbers + 1;
    return plan;
  });
}

/**
 * Returns an invented company on GitHub, the same for the same size. Pull requests are made when they are asked for, so that a
 * hundred thousand need little memory. One repository was renamed and its name taken by another; one was transferred.
 */
export function generateWorld(size: Size = {}): World {
  const pullRequests = size.pullRequests ?? 200;
  const whole = {
    seed: size.seed ?? 1,
    pullRequests,
    repositories: size.repositories ?? usualRepositories(pullRequests),
    days: size.days ?? 120,
    now: second(size.now ?? DEFAULT_NOW),
  };
  const company = createCompany(whole.seed, pullRequests);
  const { organization, sister, developers, outsiders, bots, robot, mannequin } = company;
  const people = [sister, ...developers, ...outsiders, ...bots, robot, mannequin];
  const repositories = plansFor(whole, organization.login).map((plan) =>
    createRepository(company, plan),
  );
  const world = new World(whole.now, organization, people, repositories);
  move(world, company);
  return world;
}

/** Renames, reuses a name and transfers, where there are repositories enough. */
function move(world: World, { sister }: Company): void {
  const [, , , , , , , , renamed, transferred, reusing] = world.repositories;
  if (renamed !== undefined) world.rename(renamed, `${renamed.name}-classic`, renamed.updatedAt);
  if (transferred !== undefined) world.transfer(transferred, sister, transferred.updatedAt);
  if (reusing !== undefined && renamed !== undefined)
    world.rename(reusing, renamed.name.replace(/-classic$/, ''), reusing.updatedAt);
}
