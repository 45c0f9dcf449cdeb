import { expect, it } from 'vitest';
import { openStory } from '../../story/open-story.js';
import { hasRecordings, readRecording } from '../play/github/recorded/read.js';
import { recordedWorld } from '../play/github/recorded/world.js';
import { useGithub } from '../play/use-github.js';

interface Raw {
  readonly number: number;
  readonly user: { readonly login: string } | null;
  readonly created_at: string;
  readonly merged_at: string | null;
}
interface RawComment {
  readonly issue_url: string;
  readonly user: { readonly login: string } | null;
  readonly created_at: string;
}
interface RawCommit {
  readonly commit: { readonly author: { readonly date: string } };
  readonly parents: readonly unknown[];
}

const BOT = 'golangcibot';
const last = (address: string): number => Number(address.split('/').at(-1));

/** The figures, worked out of the recorded answers themselves. */
function calculated() {
  const all = readRecording<Raw>('github/pull_requests').map(({ data }) => data);
  const merged = [...new Map(all.map((one) => [one.number, one])).values()].flatMap((one) =>
    one.merged_at === null ? [] : [{ ...one, mergedAt: Date.parse(one.merged_at) }],
  );
  const comments = [
    ...new Map(
      readRecording<RawComment & { readonly id: number }>('github/issue_comments').map(
        ({ data }) => [data.id, data],
      ),
    ).values(),
  ].filter(({ user }) => user?.login !== BOT);
  const commits = readRecording<RawCommit>('github/pull_request_commits');
  return merged.map(({ number, user, created_at, mergedAt }) => {
    const openedAt = Date.parse(created_at);
    const own = comments.filter(({ issue_url }) => last(issue_url) === number);
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

/** A tree of one manager, and everybody who has an account. */
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
    const users = world.people.filter(({ kind, login }) => kind === 'User' && login !== BOT);
    await story.activate(`${fileOf(users)}\n`);
    const { number } = await story.app.ingestion.connect(story.viewer, {
      provider: 'GITHUB',
      name: null,
      settings: {
        ...{ baseUrl: server.url, tokens: server.token, repositories: 'panjf2000/ants' },
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
    const rows = calculated();
    const [velocity, cycle, comments, firstComment] = insights.map(({ headline }) => headline);
    expect(rows.length).toBeGreaterThan(5);
    expect(velocity).toMatchObject({ numerator: rows.length });
    expect(cycle?.value).toBeCloseTo(mean(rows.map((row) => row.cycle)), 3);
    expect(comments?.value).toBeCloseTo(mean(rows.map((row) => row.comments)), 9);
    const answered = rows.flatMap((row) => row.firstComment ?? []);
    expect(firstComment?.sampleSize).toBe(answered.length);
    expect(firstComment?.value).toBeCloseTo(mean(answered), 3);
  },
);
