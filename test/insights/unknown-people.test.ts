import { beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import {
  type ImportedStory,
  leadTimeOfMarch,
  merged,
  openImportedStory,
} from '../story/imported-story.js';

const HOUR = 3_600_000;
const tag = (name: string, taggedAt: string) => ({
  ...{ kind: 'TAG', updatedAt: taggedAt, repository: 'shop', name, taggedAt },
  sha: Buffer.from(name).toString('hex').padEnd(10, '0'),
});

describe.each(databaseKinds)('somebody whom the tool deleted, on %s', (kind) => {
  let story: ImportedStory;
  beforeAll(async () => {
    story = await openImportedStory(kind);
    const comment = { by: null, at: '2026-03-03T09:30:00Z' };
    await story.report(
      ...[
        {
          ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: '2026-01-01T00:00:00Z', name: 'shop' },
          defaultBranch: 'main',
        },
        tag('v1.0.0', '2026-03-01T10:00:00Z'),
        merged(1, '2026-03-02T10:00:00Z', { author: null }),
        merged(2, '2026-03-03T10:00:00Z', { comments: [comment] }),
        tag('v1.1.0', '2026-03-04T10:00:00Z'),
        {
          ...{ kind: 'COMMIT', updatedAt: '2026-03-02T09:00:00Z', repository: 'attic' },
          ...{ sha: 'abcdef1', message: 'Work', author: null, authoredAt: '2026-03-02T09:00:00Z' },
        },
      ],
    );
  }, 120_000);

  test('counts where a metric needs nobody', async () => {
    expect((await leadTimeOfMarch(story)).headline).toMatchObject({ sampleSize: 2 });
  }, 120_000);

  test('answers a pull request as anybody else does, and has none of their own', async () => {
    const answers = await story.ask({
      metrics: ['TIME_TO_FIRST_COMMENT', 'PR_VELOCITY_PER_DEVELOPER'],
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    expect(answers.map(({ headline }) => headline)).toMatchObject([
      { value: HOUR / 2, sampleSize: 1 },
      { sampleSize: 1 },
    ]);
  }, 120_000);

  test('is nobody who could be matched', async () => {
    const { identities, developers } = story.app.directory;
    const { items } = await identities.unmatched(story.viewer, { first: 10 });
    expect(items).toEqual([]);
    const { content } = await developers.draft(story.viewer);
    expect(content).not.toMatch(/CUSTOM|null/);
  });
});
