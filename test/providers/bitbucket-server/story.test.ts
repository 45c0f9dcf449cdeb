import { expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { serveApp } from '../../server/real-server.js';
import { openStory, type Story } from '../../story/open-story.js';
import { emptyWorld } from '../play/bitbucket-server/generator.js';
import {
  comment,
  decline,
  merge,
  openPull,
  push,
  reply,
  repositoryOf,
  review,
  userOf,
} from '../play/bitbucket-server/mutations.js';
import type { Pull, World } from '../play/bitbucket-server/types.js';
import { playing } from './support.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECRET = 'the secret of the webhook of the shop';

/** Anna and Bruno review each other; hours count from the opening of each pull request. */
function work(world: World): Pull {
  const web = repositoryOf(world, 'SHOP/web');
  const [anna, bruno, robot] = ['anna.berg', 'bruno.costa', 'release-robot'].map((name) =>
    userOf(world, name),
  ) as [ReturnType<typeof userOf>, ReturnType<typeof userOf>, ReturnType<typeof userOf>];
  const begun = world.now;
  const at = (day: number, hours: number) => {
    world.now = begun + day * DAY + hours * HOUR;
  };

  at(0, 0);
  const first = { title: 'Add the basket', author: anna, messages: ['Draft', 'Basket'] };
  const basket = openPull(world, web, first, 120);
  at(0, 3);
  const remark = comment(world, basket, bruno);
  at(0, 4);
  reply(world, basket, anna, remark);
  review(world, basket, bruno, 'NEEDS_WORK');
  at(0, 5);
  push(world, web, basket, 'Follow the review');
  at(0, 8);
  review(world, basket, bruno, 'APPROVED');
  at(0, 10);
  merge(world, web, basket, anna, 'SQUASH');

  at(1, 0);
  const second = { title: 'Fix refunds', author: bruno, messages: ['Refunds'] };
  const refunds = openPull(world, web, second, 60);
  at(1, 0.5);
  comment(world, refunds, robot);
  at(1, 1);
  review(world, refunds, anna, 'APPROVED');
  at(1, 2);
  review(world, refunds, anna, 'UNAPPROVED');
  at(1, 5);
  review(world, refunds, anna, 'APPROVED');
  at(1, 6);
  merge(world, web, refunds, bruno);

  at(2, 0);
  const declined = { title: 'Try prices', author: anna, messages: ['Prices'] };
  decline(world, openPull(world, web, declined), anna);
  const released = { title: 'Release', author: robot, messages: ['Release'] };
  merge(world, web, openPull(world, web, released), robot);
  at(3, 0);
  const last = { title: 'Speed up the search', author: anna, messages: ['Search'] };
  return openPull(world, web, last, 180);
}

const ask = async (story: Story) => {
  await story.settle();
  const answers = await story.ask({
    metrics: [
      ...['PR_CYCLE_TIME', 'TIME_TO_FIRST_COMMENT', 'COMMENTS_PER_PR'],
      'PR_VELOCITY_PER_DEVELOPER',
    ],
    range: { last: { count: 4, unit: 'WEEK' } },
    granularity: 'WEEK',
  });
  return new Map(answers.map((insight) => [insight.metric.id, insight]));
};

it('pull requests of Bitbucket Data Center come to metrics, with approvals that were withdrawn, and by webhook', async () => {
  // Commits are dated by whole seconds.
  const now = Math.floor(Date.now() / 1_000) * 1_000 - 8 * DAY;
  const world = emptyWorld({ now });
  const server = await playing({ world });
  const open = work(world);
  const story = await openStory('EMBEDDED', {
    ...{ providers: [bitbucketServer], allowedPrivateHosts: ['127.0.0.1'] },
  });
  const { app, viewer } = story;
  const { number } = await app.ingestion.connect(viewer, {
    ...{ provider: bitbucketServer.id, name: null },
    settings: { ...server.settings, projects: 'SHOP', webhookSecret: SECRET },
  });
  await story.sync(number);
  await story.activate(
    [
      'Name,Email,Manager Email',
      'Boss,boss@example.com,',
      'Anna Berg,anna.berg@example.com,boss@example.com',
      'Bruno Costa,bruno.costa@example.com,boss@example.com',
      '',
    ].join('\n'),
  );

  const found = await ask(story);
  const headline = (metric: string) => found.get(metric)!.headline;
  // From the first commit to the merge: 2 + 10 hours of the basket, 1 + 6 of the refunds.
  expect(headline('PR_CYCLE_TIME')).toMatchObject({
    ...{ milliseconds: ((12 + 7) / 2) * HOUR, sampleSize: 2 },
  });
  // Bruno's remark after 3 hours; Anna's approval after 1, although she withdrew it: the robot is nobody.
  expect(headline('TIME_TO_FIRST_COMMENT').milliseconds).toBe(((3 + 1) / 2) * HOUR);
  // A remark and a reply at the basket; what the robot says does not count.
  expect(headline('COMMENTS_PER_PR').value).toBe((2 + 0) / 2);
  // Two of the two people of the team, in weeks of which the last is not over. Declined ones and those of robots do not count.
  const { from, to } = found.get('PR_VELOCITY_PER_DEVELOPER')!.range;
  const weeks = (to - from) / (7 * DAY);
  expect(headline('PR_VELOCITY_PER_DEVELOPER')).toMatchObject({
    ...{ value: 2 / (2 * weeks), numerator: 2, denominator: 2 * weeks },
  });

  const segments = found
    .get('PR_CYCLE_TIME')!
    .series.flatMap((bucket) => bucket.segments)
    .filter(({ value }) => value.milliseconds !== null && value.sampleSize > 0);
  const sums = new Map<string, number>();
  for (const { key, value } of segments)
    sums.set(key, (sums.get(key) ?? 0) + value.milliseconds! * value.sampleSize);
  // The basket took 2 h to its opening, 3 h to the answer, 5 h to the approval, 2 h to the merge.
  // The refunds took 1 h, 1 h, 4 h to the approval that was not withdrawn, 1 h.
  expect(Object.fromEntries(sums)).toEqual({
    PR_CREATION: (2 + 1) * HOUR,
    FIRST_COMMENT: (3 + 1) * HOUR,
    APPROVAL: (5 + 4) * HOUR,
    MERGE: (2 + 1) * HOUR,
  });

  const served = await serveApp(app);
  const [path] = await app.ingestion.webhookPaths(viewer, [number]);
  await app.start();
  const web = repositoryOf(world, 'SHOP/web');
  world.now += 5 * HOUR;
  merge(world, web, open, userOf(world, 'bruno.costa'));
  const repository = { slug: web.slug, project: { key: web.project.key } };
  const body = { eventKey: 'pr:merged', pullRequest: { id: open.id, toRef: { repository } } };
  const address = `${served.url}${path}`;
  expect(await server.deliver(address, 'guessed', 'pr:merged', body)).toBe(401);
  for (const _ of [1, 2])
    expect([200, 202]).toContain(await server.deliver(address, SECRET, 'pr:merged', body));
  const merged = async () =>
    (await ask(story)).get('PR_VELOCITY_PER_DEVELOPER')!.headline.numerator;
  await expect.poll(merged, { timeout: 30_000 }).toBe(2 + 1);
  // Its first commit was 3 hours before it was opened, and 5 hours later it was merged.
  const after = (await ask(story)).get('PR_CYCLE_TIME')!.headline;
  expect(after.milliseconds).toBe(((12 + 7 + 8) / 3) * HOUR);
});
