import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyTeamSettings } from '../../src/model/team.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';
import { importStory, newDirectory, openStory, type Story } from '../story/open-story.js';

const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour);
const march = (day: number, hour: number) => new Date(at(day, hour)).toISOString();
const author = 'Ada <ada@example.com>';
const people =
  'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n';

/** Clones of one remote, by different spellings of it; their history holds four commits, two tags and a squashed pull request. */
function writeClones() {
  const place = newDirectory();
  const shop = join(place, 'shop');
  const messages = ['Begin', 'Add basket (#7)', 'Add search', 'Add checkout'];
  writeHistory(shop, {
    commits: messages.map((message, index) => ({
      ...{ mark: index + 1, branch: 'main', message, author, seconds: at(index + 2, 9) / 1000 },
      ...{ parents: index === 0 ? [] : [index], files: { 'a.txt': `${index}\n` } },
    })),
    tags: [
      { name: 'v1.0.0', commit: 1 },
      { name: 'v1.1.0', commit: 3 },
    ],
  });
  const spellings = [
    'git@github.com:Org/Shop.git',
    'https://github.com/org/shop',
    'ssh://git@github.com:22/org/shop.git/',
  ];
  const clones = spellings.map((origin, index) => {
    const clone = join(place, `clone-${index}.git`);
    git(place, ['clone', '--quiet', '--mirror', shop, clone]);
    git(clone, ['config', 'remote.origin.url', origin]);
    return clone;
  });
  const other = join(place, 'other');
  writeHistory(other, {
    commits: [
      { mark: 1, branch: 'main', message: 'Other', author, seconds: at(20, 9) / 1000, parents: [] },
    ],
  });
  git(other, ['config', 'remote.origin.url', 'https://github.com/org/other']);
  const hashes = git(shop, ['rev-list', '--reverse', 'main']).split('\n');
  return { shop, clones, other, hashes };
}

const names = [
  'git@github.com:org/shop.git',
  'https://github.com/Org/Shop.git',
  'https://user@github.com/org/shop/',
  'org/shop',
  'Shop',
];
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: march(1, 0), ...fact });
const factsOf = (hashes: readonly string[]): ((repository: string) => string)[] => [
  (repository) =>
    line('PULL_REQUEST', 'pr-7', {
      ...{
        repository,
        number: 7,
        title: 'Add basket',
        author: { id: '42', email: 'ada@example.com' },
      },
      ...{ sourceBranch: 'topic', targetBranch: 'main', state: 'MERGED', openedAt: march(2, 12) },
      ...{ mergedAt: march(3, 9), mergeSha: hashes[1] },
    }),
  (repository) =>
    line('PIPELINE_RUN', 'first', {
      ...{ pipeline: 'deploy', kinds: ['CD'], repository, status: 'SUCCESS', commits: [hashes[0]] },
      ...{ startedAt: march(2, 18), endedAt: march(2, 19), environmentType: 'PRODUCTION' },
    }),
  (repository) =>
    line('PIPELINE_RUN', 'second', {
      ...{ pipeline: 'deploy', kinds: ['CD'], repository, status: 'SUCCESS', commits: [hashes[3]] },
      ...{ startedAt: march(6, 18), endedAt: march(6, 19), environmentType: 'PRODUCTION' },
    }),
  (repository) =>
    line('INCIDENT', 'inc', {
      ...{ key: 'INC-1', title: 'Down', status: 'Closed', repository, priority: 'P1' },
      ...{ createdAt: march(7, 9), resolvedAt: march(7, 11) },
    }),
  (repository) =>
    line('COMMIT', `own-${hashes[2]}`, {
      ...{ repository, sha: hashes[2], message: 'Add search', authoredAt: march(4, 9) },
      author: { id: '42', email: 'ada@example.com' },
    }),
  (repository) =>
    line('TAG', 'own-tag', { repository, name: 'v1.1.0', sha: hashes[2], taggedAt: march(4, 9) }),
];
const metrics = [
  'CODING_DAYS_PER_DEVELOPER',
  'DEPLOYMENT_FREQUENCY',
  'LEAD_TIME_FOR_CHANGES',
  'CODE_REWORK',
  'PR_VELOCITY_PER_DEVELOPER',
  'CHANGE_FAILURE_RATE',
];

async function openCompany(app: Story['app'], name: string, filter: readonly string[]) {
  const story = await importStory(app, name);
  await story.activate(people);
  await story.save('Organisation', {
    repositories: [{ property: 'repository', operator: 'EQUALS', values: filter }],
    incidentManagement: {
      ...emptyTeamSettings.incidentManagement,
      incidents: {
        op: 'AND',
        conditions: [{ property: 'priority', operator: 'EQUALS', values: ['P1'] }],
      },
    },
    pipelines: {
      ...emptyTeamSettings.pipelines,
      scope: [{ property: 'pipeline', operator: 'EQUALS', values: ['deploy'] }],
    },
  });
  const ingest = async (lines: readonly string[], source = 'Ours') => {
    const { refused } = await app.ingestion.ingest(story.viewer, { source, lines });
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
  };
  const figures = async () => {
    await story.settle();
    const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
    const answered = await story.ask({ metrics, range });
    return Promise.all(
      answered.map(async (insight) => {
        const { records } = await insight.records({
          ...{ first: 100, orderBy: 'AT_ASCENDING', includeExcluded: true },
        });
        const rows = records.map(({ record: { title, at: when, value, excluded } }) =>
          [title, when, value, excluded].join(' '),
        );
        return [
          insight.metric.id,
          insight.headline.value,
          insight.headline.sampleSize,
          rows.sort(),
        ];
      }),
    );
  };
  return { ...story, ingest, figures };
}

describe.each(databaseKinds)('one repository that several sources report, on %s', (kind) => {
  const written = writeClones();
  const facts = factsOf(written.hashes);
  let app: Story['app'];
  let expected: unknown;
  beforeAll(async () => {
    ({ app } = await openStory(kind));
    const company = await openCompany(app, 'One', ['org/shop', 'shop', 'clone-0']);
    await company.connect(written.clones[0]!);
    await company.ingest(facts.slice(0, 4).map((fact) => fact('https://github.com/org/shop')));
    await company.connect(written.other);
    expected = await company.figures();
  }, 120_000);

  const clones = ['clone-0', 'clone-1', 'clone-2'];
  type Company = Awaited<ReturnType<typeof openCompany>>;
  const repositoriesOf = async ({ viewer }: Company) =>
    (await app.ingestion.repositories(viewer, { first: 10, after: null })).items;
  interface Step {
    readonly clone?: number;
    readonly fact?: number;
    readonly name?: string;
  }
  const perform = async (company: Company, { clone, fact, name }: Step) => {
    if (clone !== undefined) await company.connect(written.clones[clone]!);
    else if (fact !== undefined) await company.ingest([facts[fact]!(name!)]);
    else await company.settle();
  };

  test('counts once whatever the order, the repetition and the spelling', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ clone: fc.nat(2) }),
      fc.record({ fact: fc.nat(facts.length - 1), name: fc.constantFrom(...names) }),
      fc.constant<Step>({}),
    );
    let companies = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.constantFrom(...names),
        async (steps, last, name) => {
          companies += 1;
          const company = await openCompany(app, `${companies}`, clones);
          for (const each of steps) await perform(company, each);
          await company.connect(written.clones[0]!);
          await company.connect(written.other);
          await company.settle();
          for (const index of last) await company.ingest([facts[index]!(name)]);
          expect(await company.figures()).toEqual(expected);
          expect(await repositoriesOf(company)).toHaveLength(2);
        },
      ),
      { numRuns: lawRuns(1, 6) },
    );
  }, 300_000);

  test('is taken apart again when a source goes', async () => {
    const company = await openCompany(app, 'Parted', clones);
    await company.connect(written.other);
    await company.ingest(facts.slice(0, 4).map((fact) => fact('org/shop')));
    const first = await company.connect(written.clones[0]!);
    await company.connect(written.clones[1]!);
    expect(await company.figures()).toEqual(expected);
    await app.ingestion.remove(company.viewer, first);
    expect(await company.figures()).toEqual(expected);
  }, 120_000);
});
