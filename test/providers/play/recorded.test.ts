import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { hasRecordings, readRecording } from './github/recorded/read.js';
import { recordedWorld } from './github/recorded/world.js';
import type { GithubServer } from './github/start.js';
import { fullNameOf } from './github/world/world.js';
import { kindsBeyond, pathsBeyond, shapeOf } from './shapes.js';
import { askAll, query, useGithub } from './use-github.js';

/** A recorded list, and where the same list of an invented company is. */
const LISTS: readonly (readonly [string, (number: number) => string])[] = [
  ['pull_requests', () => 'pulls?state=all&per_page=100'],
  ['pull_request_commits', (number) => `pulls/${number}/commits?per_page=100`],
  ['pull_request_reviews', (number) => `pulls/${number}/reviews?per_page=100`],
  ['pull_request_review_comments', () => 'pulls/comments?per_page=100'],
  ['issue_comments', () => 'issues/comments?per_page=100'],
  ['issues', () => 'issues?state=all&per_page=100'],
  ['events', () => 'issues/events?per_page=100'],
];

async function invented(
  server: GithubServer,
  pathFor: (number: number) => string,
): Promise<unknown[]> {
  const answers: unknown[] = [];
  // One is private, the other public.
  for (const repository of server.world.repositories.slice(0, 2)) {
    const numbers = repository.content.numbersOf('pullRequests').slice(-120);
    for (const path of new Set(numbers.map(pathFor)))
      answers.push(...(await askAll(server, `/api/v3/repos/${fullNameOf(repository)}/${path}`)));
  }
  return answers;
}

/** The fields that were cleaned out of the recordings. */
const CLEANED = new Set(['avatar_url', 'gravatar_id', 'verified_at']);

/** Responses as they were recorded: at GitHub's own addresses, and without what was cleaned out. */
function asGithub<Data>({ url }: GithubServer, value: Data): Data {
  const text = JSON.stringify(value)
    .replaceAll(`${url}/api/v3`, 'https://api.github.com')
    .replaceAll(url, 'https://github.com');
  return JSON.parse(text, (key, inner: unknown) => (CLEANED.has(key) ? undefined : inner)) as Data;
}

describe.skipIf(!hasRecordings)('the recorded project', () => {
  const here = '/api/v3/repos/panjf2000/ants';

  it('is answered as it was recorded', async () => {
    const github = await useGithub({ world: recordedWorld({ withReviewed: true }), isHeld: true });
    const list = `${here}/pulls?state=all&direction=asc`;
    const answered = await askAll<{ number: number; title: string }>(github, list);
    expect(answered.map(({ number }) => number)).toEqual([4, 8, 9, 11, 13, 14, 15, 16, 19, 23, 41]);
    const recorded = readRecording<{ number: number }>('github/pull_requests');
    const once = new Map(recorded.map(({ data }) => [data.number, data]));
    expect(asGithub(github, answered.slice(0, 10))).toEqual([...once.values()]);
    const lists: readonly (readonly [string, string])[] = [
      ['issue_comments', 'issues/comments?per_page=100'],
      ['pull_request_reviews', 'pulls/41/reviews'],
      ['pull_request_review_comments', 'pulls/comments'],
      ['pull_request_commits', 'pulls/11/commits'],
    ];
    for (const [name, path] of lists) {
      const all = asGithub(github, await askAll<object>(github, `${here}/${path}`));
      const known = readRecording(`github/${name}`).map(({ data }) => JSON.stringify(data));
      expect(all.length).toBeGreaterThan(5);
      for (const one of all) expect(known).toContain(JSON.stringify(one));
    }
    expect(github.violations).toEqual([]);
  });

  it('is the same by GraphQL: people, reviews, comments and commits', async () => {
    const github = await useGithub({ world: recordedWorld({ withReviewed: true }) });
    interface Project {
      readonly repository: {
        readonly pullRequests: {
          readonly nodes: readonly {
            number: number;
            mergedAt: string | null;
            author: { login: string; __typename: string } | null;
            commits: { totalCount: number };
            comments: {
              totalCount: number;
              nodes: { author: { login: string; __typename: string } | null }[];
            };
            reviews: { totalCount: number };
            reviewThreads: { nodes: { comments: { totalCount: number } }[] };
          }[];
        };
      };
    }
    const text = `{ repository(owner: "panjf2000", name: "ants") { pullRequests(first: 50) { nodes {
      number mergedAt author { login __typename } commits(first: 50) { totalCount }
      comments(first: 50) { totalCount nodes { author { login __typename } } } reviews(first: 50) { totalCount }
      reviewThreads(first: 50) { nodes { comments(first: 1) { totalCount } } } } } } }`;
    const { body } = await query<Project>(github, text);
    const { nodes } = body.data!.repository.pullRequests;
    const row = (number: number) => nodes.find((one) => one.number === number)!;
    expect(row(11).commits.totalCount).toBe(14);
    expect(row(13).comments.totalCount).toBe(18);
    expect(row(4).comments.nodes[0]?.author).toEqual({ login: 'codecov', __typename: 'Bot' });
    expect(row(41).reviews.totalCount).toBe(13);
    const lines = row(41).reviewThreads.nodes.reduce(
      (sum, { comments }) => sum + comments.totalCount,
      0,
    );
    expect(lines).toBe(6);
    expect(row(23).mergedAt).toBe('2019-01-22T05:41:34Z');
  });
});

/** Paths below which a recording has something that is not made, or the other way round, and why. */
const DIFFERENT: Readonly<Record<string, readonly string[]>> = {
  pull_requests: [
    // Nobody was assigned or asked in the recorded project.
    'made [].assignee.*',
    'made [].assignees[]',
    'made [].requested_reviewers[]',
    // No fork of the recorded project had a topic.
    'made [].head.repo.topics[]',
    // Fields that are younger than the recording.
    'made [].base.repo.has_discussions',
    'made [].base.repo.web_commit_signoff_required',
    'made [].head.repo.has_discussions',
    'made [].head.repo.web_commit_signoff_required',
  ],
  // Replies within a thread were not recorded.
  pull_request_review_comments: ['made [].in_reply_to_id'],
  issues: ['made [].assignee.*', 'made [].assignees[]'],
  events: [
    // No review was dismissed or asked for, no milestone set, in the recorded page of events.
    'made [].dismissed_review',
    'made [].issue.milestone.*',
    'made [].requested_reviewer',
    'made [].review_requester',
    // No issue is renamed in the invented company.
    'recorded [].rename',
  ],
};

const isNamed = (name: string) => (path: string) =>
  (DIFFERENT[name] ?? []).some((one) =>
    one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : one === path,
  );

describe.skipIf(!hasRecordings)('the invented company beside the recordings', () => {
  it.each(LISTS)('has every path of %s, and no other', async (name, pathFor) => {
    const github = await useGithub({ world: generateWorld({ pullRequests: 400 }), limits: 'OFF' });
    const recorded = shapeOf([readRecording(`github/${name}`).map(({ data }) => data)]);
    const made = shapeOf([asGithub(github, await invented(github, pathFor))]);
    const beyond = [
      ...pathsBeyond(made, recorded).map((path) => `made ${path}`),
      ...pathsBeyond(recorded, made).map((path) => `recorded ${path}`),
    ];
    expect(beyond.filter((path) => !isNamed(name)(path))).toEqual([]);
    // A value recorded as a text, a number or a list is made as such, or is null.
    expect(kindsBeyond(made, recorded).filter((kind) => !/: (?:null|object)$/.test(kind))).toEqual(
      [],
    );
  });
});
