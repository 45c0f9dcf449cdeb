import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseString } from 'fast-csv';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Insight } from '../../src/insights/answer/answer.js';
import { lawRuns } from '../law-runs.js';
import { forcePush, writeLargeHistory } from '../story/git-history.js';
import { anyRepository, newDirectory, openStory, type Story } from '../story/open-story.js';
import {
  changesOf,
  codingDaysOf,
  commitsOf,
  isBot,
  leadTimesOf,
  percentile,
  releasesOf,
} from '../story/plain-git.js';
import { reworkOf } from '../story/plain-git-rework.js';

const COMMITS = lawRuns(2000, 6000);

/** A person of the developers file by any of their addresses. */
async function peopleOf(csv: string): Promise<Map<string, string>> {
  const rows = await new Promise<Record<string, string>[]>((resolve, reject) => {
    const read: Record<string, string>[] = [];
    parseString(csv, { headers: true })
      .on('data', (row) => read.push(row))
      .on('error', reject)
      .on('end', () => resolve(read));
  });
  return new Map(
    rows.flatMap(({ Email = '', 'Alternate Emails': others = '' }) =>
      [Email, ...others.split('; ')]
        .filter(Boolean)
        .map((email) => [email.replace(/^'/, '').toLowerCase(), Email] as const),
    ),
  );
}

/** Everybody reports to one manager, so that all are of one team. */
const withManager = (csv: string): string => {
  const [header = '', ...rows] = csv.trimEnd().split(/\r?\n/);
  const reports = rows.map((row) => row.replace(/,,(?=[^,]*$)/, ',manager@story.example,'));
  return [header, 'The Manager,manager@story.example,,', ...reports].join('\n');
};

function prepare(): string {
  const directory = join(newDirectory(), 'large');
  writeLargeHistory(directory, { commits: COMMITS, seed: 42 });
  forcePush(directory, 2);
  return directory;
}

const given = process.env.INSIGHTS_TEST_REPOSITORY;
const repositories = [`${COMMITS} written commits`, ...(given && existsSync(given) ? [given] : [])];

describe.each(repositories)('of %s', (name) => {
  let directory = '';
  let story: Story;
  let people = new Map<string, string>();
  let insights: Map<string, Insight>;
  const personOf = ({ emails }: { emails: readonly [string, string] }) =>
    people.get(emails[0]) ?? people.get(emails[1]) ?? null;

  beforeAll(async () => {
    directory = name === given ? name : prepare();
    story = await openStory('EMBEDDED');
    await story.connect(directory);
    const { content: csv } = await story.app.directory.developers.draft(story.viewer);
    people = await peopleOf(csv);
    await story.activate(withManager(csv));
    await story.save('Organisation', { repositories: anyRepository });
    await story.settle();
    const days = [...commitsOf(directory).values()]
      .flatMap(({ authored, committed }) => [authored, committed])
      .filter((at) => at > 315_532_800);
    const day = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);
    const range = {
      dates: {
        from: day(Math.max(Math.min(...days), Date.now() / 1000 - 19 * 365 * 86_400)),
        to: day(Math.max(...days) + 40 * 86_400),
      },
    };
    const answers = await story.ask({ range });
    insights = new Map(answers.map((insight) => [insight.metric.id, insight]));
  }, 240_000);

  test('commits and coding days of every author are those git counts', async () => {
    const insight = insights.get('CODING_DAYS_PER_DEVELOPER')!;
    const expected = codingDaysOf(directory, personOf);
    const rows = await insight.breakdown('DEVELOPER');
    const busy = rows.filter(({ value }) => value.sampleSize > 0);
    const seen = new Map(
      busy.map(({ developer, value }) => [
        developer?.developer?.email ?? '',
        [value.sampleSize, value.numerator],
      ]),
    );
    const wanted = [...expected.commits].map(
      ([person, commits]) => [person.toLowerCase(), [commits, expected.days.get(person)]] as const,
    );
    expect(seen).toEqual(new Map(wanted));
    expect(insight.headline.numerator).toBe(
      [...expected.days.values()].reduce((sum, days) => sum + days, 0),
    );
  });

  test('releases of every month are the version tags git lists', () => {
    const insight = insights.get('DEPLOYMENT_FREQUENCY')!;
    const inRange = releasesOf(directory).filter(
      ({ at }) => at * 1000 >= insight.range.from && at * 1000 < insight.range.to,
    );
    const months = Map.groupBy(inRange, ({ at }) => new Date(at * 1000).toISOString().slice(0, 7));
    const seen = insight.series.map(({ from, value }) => [
      new Date(from).toISOString().slice(0, 7),
      value.value,
    ]);
    expect(seen).toEqual(seen.map(([month]) => [month, months.get(month as string)?.length ?? 0]));
    expect(insight.headline.value).toBe(inRange.length);
  });

  test('lead time is from the first commit to the release, as git dates them', () => {
    const insight = insights.get('LEAD_TIME_FOR_CHANGES')!;
    const within = (from: number, to: number) =>
      leads.filter(({ at }) => at * 1000 >= from && at * 1000 < to).map((lead) => lead.seconds);
    const leads = leadTimesOf(directory);
    const seconds = within(insight.range.from, insight.range.to);
    expect(insight.headline.sampleSize).toBe(seconds.length);
    for (const { from, to, value } of insight.series) {
      const inBucket = within(from, to);
      expect(value.sampleSize).toBe(inBucket.length);
      const sum = inBucket.reduce((total, one) => total + one, 0) * 1000;
      expect((value.value ?? 0) * value.sampleSize).toBeCloseTo(sum, -1);
    }
    if (seconds.length === 0) return;
    const { mean, median, p90 } = insight.distribution!;
    expect(mean / 1000).toBeCloseTo(seconds.reduce((sum, one) => sum + one, 0) / seconds.length, 3);
    expect([median / 1000, p90 / 1000]).toEqual(
      [percentile(seconds, 0.5), percentile(seconds, 0.9)].map((value) => expect.closeTo(value, 3)),
    );
  });

  test('rework is counted from the line differences of git', () => {
    const insight = insights.get('CODE_REWORK')!;
    const inRange = (merged: number) =>
      merged * 1000 >= insight.range.from && merged * 1000 < insight.range.to;
    const expected = reworkOf(
      directory,
      ({ author, merged }) => personOf(author) !== null && !isBot(author) && inRange(merged),
    );
    const recent = insight.series
      .flatMap(({ segments }) => segments.filter(({ key }) => key === 'RECENT'))
      .reduce((sum, { value }) => sum + (value.numerator ?? 0), 0);
    expect({
      rework: insight.headline.numerator,
      total: insight.headline.denominator,
      recent,
    }).toEqual(expected);
  });

  test('changes are as many as the steps that bring something in', async () => {
    const changes = await story.app.database.read(story.viewer.account, (session) =>
      session.query<{ sha: string }>(
        'select sha from change where account_id = $1 and deleted_at is null',
        [story.viewer.account],
      ),
    );
    expect(new Set(changes.map(({ sha }) => sha))).toEqual(
      new Set(changesOf(directory).map(({ sha }) => sha)),
    );
  });
});
