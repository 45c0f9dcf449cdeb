import { z } from 'zod';
import type { CommitFact, RepositoryFact, TagFact } from '../../model/code.js';
import type { PullRequestFact } from '../../model/review.js';
import type { Instant } from '../../model/time.js';
import { address, file, list, name, orNull, person, text, whole } from './fields.js';
import { past } from './instants.js';

const sha = z
  .string()
  .regex(/^[0-9a-f]{7,64}$/i, 'Write the hash of a commit.')
  .transform((hash) => hash.toLowerCase());
const firstLine = (message: string) => message.split('\n', 1)[0]!;
const below = (message: string) => message.slice(firstLine(message).length).trim() || null;

export const repositoryForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      name,
      url: orNull(address),
      defaultBranch: orNull(name),
    })
    .transform((told): RepositoryFact => told);

export const commitForm = (now: Instant) =>
  z
    .strictObject({
      id: name.optional(),
      updatedAt: past(now),
      repository: name,
      sha,
      message: text,
      author: person,
      committer: person.nullish(),
      authoredAt: past(now),
      committedAt: past(now).nullish(),
      parents: list(sha),
      files: list(file),
    })
    .transform(
      ({ id, message, committer, committedAt, ...told }): CommitFact => ({
        ...told,
        id: id ?? `${told.repository}:${told.sha}`,
        title: firstLine(message),
        body: below(message),
        committer: committer ?? told.author,
        committedAt: committedAt ?? told.authoredAt,
        trailers: [],
        doubt: null,
        incomplete: false,
      }),
    );

export const tagForm = (now: Instant) =>
  z
    .strictObject({
      id: name.optional(),
      updatedAt: past(now),
      repository: name,
      name,
      sha,
      taggedAt: past(now),
    })
    .transform(
      ({ id, ...told }): TagFact => ({
        ...told,
        id: id ?? `${told.repository}:${told.name}`,
        position: null,
      }),
    );

const pullRequestCommit = (now: Instant) =>
  z.strictObject({
    sha,
    authoredAt: past(now),
    message: text.default(''),
    isMerge: z.boolean().default(false),
  });

const life = (now: Instant) => ({
  openedAt: past(now),
  readyAt: orNull(past(now)),
  mergedAt: orNull(past(now)),
  closedAt: orNull(past(now)),
});
const content = (now: Instant) => ({
  files: list(file),
  commits: list(pullRequestCommit(now)),
  reviews: list(
    z.strictObject({
      by: person,
      at: past(now),
      state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']),
      hasText: z.boolean().default(false),
    }),
  ),
  comments: list(z.strictObject({ by: person, at: past(now) })),
});

export const pullRequestForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      repository: name,
      number: whole,
      title: text,
      body: orNull(text),
      author: person,
      sourceBranch: name,
      targetBranch: name,
      labels: list(name),
      state: z.enum(['OPEN', 'MERGED', 'CLOSED']),
      ...life(now),
      mergeMethod: orNull(z.enum(['MERGE', 'SQUASH', 'REBASE'])),
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
    .refine(({ openedAt, mergedAt }) => mergedAt === null || mergedAt >= openedAt, {
      path: ['mergedAt'],
      message: 'It was merged before it was opened: mend the instants.',
    })
    .refine(({ openedAt, closedAt }) => closedAt === null || closedAt >= openedAt, {
      path: ['closedAt'],
      message: 'It was closed before it was opened: mend the instants.',
    })
    .transform((told): PullRequestFact => told);
