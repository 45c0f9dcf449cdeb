import { describe, expect, it } from 'vitest';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { openStory } from '../../story/open-story.js';
import { developersFile, storyWorld } from './company.js';
import { HOUR } from './made.js';
import { playing } from './support.js';

const range = { dates: { from: '2026-05-04', to: '2026-05-10' } };

describe('a week of merge requests at GitLab', () => {
  it('comes to the figures that are worked out by hand', async () => {
    const { world } = storyWorld();
    const server = await playing({ world, below: '/gitlab' });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [gitlab], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer } = story;
    const settings = { ...server.settings, groups: 'harbour', since: '2026-04-01' };
    const given = { provider: gitlab.id, name: null, settings };
    const { number } = await app.ingestion.connect(viewer, given);
    await story.sync(number);
    await story.activate(developersFile);
    const values = ['harbour/shop'];
    await story.save('Organisation', {
      repositories: [{ property: 'repository', operator: 'EQUALS', values }],
    });
    await story.settle();
    const answers = await story.ask({
      metrics: [
        ...(['PR_CYCLE_TIME', 'PR_VELOCITY_PER_DEVELOPER', 'TIME_TO_FIRST_COMMENT'] as const),
        ...(['COMMENTS_PER_PR', 'LEAD_TIME_FOR_CHANGES'] as const),
      ],
      ...{ range, granularity: 'WEEK' },
    });
    const of = new Map(answers.map(({ metric, headline }) => [metric.id as string, headline]));
    const hoursOf = (id: string) => of.get(id)!.milliseconds! / HOUR;
    // First commit to merge: 4 May 09:00 to 5 May 15:00 is 30 h; 6 May 08:00 to 14:00 is 6 h. (30 + 6) / 2 = 18.
    expect(hoursOf('PR_CYCLE_TIME')).toBe(18);
    // The first was ready at 15:00 and answered at 17:00, 2 h; the second opened at 09:00 and answered at 12:00, 3 h. (2 + 3) / 2 = 2.5.
    expect(hoursOf('TIME_TO_FIRST_COMMENT')).toBe(2.5);
    // Ben and Ada at the first, Cleo at the second; notes of GitLab itself are none. (2 + 1) / 2 = 1.5.
    expect(of.get('COMMENTS_PER_PR')?.value).toBe(1.5);
    // Two merged in one week by a roster of three: 2 / 3.
    expect(of.get('PR_VELOCITY_PER_DEVELOPER')).toMatchObject({ value: 2 / 3, numerator: 2 });
    // First commit to v1.1.0 on 7 May 10:00: 73 h from 4 May 09:00, 26 h from 6 May 08:00. (73 + 26) / 2 = 49.5.
    expect(hoursOf('LEAD_TIME_FOR_CHANGES')).toBe(49.5);
  });
});
