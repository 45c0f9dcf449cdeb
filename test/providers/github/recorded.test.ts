import { expect, it } from 'vitest';
import { openStory } from '../../story/open-story.js';
import { hasRecordings, readRecording } from '../play/github/recorded/read.js';
import { recordedWorld } from '../play/github/recorded/world.js';
import { Kept, sync, useGithub } from './use-github.js';

interface Raw {
  readonly number: number;
  readonly user: { readonly login: string } | null;
  readonly created_at: string;
  readonly merged_at: string | null;
}
interface RawReview {
  readonly user: { readonly login: string };
  readonly submitted_at: string;
}
interface Issue {
  readonly number: number;
  readonly pull_request?: object;
}
interface RawComment {
  readonly id: number;
  readonly issue_url?: string;
  /** The URL of the pull request; set for a comment on a line. */
  readonly pull_request_url?: string;
  readonly user: { readonly login: string; readonly type: string } | null;
  readonly created_at: string;
}
interface RawCommit {
  readonly commit: { readonly author: { readonly date: string } };
  readonly parents: readonly unknown[];
}

const BOT = 'golangcibot';
const last = (address: string): number => Number(address.split('/').at(-1));

const numberOf = ({ issue_url, pull_request_url = '' }: RawComment): number =>
  last(issue_url ?? pull_request_url);

/** Comments on lines among them, each once. */
function recordedComments(): RawComment[] {
  const names = ['github/issue_comments', 'github/pull_request_review_comments'];
  const all = names.flatMap((name) => readRecording<RawComment>(name).map(({ data }) => data));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** The figures, worked out of the recorded answers themselves. */
function calculated() {
  const all = readRecording<Raw>('github/pull_requests').map(({ data }) => data);
  const merged = [...new Map(all.map((one) => [one.number, one])).values()].flatMap((one) =>
    one.merged_at === null ? [] : [{ ...one, mergedAt: Date.parse(one.merged_at) }],
  );
  const comments = recordedComments().filter(
    ({ user }) => user?.login !== BOT && user?.type !== 'Bot',
  );
  const commits = readRecording<RawCommit>('github/pull_request_commits');
  return merged.map(({ number, user, created_at, mergedAt }) => {
    const openedAt = Date.parse(created_at);
    const own = comments.filter((one) => numberOf(one) === number);
    const answers = own
      .filter((one) => one.user?.login !== user?.login)
      .map((one) => Date.parse(one.created_at))
      .filter((at) => at >= openedAt);
    const made = commits
      .filter(({ url, data }) => url?.includes(`/pulls/${number}/`) && data.parents.length < 2)
      .map(({ data }) => Date.parse(data.commit.author.date));
    return {
      author: user?.login ?? '',
      cycle: mergedAt - Math.min(openedAt, ...made),
      comments: own.length,
      firstComment: answers.length > 0 ? Math.min(...answers) - openedAt : null,
    };
  });
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** A tree of one manager, and everybody whose pull requests were merged. */
const fileOf = (
  people: readonly { readonly login: string; readonly id: number; readonly email: string | null }[],
) =>
  [
    'Name,Email,Manager Email',
    'Boss,boss@example.com,',
    ...people.map(
      ({ login, id, email }) =>
        `${login},${email || `${id}+${login}@users.noreply.127.0.0.1`},boss@example.com`,
    ),
  ].join('\n');

it.skipIf(!hasRecordings)(
  'the recorded project has the figures that its recorded answers give',
  async () => {
    const world = recordedWorld();
    const server = await useGithub({ world });
    const story = await openStory('EMBEDDED', { allowedPrivateHosts: ['*'] });
    const rows = calculated();
    const users = world.people.filter(({ login }) => rows.some(({ author }) => author === login));
    await story.activate(`${fileOf(users)}\n`);
    const { number } = await story.app.ingestion.connect(story.viewer, {
      provider: 'GITHUB',
      name: null,
      settings: {
        ...{ baseUrl: server.url, token: server.token, repositories: 'panjf2000/ants' },
        ...{ since: '2008-01-01', bots: BOT },
      },
    });
    await story.sync(number);
    await story.settle();
    const insights = await story.ask({
      metrics: [
        'PR_VELOCITY_PER_DEVELOPER',
        'PR_CYCLE_TIME',
        'COMMENTS_PER_PR',
        'TIME_TO_FIRST_COMMENT',
      ],
      range: { dates: { from: '2018-07-01', to: '2019-12-31' } },
      granularity: 'MONTH',
    });
    const [velocity, cycle, comments, firstComment] = insights.map(({ headline }) => headline);
    expect(rows.length).toBeGreaterThan(5);
    expect(velocity).toMatchObject({ numerator: rows.length });
    expect(cycle?.value).toBeCloseTo(mean(rows.map((row) => row.cycle)), 3);
    expect(comments?.value).toBeCloseTo(mean(rows.map((row) => row.comments)), 9);
    const answered = rows.flatMap((row) => row.firstComment ?? []);
    expect(firstComment?.sampleSize).toBe(answered.length);
    expect(firstComment?.value).toBeCloseTo(mean(answered), 3);
  },
  240_000,
);

it.skipIf(!hasRecordings)('every recorded answer becomes a fact', async () => {
  const world = recordedWorld({ withReviewed: true });
  const server = await useGithub({ world });
  const kept = new Kept();
  const settings = { organizations: '', repositories: 'panjf2000/ants', bots: BOT };
  await sync(server, kept, { settings });
  const numbersOf = (name: string, isWanted = (_: Issue) => true) =>
    new Set(
      readRecording<Issue>(name).flatMap(({ data }) => (isWanted(data) ? [data.number] : [])),
    );
  const pullRequests = numbersOf('github/pull_requests');
  const issues = numbersOf('github/issues', ({ pull_request }) => pull_request === undefined);
  const comments = recordedComments().filter((one) => pullRequests.has(numberOf(one)));
  const reviews = readRecording<RawReview>('github/pull_request_reviews');
  const facts = kept.all('PULL_REQUEST');
  const recorded = facts.filter(({ number }) => pullRequests.has(number));
  expect(new Set(recorded.map(({ number }) => number))).toEqual(pullRequests);
  // One comment and one review were recorded twice.
  const said = recorded.flatMap(({ number, comments: all }) =>
    all.map(({ by, at }) => `${number} ${by.id} ${at}`),
  );
  expect(new Set(said)).toEqual(
    new Set(
      comments.map((one) => `${numberOf(one)} ${one.user?.login} ${Date.parse(one.created_at)}`),
    ),
  );
  const given = facts.flatMap((one) => one.reviews.map(({ by, at }) => `${by.id} ${at}`));
  expect(new Set(given)).toEqual(
    new Set(reviews.map(({ data }) => `${data.user.login} ${Date.parse(data.submitted_at)}`)),
  );
  expect(kept.all('WORK_ITEM')).toHaveLength(issues.size);
  expect(kept.dropped).toEqual({});
});
