import { expect, test } from 'vitest';
import { sourceCodePreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { examples } from '../story/imported-lines.js';
import { openStory } from '../story/open-story.js';

const company = `Name,Email,Manager Email
Boss,boss@example.com,
Ada,ada@example.com,boss@example.com
Ben,ben@example.com,boss@example.com
Al,al@example.com,ada@example.com
Bo,bo@example.com,ben@example.com
`;
const { pipelines } = emptyTeamSettings;
const shop: Partial<TeamSettings> = {
  pipelines: {
    ...pipelines,
    scope: [{ property: 'service', operator: 'EQUALS', values: ['shop'] }],
  },
};
const strict: Partial<TeamSettings> = {
  pipelines: {
    ...shop.pipelines!,
    failure: {
      op: 'AND',
      conditions: [{ property: 'status', operator: 'EQUALS', values: ['SUCCESS'] }],
    },
  },
};

test.each(databaseKinds)(
  'the explanation of a parent names the teams that value a row differently, on %s',
  async (kind) => {
    const story = await openStory(kind);
    const { app, viewer } = story;
    await story.activate(company);
    await app.ingestion.ingest(viewer, { source: 'Ours', lines: examples });
    const [profile] = await app.directory.profiles.list(viewer, 'EFFICIENCY');
    await app.directory.profiles.update(viewer, {
      ...{ kind: 'EFFICIENCY', number: profile!.number, expectedVersion: 1 },
      input: {
        ...{ name: 'Default', description: null },
        config: {
          ...sourceCodePreset,
          changeFailureRate: {
            ...sourceCodePreset.changeFailureRate,
            source: 'CONTINUOUS_DEPLOYMENT',
          },
        },
      },
    });
    // To Ada's team whatever the shop deploys is a success, to Ben's a failure.
    await story.save('Organisation/Boss/Ada', shop);
    await story.save('Organisation/Boss/Ben', strict);
    await story.settle();
    const ask = async (path: string) => {
      const [insight] = await story.ask({
        ...{ scope: { path }, metrics: ['CHANGE_FAILURE_RATE'] },
        range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
      });
      return insight!;
    };
    const values = ['Organisation/Boss/Ada', 'Organisation/Boss/Ben', 'Organisation/Boss'].map(
      async (path) => (await ask(path)).headline.value,
    );
    expect(await Promise.all(values)).toEqual([0, 1, 0]);
    const { headline, explanation } = await ask('Organisation/Boss');
    expect(headline.sampleSize).toBe(1);
    expect(explanation.notes).toContain(
      '1 row is valued differently by Ada and Ben: what Ada says counts.',
    );
  },
  60_000,
);
