import { expect, it } from 'vitest';
import {
  momentsOfChange,
  momentsOfDelivery,
  momentsOfPullRequest,
  momentsOfWorkItem,
} from '../../../src/engine/delivery/moments.js';
import { change, instant, pullRequest, workItem } from '../metrics/story.js';

const at = (hour: number) => instant(`2024-04-01T${String(hour).padStart(2, '0')}:00Z`);
const review = (hour: number, state: 'APPROVED' | 'COMMENTED', rest = {}) => ({
  at: at(hour),
  state,
  hasText: false,
  byAuthor: false,
  byBot: false,
  ...rest,
});
const comment = (hour: number, rest = {}) => ({
  at: at(hour),
  byAuthor: false,
  byBot: false,
  ...rest,
});

const first = pullRequest(1, '2024-04-01T03:00Z', '2024-04-01T09:00Z', {
  firstCommitAt: at(1),
  lastCommitAt: at(8),
  comments: [comment(4, { byBot: true }), comment(5, { byAuthor: true }), comment(7)],
  reviews: [
    review(6, 'COMMENTED'),
    review(7, 'APPROVED', { byAuthor: true }),
    review(8, 'APPROVED'),
  ],
  builtAt: [at(10), at(9)],
  deployedAt: at(12),
});
const ends = (commitsAt: readonly number[]) => ({
  firstCommitAt: commitsAt[0]!,
  lastCommitAt: commitsAt.at(-1)!,
});
const second = pullRequest(2, '2024-04-01T04:00Z', null, { reviews: [review(11, 'APPROVED')] });

it('of a pull request come from people other than its author', () => {
  expect(momentsOfPullRequest(first)).toEqual({
    TICKET_CREATED: null,
    TICKET_TO_DO: null,
    TICKET_IN_PROGRESS: null,
    TICKET_DONE: null,
    TICKET_STATUS: new Map(),
    FIRST_COMMIT_CREATED: at(1),
    LAST_COMMIT_CREATED: at(8),
    FIRST_PR_CREATED: at(3),
    LAST_PR_CREATED: at(3),
    FIRST_PR_COMMENT: at(6),
    LAST_PR_COMMENT: at(8),
    FIRST_PR_APPROVAL: at(8),
    LAST_PR_APPROVAL: at(8),
    FIRST_PR_MERGED: at(9),
    LAST_PR_MERGED: at(9),
    FIRST_CI_EXECUTION: at(9),
    LAST_CI_EXECUTION: at(10),
    FIRST_CD_EXECUTION: at(12),
    LAST_CD_EXECUTION: at(12),
    RELEASED: at(12),
  });
});

it('of a work item are the first and the last over all its pull requests, commits and runs', () => {
  const moments = momentsOfWorkItem(
    workItem(3, '2024-04-01T02:00Z', '2024-04-01T20:00Z', {
      statusHistory: [
        { at: at(2), status: 'Open', category: 'TODO' },
        { at: at(3), status: 'Doing', category: 'IN_PROGRESS' },
        { at: at(5), status: ' doing', category: 'IN_PROGRESS' },
      ],
      commitsAt: [at(9), at(4)],
      pullRequests: [first, second],
      pushedAt: [at(7), at(13)],
      buildsAt: [at(10), at(11)],
      deploymentsAt: [at(14), at(12)],
      deployedAt: at(14),
    }),
  );
  expect(moments).toMatchObject({
    TICKET_CREATED: at(2),
    TICKET_TO_DO: at(2),
    TICKET_IN_PROGRESS: at(3),
    TICKET_DONE: at(20),
    TICKET_STATUS: new Map([
      ['open', at(2)],
      ['doing', at(3)],
    ]),
    FIRST_COMMIT_CREATED: at(4),
    LAST_COMMIT_CREATED: at(9),
    FIRST_PR_CREATED: at(3),
    LAST_PR_CREATED: at(4),
    FIRST_PR_APPROVAL: at(8),
    LAST_PR_APPROVAL: at(11),
    FIRST_PR_MERGED: at(7),
    LAST_PR_MERGED: at(13),
    FIRST_CI_EXECUTION: at(10),
    LAST_CI_EXECUTION: at(11),
    FIRST_CD_EXECUTION: at(12),
    LAST_CD_EXECUTION: at(14),
    RELEASED: at(14),
  });
});

it('of a work item begin with the first commit after it was created, though its pull request has older ones', () => {
  const commitsAt = [-24, 24, 120].map((hours) => at(0) + hours * 3_600_000);
  const old = pullRequest(4, '2024-04-01T03:00Z', null, { ...ends(commitsAt), commitsAt });
  const moments = momentsOfWorkItem(
    workItem(5, '2024-04-01T00:00Z', null, { pullRequests: [old] }),
  );
  expect(moments).toMatchObject({
    FIRST_COMMIT_CREATED: commitsAt[1],
    LAST_COMMIT_CREATED: commitsAt[2],
  });
});

it('of a change are its first commit, its merge and its release', () => {
  const known = Object.entries(
    momentsOfChange(change(1, '2024-04-01T03:00Z', { firstCommitAt: at(1), releasedAt: at(5) })),
  ).filter(([, moment]) => moment !== null);
  expect(Object.fromEntries(known)).toEqual({
    TICKET_STATUS: new Map(),
    FIRST_COMMIT_CREATED: at(1),
    FIRST_PR_MERGED: at(3),
    LAST_PR_MERGED: at(3),
    RELEASED: at(5),
  });
});

it('of a change that is delivered without a pull request are its builds and its deployment too', () => {
  const known = Object.entries(
    momentsOfDelivery(
      change(1, '2024-04-01T03:00Z', {
        ...{ firstCommitAt: at(1), releasedAt: at(5) },
        ...{ builtAt: [at(4), at(6)], deployedAt: at(8) },
      }),
    ),
  ).filter(([, moment]) => moment !== null);
  expect(Object.fromEntries(known)).toEqual({
    FIRST_COMMIT_CREATED: at(1),
    FIRST_PR_MERGED: at(3),
    LAST_PR_MERGED: at(3),
    FIRST_CI_EXECUTION: at(4),
    LAST_CI_EXECUTION: at(6),
    FIRST_CD_EXECUTION: at(8),
    LAST_CD_EXECUTION: at(8),
    RELEASED: at(8),
    TICKET_STATUS: new Map(),
  });
});
