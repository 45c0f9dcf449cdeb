import { parseString } from 'fast-csv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InsightQuery } from '../../src/insights/answer/answer.js';
import type { ExportJob } from '../../src/model/export.js';
import { DAY_MILLISECONDS } from '../../src/model/time.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';

const parsed = (csv: string): Promise<string[][]> =>
  new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(csv)
      .on('data', (row: string[]) => rows.push(row))
      .on('error', reject)
      .on('end', () => resolve(rows));
  });

describe.each(databaseKinds)('an export on %s', (kind) => {
  let story: Story;
  let now = Date.now();
  const query: InsightQuery = {
    scope: { path: 'Organisation' },
    metrics: ['CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK'],
    range: { last: { count: 12, unit: 'WEEK' } },
    ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
  };
  const start = () => story.app.exports.start(story.viewer, { query, by: 'CHILD' });
  const done = async (job: ExportJob) => {
    await story.app.exports.settle(story.viewer.account);
    return (await story.app.exports.find(story.viewer, job.number))!;
  };
  beforeAll(async () => {
    story = await openStory(kind, { clock: () => now });
    await story.activate(
      'Name,Email,Manager Email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\n=Cy,cy@x.io,eve@x.io\nDi,di@x.io,cy@x.io\n',
    );
    await story.settle();
  });

  it('is shared by identical requests while nothing changes, and holds what the insights say', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(other.number).toBe(one.number);
    const { status, csv } = await done(one);
    expect(status).toBe('COMPLETED');
    expect((await start()).number).toBe(one.number);

    const rows = await parsed(csv!);
    const answers = await story.app.insights.answer(story.viewer, query);
    expect(rows.filter(([first]) => first?.startsWith('# ')).map(([first]) => first)).toEqual(
      expect.arrayContaining(['# Range', '# As of', '# Formula', '# Profile']),
    );
    const all = rows.find(([first]) => first === 'All')!;
    const headlines = answers.flatMap(({ headline }) => [
      headline.value === null ? '' : String(headline.value),
      String(headline.sampleSize),
    ]);
    expect(all.slice(1)).toEqual(headlines);
    const children = await answers[0]!.breakdown('CHILD');
    expect(rows.slice(rows.indexOf(all) + 1)).toHaveLength(children.length);
  });

  it('is made again on another day, though nothing has changed: a relative range has moved on', async () => {
    const before = await done(await start());
    now += 7 * DAY_MILLISECONDS;
    const after = await done(await start());
    expect(after.number).not.toBe(before.number);
    const rangeOf = async ({ csv }: ExportJob) => (await parsed(csv!))[0]!.slice(1);
    const [from, to] = (await rangeOf(before)).map(Date.parse);
    const moved = [from!, to!].map((at) => new Date(at + 7 * DAY_MILLISECONDS).toISOString());
    expect(await rangeOf(after)).toEqual(moved);
    expect((await start()).number).toBe(after.number);
  });

  it('has a column for the level of each metric that can be rated, where that is asked for', async () => {
    const asked = { ...query, metrics: ['DEPLOYMENT_FREQUENCY', 'CODE_REWORK'] };
    const input = { query: asked, by: 'CHILD', includeRatings: true } as const;
    const { csv } = await done(await story.app.exports.start(story.viewer, input));
    const rows = await parsed(csv!);
    expect(rows.find(([first]) => first === 'Team')).toEqual([
      ...['Team', 'Deployment frequency (count)', 'Deployment frequency: sample size'],
      ...['Deployment frequency: rating', 'Code rework (0 to 1)', 'Code rework: sample size'],
    ]);
    expect(rows.find(([first]) => first === 'All')).toEqual(['All', '', '0', '', '', '0']);
  });

  it('is made again once something has changed', async () => {
    const before = await done(await start());
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\n');
    await story.settle();
    expect((await start()).number).not.toBe(before.number);
  });

  it('of nothing is refused at once, and one that cannot be made says why', async () => {
    const nowhere = { ...query, scope: { path: 'Nowhere' } };
    await expect(
      story.app.exports.start(story.viewer, { query: nowhere, by: 'CHILD' }),
    ).rejects.toThrow(/No node/);
    const job = await story.app.exports.start(story.viewer, { query, by: 'SERVICE' });
    expect(await done(job)).toMatchObject({ status: 'FAILED', csv: null });
  });

  it('that names people is not shown to a key that may not see names', async () => {
    const job = await done(await start());
    const other = { ...story.viewer, reveals: false };
    expect(await story.app.exports.find(other, job.number)).toBe(null);
  });
});
