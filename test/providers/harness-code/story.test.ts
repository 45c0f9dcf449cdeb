import { describe, expect, it } from 'vitest';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { anyRepository, openStory } from '../../story/open-story.js';
import { inMarch } from '../../story/two-services.js';
import { robot } from '../play/harness-code/generate.js';
import {
  act,
  addRepository,
  type CodeWorld,
  comment,
  emptyCode,
  merge,
  openPullRequest,
  type PlayPerson,
  review,
} from '../play/harness-code/world.js';
import { playing } from './support.js';

const HOUR = 3_600_000;
const ada: PlayPerson = { uid: 'ada-in-harness', name: 'Ada', email: 'ada@x.io' };
const ben: PlayPerson = { uid: 'ben-in-harness', name: 'Ben', email: 'ben@x.io' };
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, day, hour, minute);

function march(): CodeWorld {
  const world = emptyCode(Date.UTC(2026, 3, 2, 9));
  world.projects.push({ organization: 'default', id: 'Shop', name: 'Shop' });
  const repository = addRepository(world, 'default/Shop/web');
  const open = (number: number, by: PlayPerson, opened: number, isDraft = false) =>
    openPullRequest(repository, { number, by, at: opened, isDraft });
  // A person replied after 2 h, and a bot before; it was merged after 4 h.
  const first = open(1, ada, at(3, 9));
  comment(first, robot, at(3, 9, 1));
  comment(first, ben, at(3, 11));
  review(first, ben, at(3, 12), 'approved');
  merge(first, ada, at(3, 13));
  // A draft until 10:00, reviewed 1 h after that and merged at 17:00.
  const second = open(2, ada, at(4, 9));
  const payload = { old: 'open', new: 'open', old_draft: true, new_draft: false };
  act(second, ada, at(4, 10), { type: 'state-change', payload });
  review(second, ben, at(4, 11), 'changereq');
  comment(second, ben, at(4, 12));
  comment(second, ada, at(4, 13));
  comment(second, ben, at(4, 14));
  merge(second, ada, at(4, 17));
  // Merged by its author without a word, after 30 minutes.
  merge(open(3, ben, at(9, 9)), ben, at(9, 9, 30));
  // Still open: in no figure.
  comment(open(4, ben, at(10, 9)), ada, at(10, 10));
  return world;
}

describe('the pull requests of Harness Code in March', () => {
  it('are three, with their cycle time, first answers, comments and velocity', async () => {
    const server = await playing({ world: march() });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [harnessCode], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer } = story;
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: harnessCode.id, name: null },
      settings: { ...server.settings, since: '2026-01-01' },
    });
    await story.sync(number);
    const people = ['Boss,boss@x.io,', 'Ada,ada@x.io,boss@x.io', 'Ben,ben@x.io,boss@x.io'];
    await story.activate(['Name,Email,Manager Email', ...people, ''].join('\n'));
    await story.save('Organisation', { repositories: anyRepository });
    await story.settle();
    const metrics = [
      ...['PR_CYCLE_TIME', 'TIME_TO_FIRST_COMMENT'],
      ...['COMMENTS_PER_PR', 'PR_VELOCITY_PER_DEVELOPER'],
    ];
    const [cycle, answer, comments, velocity] = await story.ask(
      inMarch({ path: 'Organisation' }, metrics),
    );
    // Each begins with a commit an hour before it was opened: (5 h + 9 h + 1.5 h) / 3.
    expect(cycle!.headline).toMatchObject({ value: (15.5 * HOUR) / 3, sampleSize: 3 });
    // (2 h + 1 h) / 2: nobody answered the third.
    expect(answer!.headline).toMatchObject({ value: (3 * HOUR) / 2, sampleSize: 2 });
    // One of a person, three of people, and none.
    expect(comments!.headline).toMatchObject({ value: (1 + 3 + 0) / 3, sampleSize: 3 });
    expect(velocity!.headline).toMatchObject({ numerator: 3, sampleSize: 3 });
  });
});
