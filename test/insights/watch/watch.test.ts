import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { InsightQuery } from '../../../src/insights/answer/answer.js';
import type { InsightUpdate } from '../../../src/insights/answer/update.js';
import { databaseKinds } from '../../storage/databases.js';
import { type CommitStory, git, writeHistory } from '../../story/fast-import.js';
import { anyRepository, newDirectory, openStory, type Story } from '../../story/open-story.js';

const people =
  'name,email,manager email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nFlo,flo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\nDi,di@x.io,flo@x.io\n';
const [bo, flo] = ['Organisation/Eve/Bo', 'Organisation/Eve/Flo'];
const now = Math.floor(Date.now() / 1000);

const commits: CommitStory[] = Array.from({ length: 8 }, (_commit, index) => ({
  mark: index + 1,
  branch: 'main',
  message: `Change ${index}\n`,
  author: index % 2 === 0 ? 'Al <al@x.io>' : 'Di <di@x.io>',
  seconds: now - (10 - index) * 86_400,
  parents: index === 0 ? [] : [index],
  files: { 'a.txt': `${index}\n` },
}));

/** One more commit on the tip of `main`. */
function commitMore(directory: string, email: string, seconds = now - 60): void {
  const tree = git(directory, ['show', '-s', '--format=%T', 'main']);
  const who = `Somebody <${email}> ${seconds} +0000`;
  const parent = git(directory, ['rev-parse', 'main']);
  const content = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nMore\n`;
  const sha = git(directory, ['hash-object', '-t', 'commit', '-w', '--stdin'], content);
  git(directory, ['update-ref', 'refs/heads/main', sha]);
}

interface Watcher {
  /** The answer as it was when the subscription without `after` began. */
  readonly current: InsightUpdate[];
  readonly updates: InsightUpdate[];
  stop(): void;
}

function watch(
  story: Story,
  path: string,
  after: string | null = null,
  more: Partial<InsightQuery> = {},
): Watcher {
  const abort = new AbortController();
  const query: InsightQuery = {
    ...{
      scope: { path },
      metrics: ['CODING_DAYS_PER_DEVELOPER'],
      range: { last: { count: 4, unit: 'WEEK' } },
    },
    ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
    ...more,
  };
  const [current, updates]: InsightUpdate[][] = [[], []];
  const follow = async () => {
    for await (const update of story.app.insights.watch(story.viewer, query, after, abort.signal))
      (update.reason === 'CURRENT' ? current : updates)!.push(update);
  };
  follow().catch(() => undefined);
  onTestFinished(() => abort.abort());
  return { current: current!, updates: updates!, stop: () => abort.abort() };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function begin(kind: (typeof databaseKinds)[number]) {
  const directory = join(newDirectory(), 'repository');
  writeHistory(directory, { commits });
  const story = await openStory(kind);
  const integration = await story.connect(directory);
  await story.activate(people);
  await story.save('Organisation', { repositories: anyRepository });
  await story.settle();
  await story.app.recalculation.start();
  return { story, directory, integration };
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const { story, directory, integration } = await begin(kind);
  const sequence = async () => String((await story.ask({}))[0]?.sequence);
  const days = async (path: string) =>
    (
      await story.ask({
        scope: { path },
        metrics: ['CODING_DAYS_PER_DEVELOPER'],
        range: { last: { count: 4, unit: 'WEEK' } },
        granularity: 'WEEK',
      })
    )[0]?.headline;

  test('one more commit is one update within a second for its team and none for another', async () => {
    const mine = watch(story, bo);
    const other = watch(story, flo);
    const all = watch(story, 'Organisation');
    await pause(300);
    const before = await days(bo);
    commitMore(directory, 'al@x.io');
    await story.sync(integration);
    const synced = Date.now();
    while (mine.updates.length === 0 && Date.now() - synced < 5000) await pause(5);
    const took = Date.now() - synced;
    await pause(900);
    expect(took).toBeLessThan(1000);
    expect(other.updates).toEqual([]);
    expect([mine, all].map(({ updates }) => updates.map(({ reason }) => reason))).toEqual([
      ['CHANGED'],
      ['CHANGED'],
    ]);
    expect(mine.updates[0]?.previousValue).toEqual(before);
    expect(mine.updates[0]?.insight.headline).toEqual(await days(bo));
  });

  test('who was cut off and resumes ends equal to who never was', async () => {
    const steady = watch(story, 'Organisation');
    const cut = watch(story, 'Organisation');
    await pause(300);
    const seen = await sequence();
    cut.stop();
    for (const email of ['di@x.io', 'al@x.io', 'di@x.io']) {
      commitMore(directory, email, now - 86_400 * 3);
      await story.sync(integration);
    }
    await pause(1200);
    const resumed = watch(story, 'Organisation', seen);
    await pause(600);
    expect(resumed.updates.map(({ reason, previousValue }) => [reason, previousValue])).toEqual([
      ['REPLAY', null],
    ]);
    expect(resumed.updates.at(-1)?.insight.headline).toEqual(
      steady.updates.at(-1)?.insight.headline,
    );
    commitMore(directory, 'al@x.io', now - 30);
    await story.sync(integration);
    await pause(1200);
    expect(resumed.updates.at(-1)?.insight.headline).toEqual(
      steady.updates.at(-1)?.insight.headline,
    );
    expect(resumed.updates.at(-1)?.sequence).toBe(steady.updates.at(-1)?.sequence);
  });

  test('who begins without `after` gets the answer as it is, once, and resumes from it', async () => {
    const metrics = ['CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK', 'LEAD_TIME_FOR_CHANGES'];
    const beginner = watch(story, bo, null, { metrics });
    await expect.poll(() => beginner.current.length).toBe(3);
    const answer = await story.ask({
      scope: { path: bo },
      ...{ metrics, range: { last: { count: 4, unit: 'WEEK' } }, granularity: 'WEEK' },
    });
    expect(beginner.current.map(({ insight }) => [insight.metric.id, insight.headline])).toEqual(
      answer.map(({ metric, headline }) => [metric.id, headline]),
    );
    expect(beginner.current.map(({ sequence }) => sequence)).toEqual([0, 0, answer[0]?.sequence]);
    const resumed = beginner.current.map(({ sequence }) =>
      watch(story, bo, String(sequence), { metrics }),
    );
    await expect
      .poll(() => resumed.map(({ updates }) => new Set(updates.map(({ reason }) => reason)).size))
      .toEqual([1, 1, 0]);
    expect(resumed.map(({ updates }) => updates.length)).toEqual([3, 3, 0]);
    expect(beginner.updates).toEqual([]);
  });

  test('a place in the log that never was, or is forgotten, is answered whole', async () => {
    const ahead = watch(story, bo, '999999999');
    await pause(500);
    expect(ahead.updates.map(({ reason }) => reason)).toEqual(['RESYNC']);
  });

  test('what is no sequence is refused', async () => {
    const query: InsightQuery = {
      scope: { path: bo },
      metrics: ['CODE_REWORK'],
      range: { preset: 'LAST_MONTH' },
      granularity: 'WEEK',
      aggregation: 'MEAN',
      timeZone: null,
      membership: 'CURRENT',
    };
    const updates = story.app.insights.watch(
      story.viewer,
      query,
      'yesterday',
      new AbortController().signal,
    );
    await expect(updates[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('other rules are reported once they are effective, and a moved developer to the teams concerned', async () => {
    const releases = watch(story, bo, null, { metrics: ['DEPLOYMENT_FREQUENCY'] });
    const codingDays = watch(story, bo);
    await pause(300);
    await story.save('Organisation', {
      repositories: anyRepository,
      releasePattern: '^release-.*$',
    });
    const reasons = () => releases.updates.map(({ reason }) => reason);
    await expect.poll(reasons, { timeout: 15_000 }).toEqual(['RULES']);
    await pause(500);
    expect(reasons()).toEqual(['RULES']);
    expect(codingDays.updates).toEqual([]);
    await story.activate(people.replace('Di,di@x.io,flo@x.io', 'Di,di@x.io,bo@x.io'));
    const isReported = async () =>
      JSON.stringify(codingDays.updates.at(-1)?.insight.headline) ===
      JSON.stringify(await days(bo));
    await expect.poll(isReported, { timeout: 15_000 }).toBe(true);
  });
});
