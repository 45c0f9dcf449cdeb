import { beforeAll, describe, expect, test } from 'vitest';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { databaseKinds } from '../storage/databases.js';
import {
  type ImportedStory,
  item,
  leadTimeOfMarch,
  merged,
  openImportedStory,
} from '../story/imported-story.js';

const march = (day: number) => `2026-03-0${day}T12:00:00Z`;
const tag = (name: string, day: number) => ({
  ...{ kind: 'TAG', updatedAt: march(day), repository: 'shop', name, taggedAt: march(day) },
  sha: Buffer.from(name).toString('hex'),
});
const stranger = { id: '99', name: 'Stranger', email: 'stranger@example.org' };
const ben = { id: '43', email: 'ben@example.com' };
const commit = (sha: string, author: object, rest: object = {}) => ({
  ...{ kind: 'COMMIT', updatedAt: march(2), repository: 'shop', sha, message: 'Work', author },
  ...{ authoredAt: march(2), ...rest },
});
const listed = (sha: string, rest: object = {}) => ({ sha, authoredAt: march(2), ...rest });

describe.each(databaseKinds)('lead time of what developers of the team did, on %s', (kind) => {
  let story: ImportedStory;
  const ask = () => leadTimeOfMarch(story);
  const titles = async () => {
    const { records } = await (await ask()).records({
      ...{ first: 50, orderBy: 'AT_ASCENDING', includeExcluded: false },
    });
    return records.map(({ record: { title } }) => title).sort();
  };

  beforeAll(async () => {
    story = await openImportedStory(kind, {
      metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES'],
    });
    await story.report(
      {
        ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: march(1), name: 'shop' },
        defaultBranch: 'main',
      },
      ...[tag('v1.0.0', 1), tag('v1.1.0', 5)],
      merged(1, march(3)),
      merged(2, march(3), { author: stranger, commits: [listed('abcdef01')] }),
      merged(3, march(3), {
        author: stranger,
        commits: [listed('abcdef02'), listed('abcdef03', { isMerge: true })],
      }),
      ...[commit('abcdef02', stranger), commit('abcdef03', ben, { parents: ['a'.repeat(8)] })],
    );
  }, 120_000);

  test('is that of pull requests that they opened, or of which they wrote a commit', async () => {
    expect(await titles()).toEqual(['Change 1']);
    await story.report(commit('abcdef01', ben));
    expect(await titles()).toEqual(['Change 1', 'Change 2']);
  });

  test('adds up by the author, and says in words who counts', async () => {
    const insight = await ask();
    const rows = await insight.breakdown('DEVELOPER');
    expect(rows.map(({ value }) => value.sampleSize)).toEqual([1, 1]);
    expect(insight.headline.sampleSize).toBe(2);
    const [rules] = insight.explanation.rules;
    expect(rules?.filters.at(-1)).toMatch(/^assigned to or opened by developers of the team/);
  });

  test('is that of nobody else when the commit is retracted', async () => {
    await story.report({
      ...{ kind: 'COMMIT', id: 'shop:abcdef01', updatedAt: march(4), deleted: true },
    });
    expect(await titles()).toEqual(['Change 1']);
    await story.report(commit('abcdef01', ben, { updatedAt: march(5) }));
    expect(await titles()).toEqual(['Change 1', 'Change 2']);
  });

  test('is that of work items too that others are assigned to', async () => {
    const theirs = { assignee: stranger };
    await story.report(
      item('1', march(1), march(6), { ...theirs, linkedPullRequests: ['shop!2'] }),
      item('2', march(1), march(6), { ...theirs, linkedPullRequests: ['shop!3'] }),
      item('3', march(1), march(6), theirs),
      item('4', march(1), march(6)),
    );
    const { profiles, trees } = story.app.directory;
    const delivery = await profiles.create(story.viewer, 'EFFICIENCY', {
      ...{ name: 'Delivery', description: null },
      config: {
        ...fivePhasesPreset,
        leadTime: {
          ...fivePhasesPreset.leadTime,
          phases: [
            {
              ...{ key: 'PLANNING', enabled: true },
              start: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_CREATED' },
              end: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_DONE' },
            },
          ],
        },
      },
    });
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: delivery.number });
    expect(await titles()).toEqual(['Item 1', 'Item 4']);
  });
});
