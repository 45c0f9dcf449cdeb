import type { CommitFact, RepositoryFact, TagFact } from '../../model/facts/code.js';
import type { PullRequestFact } from '../../model/facts/review.js';
import type { Clock } from '../../model/time.js';
import {
  address,
  choice,
  file,
  list,
  name,
  orNull,
  part,
  sha,
  somebody,
  text,
  whole,
  yesOrNo,
} from './fields.js';
import { follows, notBefore, past, record } from './instants.js';

const firstLine = (message: string) => message.split('\n', 1)[0]!;
const below = (message: string) => message.slice(firstLine(message).length).trim() || null;

export const repositoryForm = (now: Clock) =>
  record(now, {
    name,
    url: orNull(address),
    defaultBranch: orNull(name),
  }).transform((reported): RepositoryFact => reported);

export const commitForm = (now: Clock) =>
  record(now, {
    id: name.optional(),
    repository: name,
    sha,
    message: text,
    author: somebody,
    committer: orNull(somebody),
    authoredAt: past(now),
    committedAt: orNull(past(now)),
    parents: orNull(list(sha)),
    files: list(file),
  }).transform(
    ({ id, message, committer, committedAt, parents, ...reported }): CommitFact => ({
      ...reported,
      parents: parents ?? [],
      isRoot: parents?.length === 0,
      id: id ?? `${reported.repository}:${reported.sha}`,
      title: firstLine(message),
      body: below(message),
      committer: committer ?? reported.author,
      committedAt: committedAt ?? reported.authoredAt,
      trailers: [],
      doubt: null,
      incomplete: false,
      tooManyRenames: false,
    }),
  );

export const tagForm = (now: Clock) =>
  record(now, {
    id: name.optional(),
    repository: name,
    name,
    sha,
    taggedAt: past(now),
  }).transform(
    ({ id, ...reported }): TagFact => ({
      ...reported,
      id: id ?? `${reported.repository}:${reported.name}`,
      position: null,
    }),
  );

export const pullRequestCommit = (now: Clock) =>
  part('Pull request commit', {
    sha,
    authoredAt: past(now),
    message: text.default(''),
    isMerge: yesOrNo.default(false),
  });
export const review = (now: Clock) =>
  part('Review', {
    by: somebody,
    at: past(now),
    state: choice(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']),
    hasText: yesOrNo.default(false),
  });
export const comment = (now: Clock) => part('Comment', { by: somebody, at: past(now) });

const life = (now: Clock) => ({
  openedAt: past(now),
  readyAt: orNull(past(now)),
  mergedAt: orNull(past(now)),
  closedAt: orNull(past(now)),
});
const content = (now: Clock) => ({
  files: list(file),
  commits: list(pullRequestCommit(now)),
  reviews: list(review(now)),
  comments: list(comment(now)),
});

export const pullRequestForm = (now: Clock) =>
  record(now, {
    repository: name,
    number: whole,
    title: text,
    body: orNull(text),
    author: somebody,
    sourceBranch: name,
    targetBranch: name,
    labels: list(name),
    state: choice(['OPEN', 'MERGED', 'CLOSED']),
    ...life(now),
    mergeMethod: orNull(choice(['MERGE', 'SQUASH', 'REBASE'])),
    mergeSha: orNull(sha),
    headSha: orNull(sha),
    reverts: orNull(name),
    additions: orNull(whole),
    deletions: orNull(whole),
    ...content(now),
    url: orNull(address),
  })
    .refine(({ state, mergedAt }) => (state === 'MERGED') === (mergedAt !== null), {
      path: ['mergedAt'],
      message: 'A merged pull request has the instant of its merge, any other has none.',
    })
    .refine(({ openedAt, mergedAt }) => follows(openedAt, mergedAt), {
      path: ['mergedAt'],
      message: 'It was merged before it was opened: correct the instants.',
    })
    .refine(({ openedAt, closedAt }) => follows(openedAt, closedAt), {
      path: ['closedAt'],
      message: 'It was closed before it was opened: correct the instants.',
    })
    .transform(
      (reported): PullRequestFact => ({
        ...reported,
        mergedAt: notBefore(reported.openedAt, reported.mergedAt),
        closedAt: notBefore(reported.openedAt, reported.closedAt),
      }),
    );
