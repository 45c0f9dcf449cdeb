import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { newPlace } from '../storage/databases.js';
import { type CommitStory, writeHistory } from '../story/fast-import.js';
import { anyRepository, importStory, newDirectory } from '../story/open-story.js';

const now = Math.floor(Date.now() / 1000);

const company = (teams: number): string =>
  [
    'name,email,manager email',
    'Root,root@x.io,',
    ...Array.from(
      { length: teams },
      (_team, index) =>
        `Lead ${index},lead${index}@x.io,root@x.io\nDev ${index},dev${index}@x.io,lead${index}@x.io`,
    ),
  ].join('\n');

const RUN = JSON.stringify({
  ...{ kind: 'PIPELINE_RUN', id: 'deploy-1', updatedAt: new Date(now * 1000).toISOString() },
  ...{ pipeline: 'deploy', kinds: ['CD'], status: 'SUCCESS', services: ['shop'] },
});

const commits: CommitStory[] = Array.from({ length: 90 }, (_commit, index) => ({
  mark: index + 1,
  branch: 'main',
  message: `Change ${index}\n`,
  author: `Dev ${index % 30} <dev${index % 30}@x.io>`,
  seconds: now - (95 - index) * 43_200,
  parents: index === 0 ? [] : [index],
  files: { [`${index % 7}.txt`]: `${index}\n` },
}));

test('a question costs the same statements for 3 teams and for 30, with breakdown and with records', async () => {
  let statements = 0;
  const app = await createApp({
    database: { ...(await newPlace('EMBEDDED')), onStatement: () => statements++ },
    dataDirectory: newDirectory(),
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  const directory = join(newDirectory(), 'repository');
  writeHistory(directory, {
    commits,
    tags: [
      { name: 'v1.0.0', commit: 20 },
      { name: 'v1.1.0', commit: 60 },
    ],
  });
  const counts: number[][] = [];
  for (const teams of [3, 30]) {
    const story = await importStory(app, `${teams} teams`);
    await story.connect(directory);
    await story.activate(company(teams));
    await story.save('Organisation', { repositories: anyRepository });
    await app.ingestion.ingest(story.viewer, { source: 'Ours', lines: [RUN] });
    await story.settle();
    const services = await app.dimensions.list(story.viewer, 'SERVICE', null, { first: 1 });
    const service = services.items[0]!.item.number;
    const count = async (work: () => Promise<unknown>) => {
      statements = 0;
      await work();
      return statements;
    };
    const cold = await count(() => story.ask({}));
    const insights = await story.ask({});
    const lately = { range: { last: { count: 2, unit: 'WEEK' } } } as const;
    const otherMonths = await count(() => story.ask(lately));
    expect(otherMonths).toBeLessThan(cold / 2);
    const byChild = await count(async () =>
      expect((await insights[0]!.breakdown('CHILD')).length).toBe(1),
    );
    const byDeveloper = await count(() => insights[0]!.breakdown('DEVELOPER'));
    const one = await count(() =>
      insights[1]!.records({ first: 1, orderBy: 'AT_ASCENDING', includeExcluded: true }),
    );
    const many = await count(() =>
      insights[1]!.records({ first: 20, orderBy: 'AT_ASCENDING', includeExcluded: true }),
    );
    expect(many).toBe(one);
    const scope = { service };
    const ofService = await count(async () => {
      const [frequency] = await story.ask({ scope, metrics: ['DEPLOYMENT_FREQUENCY'] });
      await frequency!.breakdown('CHILD');
    });
    counts.push([cold, otherMonths, byChild, byDeveloper, one, many, ofService]);
  }
  expect(counts[1]).toEqual(counts[0]);
  await app.stop();
});
