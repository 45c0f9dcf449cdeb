import type { Instant } from '../../../src/model/time.js';
import { allScopes, lintRobot, people } from '../play/bitbucket/generator.js';
import type { Account, Activity, Comment, Commit, Pull, World } from '../play/bitbucket/types.js';

export const [ada, ben] = people as readonly [Account, Account];
export const robot = lintRobot;

/** An instant of March 2026. */
export const march = (day: number, hour: number, minute = 0): Instant =>
  Date.UTC(2026, 2, day, hour, minute);

export const commit = (author: Account, at: Instant, letter: string, parents = 1): Commit => ({
  ...{ hash: letter.repeat(40), at, message: `Step ${letter}\n`, author },
  raw: `${author.name} <${author.email}>`,
  parents: Array.from({ length: parents }, () => 'e'.repeat(40)),
});

let comments = 0;
export const comment = (by: Account, at: Instant): Comment => {
  comments += 1;
  return { id: comments, at, by };
};
export const verdict = (
  kind: 'approval' | 'changes_requested',
  by: Account,
  at: Instant,
): Activity => ({ kind, at, by });

/** A pull request of one commit, open until it is merged. */
export const pull = (
  id: number,
  author: Account,
  openedAt: Instant,
  more: Partial<Pull> & Pick<Pull, 'commits'>,
): Pull => ({
  ...{ id, title: `Change ${id}`, description: '', state: 'OPEN', draft: false, author },
  ...{ createdAt: openedAt, updatedAt: openedAt, closedOn: null, mergeCommit: null },
  ...{ branch: `change-${id}`, hasSource: true, activity: [], comments: [], files: [] },
  lateAnswers: 0,
  ...more,
});

/** One file with so many lines. */
export const lines = (added: number, removed: number): Pull['files'] => [
  { status: 'modified', added, removed, old: 'src/basket.ts', new: 'src/basket.ts' },
];

/** A workspace with one repository. */
export const worldOf = (pulls: Pull[]): World => ({
  ...{ people, workspaces: ['harbour'], scopes: new Set(allScopes), ahead: 0 },
  archived: new Set(),
  repositories: [
    {
      ...{ uuid: '00000002-0000-4000-8000-000000000000', workspace: 'harbour', slug: 'shop' },
      ...{ project: 'SHOP', isPrivate: true, createdAt: march(1, 0), updatedAt: march(1, 0) },
      ...{ pulls, tags: [], pipelines: [], deployments: [] },
    },
  ],
});
