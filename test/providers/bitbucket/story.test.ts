import { expect, it } from 'vitest';
import type { Insight } from '../../../src/insights/answer/answer.js';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { openStory, type Story } from '../../story/open-story.js';
import { approve, merge, pullNumbered, repositoryNamed } from '../play/bitbucket/mutations.js';
import {
  ada,
  ben,
  comment,
  commit,
  lines,
  march,
  pull,
  robot,
  verdict,
  worldOf,
} from './made-world.js';
import { playing } from './support.js';

const HOUR = 3_600_000;

/** Two that were merged, one that was declined, and one that is open. */
function madeWorld() {
  const first = pull(1, ada, march(2, 12), {
    commits: [commit(ada, march(2, 9), 'a')],
    comments: [comment(ben, march(2, 14))],
    activity: [verdict('approval', ben, march(2, 16))],
    files: lines(30, 10),
  });
  merge(first, march(2, 20));
  const second = pull(2, ben, march(4, 9), {
    commits: [commit(ben, march(4, 8), 'b')],
    comments: [comment(robot, march(4, 9, 30)), comment(ben, march(4, 13))],
    activity: [
      verdict('changes_requested', ada, march(4, 12)),
      verdict('approval', ada, march(4, 15)),
    ],
    files: lines(4, 1),
  });
  merge(second, march(4, 17));
  const third = pull(3, ada, march(5, 9), {
    ...{ commits: [commit(ada, march(5, 8), 'c')], state: 'DECLINED' },
    ...{ closedOn: march(5, 10), updatedAt: march(5, 10) },
  });
  const fourth = pull(4, ada, march(9, 9), {
    ...{ commits: [commit(ada, march(9, 8), 'd')], files: lines(200, 20) },
  });
  return worldOf([first, second, third, fourth]);
}

const ask = (story: Story): Promise<readonly Insight[]> =>
  story.ask({
    metrics: [
      'PR_VELOCITY_PER_DEVELOPER',
      'PR_CYCLE_TIME',
      'COMMENTS_PER_PR',
      'TIME_TO_FIRST_COMMENT',
    ],
    range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
  });

const hoursOf = ({ headline }: Insight) => (headline.value ?? 0) / HOUR;
/** The hours of each phase, over all pull requests. */
const phasesOf = ({ series }: Insight) =>
  series.flatMap(({ segments }) =>
    segments.map(({ key, value }) => [key, (value.value ?? 0) / HOUR] as const),
  );

it('pull requests of Bitbucket with their approvals become figures, and again when one is merged', async () => {
  const world = madeWorld();
  const server = await playing({ world });
  const story = await openStory('EMBEDDED', {
    ...{ providers: [bitbucket], allowedPrivateHosts: ['127.0.0.1'] },
  });
  // Accounts show no address: commits that Bitbucket knows as theirs do.
  const rows = [ada, ben].map(({ name, email }) => `${name},${email},boss@example.com`);
  const file = ['Name,Email,Manager Email', 'Boss,boss@example.com,', ...rows, ''].join('\n');
  await story.activate(file);
  const { number } = await story.app.ingestion.connect(story.viewer, {
    ...{ provider: bitbucket.id, name: null },
    settings: { ...server.settings, since: '2026-01-01', bots: 'lint robot' },
  });
  await story.sync(number);
  await story.settle();
  const [velocity, cycle, comments, answered] = (await ask(story)) as readonly [
    ...[Insight, Insight, Insight, Insight],
  ];
  // 1 and 2 were merged; 3 was declined, 4 is open.
  expect(velocity.headline).toMatchObject({ numerator: 2 });
  const sizes = velocity.series[0]?.segments.map(({ key, value }) => [key, value.numerator]);
  // 30 + 10 = 40 lines are medium, 4 + 1 = 5 small.
  expect(sizes).toEqual([
    ['SMALL', 1],
    ['MEDIUM', 1],
    ['LARGE', 0],
    ['UNKNOWN', 0],
  ]);
  // 1: commit 9, opened 12, answer 14, approval 16, merge 20: 11 h. 2: 8, 9, 12, 15, 17: 9 h. (11 + 9) / 2 = 10.
  expect(hoursOf(cycle)).toBe(10);
  expect(phasesOf(cycle)).toEqual([
    ['PR_CREATION', (3 + 1) / 2],
    ['FIRST_COMMENT', (2 + 3) / 2],
    ['APPROVAL', (2 + 3) / 2],
    ['MERGE', (4 + 2) / 2],
  ]);
  // One by Ben, one by the author of the other; that of the robot does not count.
  expect(comments.headline.value).toBe((1 + 1) / 2);
  // 14 - 12 and, as a review is an answer too, 12 - 9.
  expect(hoursOf(answered)).toBe((2 + 3) / 2);

  const open = pullNumbered(repositoryNamed(world, 'shop'), 4);
  approve(open, march(9, 11), ben);
  merge(open, march(9, 13));
  await story.sync(number);
  await story.settle();
  const [after, cycleAfter] = await ask(story);
  expect(after?.headline).toMatchObject({ numerator: 3 });
  // 4: commit 8, merge 13: 5 h. (11 + 9 + 5) / 3.
  expect(hoursOf(cycleAfter!)).toBeCloseTo(25 / 3, 9);
}, 120_000);
