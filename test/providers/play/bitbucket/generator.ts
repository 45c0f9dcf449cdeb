import type { Instant } from '../../../../src/model/time.js';
import { createDice } from '../kit/random.js';
import { deploymentsOf, pipelinesOf } from './pipelines.js';
import type {
  Account,
  Activity,
  Comment,
  Commit,
  FileStat,
  Pull,
  Repository,
  World,
} from './types.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const uuidOf = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const names = ['Ada Moor', 'Ben Reed', 'Cleo Vance', 'Dov Stern', 'Ewa Lis'];
export const people: readonly Account[] = [
  ...names.map(
    (name, index): Account => ({
      accountId: `712020:${uuidOf(1, index)}`,
      uuid: uuidOf(1, index),
      name,
      type: 'user',
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
    }),
  ),
  { accountId: null, uuid: uuidOf(1, 90), name: 'Release token', type: 'app_user', email: '' },
  {
    accountId: `712020:${uuidOf(1, 91)}`,
    uuid: uuidOf(1, 91),
    name: 'Lint Robot',
    type: 'user',
    email: 'lint.robot@example.com',
  },
];
export const [, lintRobot] = people.slice(-2) as [Account, Account];

const hex = (dice: () => number): string =>
  Array.from({ length: 40 }, () => Math.floor(dice() * 16).toString(16)).join('');

const words = ['basket', 'login', 'search', 'prices', 'stock', 'export', 'mails', 'tax'];

/** Makes the parts of one world. */
class Maker {
  readonly dice: () => number;
  #comments = 0;
  constructor(seed: number) {
    this.dice = createDice(seed);
  }
  upTo(most: number): number {
    return Math.floor(this.dice() * most);
  }
  pick<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length)]!;
  }
  person(): Account {
    return this.pick(people.slice(0, names.length));
  }
  commit(at: Instant, message: string, author: Account | null, parents: number): Commit {
    const raw = author ? `${author.name} <${author.email}>` : 'Nobody <nobody@elsewhere.example>';
    const above = Array.from({ length: parents }, () => hex(this.dice));
    return { hash: hex(this.dice), at, message, raw, author, parents: above };
  }
  comment(at: Instant, by: Account | null): Comment {
    this.#comments += 1;
    return { id: 400_000_000 + this.#comments, at, by };
  }
}

const files = (make: Maker): FileStat[] =>
  Array.from({ length: 1 + make.upTo(3) }, () => {
    const path = `src/${make.pick(words)}.ts`;
    return {
      ...{ status: 'modified', added: 1 + make.upTo(60), removed: make.upTo(30) },
      ...{ old: path, new: path },
    } as const;
  });

function reviewsOf(make: Maker, openedAt: Instant, author: Account) {
  const others = people.filter((one) => one !== author && one.type === 'user');
  const activity: Activity[] = [];
  const comments: Comment[] = [];
  for (let count = make.upTo(4); count > 0; count -= 1)
    comments.push(make.comment(openedAt + make.upTo(20) * HOUR, make.pick(others)));
  if (make.dice() < 0.3)
    activity.push({ kind: 'changes_requested', at: openedAt + 5 * HOUR, by: make.pick(others) });
  if (make.dice() < 0.8)
    activity.push({ kind: 'approval', at: openedAt + 20 * HOUR, by: make.pick(others) });
  return { activity, comments };
}

const statesOf = (dice: number): Pull['state'] => {
  if (dice < 0.65) return 'MERGED';
  if (dice < 0.75) return 'DECLINED';
  return dice < 0.8 ? 'SUPERSEDED' : 'OPEN';
};

/** Returns a pull request that was opened then, and ended within two days. */
function pullOf(make: Maker, id: number, createdAt: Instant): Pull {
  const author = make.person();
  const subject = `${make.pick(['Fix', 'Add', 'Tidy'])} ${make.pick(words)}`;
  const commits = Array.from({ length: 1 + make.upTo(3) }, (_, index) =>
    make.commit(createdAt - (5 - index) * HOUR, `${subject}, part ${index + 1}\n`, author, 1),
  );
  const state = statesOf(make.dice());
  const endedAt = createdAt + (24 + make.upTo(20)) * HOUR;
  const { activity, comments } = reviewsOf(make, createdAt, author);
  const opened: Activity = { kind: 'update', at: createdAt, by: author, state: 'OPEN' };
  const ended: Activity = { kind: 'update', at: endedAt, by: author, state };
  return {
    ...{ id, title: subject, description: '', state, draft: false, author, createdAt },
    updatedAt: state === 'OPEN' ? createdAt + 21 * HOUR : endedAt,
    closedOn: state === 'OPEN' ? null : endedAt,
    mergeCommit:
      state === 'MERGED'
        ? make.commit(endedAt, `Merged in branch-${id} (pull request #${id})\n`, author, 2)
        : null,
    ...{ branch: `branch-${id}`, hasSource: true, commits, comments, files: files(make) },
    activity: [opened, ...activity, ...(state === 'OPEN' ? [] : [ended])],
    lateAnswers: 0,
  };
}

function repositoryOf(make: Maker, index: number, count: number, now: Instant): Repository {
  const slug = ['shop', 'api', 'tools'][index]!;
  const first = now - Math.min(60, count * 3) * DAY;
  const step = (now - 2 * DAY - first) / Math.max(1, count);
  const pulls = Array.from({ length: count }, (_, at) =>
    pullOf(make, at + 1, Math.round(first + at * step) + index * 1_000),
  );
  const merged = pulls.flatMap(({ mergeCommit }) => mergeCommit ?? []);
  const pipelines = pipelinesOf(pulls, index);
  return {
    ...{ pipelines, deployments: deploymentsOf(pipelines, index) },
    ...{
      uuid: uuidOf(2, index),
      workspace: 'harbour',
      slug,
      project: index === 2 ? 'OPS' : 'SHOP',
    },
    ...{ isPrivate: true, createdAt: first - 100 * DAY + index, updatedAt: now - DAY, pulls },
    tags: merged
      .filter((_, at) => at % 4 === 0)
      .map((target, at) => ({
        name: `v1.${at}.0`,
        at: at % 2 === 0 ? target.at + HOUR : null,
        target,
      })),
  };
}

export interface WorldOptions {
  /** About how many pull requests. */
  readonly size?: number;
  /** When the last thing happened. */
  readonly now?: Instant;
  readonly seed?: number;
}

export const allScopes = ['repository', 'pullrequest', 'account', 'pipeline'];

/** Returns an invented company with three repositories in one workspace. */
export function createWorld({ size = 36, now = Date.now(), seed = 7 }: WorldOptions = {}): World {
  const make = new Maker(seed);
  const each = Math.max(1, Math.round(size / 3));
  const moment = Math.floor(now / 1_000) * 1_000;
  return {
    people,
    workspaces: ['harbour'],
    repositories: [0, 1, 2].map((index) => repositoryOf(make, index, each, moment)),
    scopes: new Set(allScopes),
    ahead: 0,
    archived: new Set(),
  };
}
