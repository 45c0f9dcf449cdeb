import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts/facts.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { databaseKinds } from '../storage/databases.js';
import {
  type ImportedStory,
  leadTimeOfMarch,
  merged,
  openImportedStory,
} from '../story/imported-story.js';

const HOUR = 3_600_000;
const at = (day: number, hour = 8) => Date.UTC(2026, 2, day, hour);
const iso = (day: number, hour = 8) => new Date(at(day, hour)).toISOString();
const sha = (index: number) => `${index}`.repeat(40);
const ada = { applicationType: 'GIT', id: 'ada', name: 'Ada', email: 'ada@example.com' } as const;

const step = (position: number, mergedAt: number, pullRequest: number | null) => ({
  ...{ id: `shop:${sha(position)}`, updatedAt: mergedAt, repository: 'shop', sha: sha(position) },
  ...{ branch: 'main', position, title: `Step ${position}`, author: ada, mergedAt, doubt: null },
  ...{ firstCommitAt: mergedAt, commits: [sha(position)], revertedShas: [] },
  ...{ pullRequest, squashed: pullRequest !== null },
});
const tag = (name: string, position: number, taggedAt: number) => ({
  ...{ id: `shop:${name}`, updatedAt: taggedAt, repository: 'shop', name, sha: sha(position) },
  ...{ taggedAt, position },
});

describe.each(databaseKinds)('a squashed change, on %s', (kind) => {
  let story: ImportedStory;
  const records = async () => {
    const { records: found } = await (await leadTimeOfMarch(story)).records({
      ...{ first: 50, orderBy: 'AT_ASCENDING', includeExcluded: false },
    });
    return found.map(({ record: { title, value, detail } }) => [
      ...[title, value! / HOUR, detail.firstCommitUnknown, detail.squashedCommits],
    ]);
  };

  beforeAll(async () => {
    story = await openImportedStory(kind);
    const facts: Facts = {
      CHANGE: [step(1, at(2), null), step(2, at(5), 7), step(3, at(6), null), step(4, at(7), 9)],
      TAG: [tag('v1.0.0', 1, at(3)), tag('v1.1.0', 4, at(10))],
    };
    await story.app.database.write(story.viewer.account, (session) =>
      writeFacts(session, 77, facts),
    );
    await story.report({
      ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: iso(1), name: 'shop', defaultBranch: 'main' },
    });
  }, 120_000);

  test('begins at the squash, and says so, while the commits of its pull request are not known', async () => {
    expect(await records()).toEqual([
      ['Step 2', 5 * 24, true, []],
      ['Step 3', 4 * 24, false, []],
      ['Step 4', 3 * 24, true, []],
    ]);
  });

  test('begins at the earliest of the commits of its pull request but merges, and names them', async () => {
    const commit = (name: string, day: number, isMerge = false) => ({
      ...{ sha: name.repeat(10), authoredAt: iso(day), isMerge },
    });
    await story.report(
      merged(7, iso(5), { commits: [commit('b', 4), commit('a', 3), commit('c', 1, true)] }),
      // The tool says that it squashed, the message of the step names no number.
      merged(8, iso(6), { mergeSha: sha(3), mergeMethod: 'SQUASH', commits: [commit('d', 5)] }),
      // Became another step than the one that names it.
      merged(9, iso(6), { mergeSha: sha(1), commits: [commit('e', 1)] }),
    );
    expect(await records()).toEqual([
      ['Step 2', 7 * 24, false, ['a'.repeat(10), 'b'.repeat(10)]],
      ['Step 3', 5 * 24, false, ['d'.repeat(10)]],
      ['Step 4', 3 * 24, true, []],
    ]);
  });
});
