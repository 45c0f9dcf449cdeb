import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import { sourceCodePreset } from '../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../src/model/profile/profile.js';
import type { Instant } from '../../src/model/time.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { databaseKinds } from '../storage/databases.js';
import {
  type ImportedStory,
  leadTimeOfMarch,
  merged,
  openImportedStory,
} from '../story/imported-story.js';

const HOUR = 3_600_000;
const march = (day: number, hour: number) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const at = (day: number, hour: number) => Date.parse(march(day, hour));
const shop = {
  ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: '2026-01-01T00:00:00Z', name: 'shop' },
  defaultBranch: 'main',
};
const tag = (name: string, taggedAt: string, rest: object = {}) => ({
  ...{ kind: 'TAG', updatedAt: taggedAt, repository: 'shop', name, taggedAt },
  ...{ sha: Buffer.from(name).toString('hex').padEnd(10, '0'), ...rest },
});
const commit = (authoredAt: string) => ({ sha: 'abcdef1', authoredAt });
/** Merged with a commit that was written so many hours before. */
const written = (number: number, day: number, hour: number, before: number, rest: object = {}) =>
  merged(number, march(day, hour), {
    commits: [commit(new Date(at(day, hour) - before * HOUR).toISOString())],
    ...rest,
  });

/** The steps of a default branch, merged hour by hour from an instant on. */
function steps(first: number, count: number, from: Instant): Facts {
  const author: Person = {
    applicationType: 'GIT',
    id: 'ada',
    name: 'Ada',
    email: 'ada@example.com',
  };
  return {
    CHANGE: Array.from({ length: count }, (_step, index) => {
      const position = first + index;
      const mergedAt = from + position * 1000;
      return {
        ...{ id: `shop:${position}`, updatedAt: mergedAt, repository: 'shop', sha: `s${position}` },
        ...{ branch: 'main', position, title: 'A step', author, mergedAt, doubt: null },
        ...{
          firstCommitAt: mergedAt,
          commits: [],
          pullRequest: null,
          squashed: false,
          revertedShas: [],
        },
      };
    }),
  };
}

describe.each(databaseKinds)(
  'lead time of pull requests and tags that are reported alone, on %s',
  (kind) => {
    let story: ImportedStory;
    const ask = () => leadTimeOfMarch(story);
    /** Each record as [title, hours or the reason, release]. */
    const records = async () => {
      const { records: found } = await (await ask()).records({
        ...{ first: 50, orderBy: 'AT_ASCENDING', includeExcluded: true },
      });
      return found.map(({ record: { title, value, excluded, release } }) => [
        ...[title, excluded ?? value! / HOUR, release?.name ?? null],
      ]);
    };
    const rows = <Row extends object>(sql: string) =>
      story.app.database.read(story.viewer.account, (session) =>
        session.query<Row>(sql, [session.account]),
      );
    const report = (facts: Facts) =>
      story.app.database.write(story.viewer.account, (session) => writeFacts(session, 77, facts));
    const follow = async (change: Partial<EfficiencyConfig['leadTime']>) => {
      const { profiles } = story.app.directory;
      const [profile] = await profiles.list(story.viewer, 'EFFICIENCY');
      await profiles.update(story.viewer, {
        ...{ kind: 'EFFICIENCY', number: profile!.number, expectedVersion: profile!.version },
        input: {
          ...{ name: profile!.name, description: null },
          config: { ...sourceCodePreset, leadTime: { ...sourceCodePreset.leadTime, ...change } },
        },
      });
    };

    beforeAll(async () => {
      story = await openImportedStory(kind, {
        repositories: [{ property: 'repository', operator: 'EQUALS', values: ['shop', 'web'] }],
      });
      await story.report(
        tag('v1.1.0', march(10, 12)),
        written(3, 10, 12, 5),
        written(5, 20, 9, 1),
        merged(4, march(9, 12)),
        written(6, 9, 12, 1, { targetBranch: 'topic' }),
      );
      await story.settle();
      await story.report(
        written(1, 2, 12, 5),
        tag('v1.0.0', march(3, 12)),
        tag('rc-9', march(8, 0)),
      );
      await story.report(written(2, 4, 12, 6), shop);
    }, 120_000);

    test('ends with the first release at the merge or after it; what the first of all may hold is its baseline', async () => {
      expect(await records()).toEqual([
        ['Change 1', 'BASELINE', null],
        ['Change 6', 'OTHER_BRANCH', null],
        ['Change 3', 5, 'v1.1.0'],
        // No commit is reported: from the opening, an hour before the merge.
        ['Change 4', 1 + 24, 'v1.1.0'],
        // 6 hours before the 4th at noon until the 10th at noon.
        ['Change 2', 6 + 6 * 24, 'v1.1.0'],
        ['Change 5', 'NOT_RELEASED', null],
      ]);
    });

    test('says by which rule, how many, and where a time begins at the opening', async () => {
      const insight = await ask();
      expect(insight.headline).toMatchObject({ sampleSize: 3, dataStatus: 'PARTIAL' });
      expect(insight.headline.milliseconds).toBe(((150 + 5 + 25) / 3) * HOUR);
      expect(insight.explanation.notes).toEqual([
        expect.stringMatching(/^1 of 3 changes were squashed, or came without any commit/),
        expect.stringMatching(/^3 of 3 are pull requests .*RELEASED_AFTER_MERGE/),
        expect.stringMatching(/^Ours reports .* of shop only since 2026-03-0\d\.$/),
        expect.stringMatching(/^Ours reports .* of shop only since 2026-03-0\d\.$/),
      ]);
      const { records: found } = await insight.records({
        ...{ first: 50, orderBy: 'AT_ASCENDING', includeExcluded: false },
      });
      const second = found.find(({ record }) => record.title === 'Change 2');
      expect(second?.record).toMatchObject({
        ...{ kind: 'pullRequest', title: 'Change 2' },
        release: { name: 'v1.1.0', at: at(10, 12), rule: 'RELEASED_AFTER_MERGE' },
        columns: { phases: [{ startedAt: at(4, 6), endedAt: at(10, 12) }] },
      });
    });

    test('follows releases that come, go and move', async () => {
      await story.report(tag('v1.0.1', march(5, 0)), tag('v1.2.0', march(21, 9)));
      const now = await records();
      expect(now).toContainEqual(['Change 2', 18, 'v1.0.1']);
      expect(now).toContainEqual(['Change 5', 25, 'v1.2.0']);
      await story.report({
        ...{ kind: 'TAG', id: 'shop:v1.0.0', updatedAt: march(22, 0), deleted: true },
      });
      expect(await records()).toContainEqual(['Change 2', 'BASELINE', null]);
      await story.report(
        tag('v1.0.0', march(3, 12), { updatedAt: march(23, 0) }),
        tag('v1.2.0', march(22, 9), { updatedAt: march(23, 0) }),
      );
      expect(await records()).toContainEqual(['Change 2', 18, 'v1.0.1']);
      expect(await records()).toContainEqual(['Change 5', 49, 'v1.2.0']);
    });

    test('ends with a release also where phases speak of pull requests', async () => {
      const source = 'SOURCE_CODE_MANAGEMENT' as const;
      await follow({
        phases: [
          {
            ...{ key: 'DEPLOYMENT', enabled: true },
            start: { source, event: 'FIRST_PR_CREATED' },
            end: { source, event: 'RELEASED' },
          },
        ],
      });
      expect(await records()).toEqual([
        ['Change 1', 'BASELINE', null],
        ['Change 2', 13, 'v1.0.1'],
        ['Change 6', 'OTHER_BRANCH', null],
        ['Change 3', 1, 'v1.1.0'],
        ['Change 4', 25, 'v1.1.0'],
        ['Change 5', 49, 'v1.2.0'],
      ]);
      await follow({});
    });

    test('is of changes where the history is reported, however it arrives, and of pull requests again where it is retracted', async () => {
      const titles = async () => (await records()).map(([title]) => title);
      // More than one batch of the change log holds: none of them is the whole history.
      await report(steps(0, 1100, at(1, 0)));
      await report(steps(1100, 1100, at(1, 0)));
      await story.settle();
      const links = await story.app.database.read(story.viewer.account, (session) =>
        session.query('select 1 from pull_request_release where account_id = $1', [
          session.account,
        ]),
      );
      expect(links).toEqual([]);
      expect(new Set(await titles())).toEqual(new Set(['A step']));
      const ids = Array.from({ length: 2200 }, (_step, position) => `shop:${position}`);
      await report({
        tombstones: ids.map((id) => ({ kind: 'CHANGE' as const, id, updatedAt: at(30, 0) })),
      });
      expect(await titles()).toEqual(
        ['1', '2', '6', '3', '4', '5'].map((number) => `Change ${number}`),
      );
    });

    test('loses its releases where what reported the repository is removed', async () => {
      const web = { repository: 'web' };
      await story.app.ingestion.ingest(story.viewer, {
        source: 'Web',
        lines: [
          { ...shop, id: 'web', name: 'web' },
          tag('v1.0.0', march(3, 12), { ...web, id: 'web:1' }),
          tag('v1.0.1', march(4, 18), { ...web, id: 'web:2' }),
        ].map((line) => JSON.stringify(line)),
      });
      await story.report(written(9, 4, 12, 6, { ...web, id: 'web!9' }));
      expect(await records()).toContainEqual(['Change 9', 12, 'v1.0.1']);
      const [source] = await rows<{ number: number }>(
        "select number::float8 as number from integration where account_id = $1 and name = 'Web'",
      );
      await story.app.ingestion.remove(story.viewer, source!.number);
      // Nobody knows any more which branch is the default one.
      expect(await records()).toContainEqual(['Change 9', 'OTHER_BRANCH', null]);
      const left =
        'select 1 from pull_request_release l join repository r on r.account_id = l.account_id and r.number = l.repository where l.account_id = $1 and r.id = ';
      expect(await rows(`${left}'web'`)).toEqual([]);
    });
  },
);
