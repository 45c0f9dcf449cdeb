import { beforeAll, describe, expect, it } from 'vitest';
import { operator } from '../../../src/directory/context.js';
import { createDirectory, type Directory } from '../../../src/directory/directory.js';
import type { SectionPreview } from '../../../src/directory/team-settings/preview-section.js';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';
import type { Facts } from '../../../src/model/facts/facts.js';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import type { AnyFilter, Filter, FilterOperator } from '../../../src/model/filter.js';
import { allKinds } from '../../../src/model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../../../src/model/month.js';
import {
  defaultAlignment,
  defaultProductivity,
  sourceCodePreset,
} from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../../src/model/team.js';
import { isExcludedByLabel, isForDestination } from '../../../src/model/team-scope.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import type { Database } from '../../../src/storage/database/database.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import { loadInputsOf } from '../../../src/storage/inputs/metric-inputs.js';
import { databaseKinds, newDatabase } from '../../storage/databases.js';
import { hour, toolStory } from '../../storage/tool-story.js';

const january = monthWindow(monthOf(hour(0)));
const when = (property: string, operator: FilterOperator, ...values: string[]): Filter => [
  { property, operator, values },
];
const is = (property: string, ...values: string[]) => when(property, 'EQUALS', ...values);

const byField = { op: 'AND' as const, conditions: when('field:Cost', 'STARTS_WITH', 'hi') };

const [first] = toolStory.PULL_REQUEST!;
const merged = (number: number, part: Partial<PullRequestFact>): PullRequestFact => ({
  ...{ ...first!, id: `more-${number}`, number, title: `More ${number}`, mergeSha: null },
  ...{ commits: [], comments: [], reviews: [], ...part },
});
const more: Facts = {
  REPOSITORY: [
    ...toolStory.REPOSITORY!,
    { id: 'till', updatedAt: 1, name: 'till', url: null, defaultBranch: 'trunk' },
  ],
  PULL_REQUEST: [
    merged(3, { labels: ['Chore', 'docs'] }),
    merged(4, { targetBranch: 'refs/heads/release/1', labels: ['deploy'] }),
    merged(5, { repository: 'till', targetBranch: 'trunk' }),
    merged(6, { mergedAt: null, state: 'OPEN', labels: ['chore'] }),
  ],
  TAG: ['v1.0.0', 'v1.0.1', 'nightly'].map((name, index) => ({
    ...{ id: name, updatedAt: 1, repository: 'shop', name, sha: name, position: null },
    taggedAt: hour(index),
  })),
};

describe.each(databaseKinds)('settings tried before they are saved, in the %s database', (kind) => {
  let database: Database;
  let directory: Directory;
  let account = 0;
  let team = 0;
  let sent = 0;
  const reported = async (facts: Facts) => {
    await database.write(account, (session) => writeFacts(session, 1, facts));
    const onError = (error: unknown) => {
      throw error;
    };
    await createRecalculation({ ...{ database, metrics: [] }, onError }).settle(account);
  };
  const preview = (section: SectionPreview['section'], settings: Partial<TeamSettings>) =>
    directory.teams.previewSection(operator(account), { node: team, section, settings });
  /** The facts that a cell of the team would hold if these settings were saved. */
  const held = async (settings: Partial<TeamSettings>) => {
    const rules = {
      settings: { ...emptyTeamSettings, ...settings },
      ...{ efficiency: sourceCodePreset, productivity: defaultProductivity },
      alignment: defaultAlignment,
    };
    const inputs = await database.read(account, (session) =>
      loadInputsOf(session, team, january, { rules, kinds: allKinds }),
    );
    return inputs.FILTERS;
  };
  beforeAll(async () => {
    database = await newDatabase(kind, {
      onStatement: () => {
        sent += 1;
      },
    });
    directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
    account = await directory.account.create('Story');
    const viewer = operator(account);
    const content = 'name,email,manager email\neve,eve@work.io,\nada,ada@work.io,eve@work.io';
    const { number } = await directory.imports.upload(viewer, {
      ...{ content, fileName: null, effectiveOn: null },
    });
    await directory.imports.activate(viewer, number);
    await reported(toolStory);
    await reported(more);
    const nodes = await directory.trees.nodes(viewer);
    team = nodes.find(({ isTeam }) => isTeam)!.number;
  });

  it.each<[string, AnyFilter]>([
    ['project', is('project', ' shop ')],
    ['label', when('label', 'NOT_EQUALS', 'UI')],
    ['sprint', is('sprint', 'one')],
    ['parent', is('parent', 'SHOP-9')],
    ['field', when('field:Cost', 'STARTS_WITH', 'hi')],
    ['component', is('component', 'x')],
    ['a tree', { op: 'OR', conditions: is('parent', 'SHOP-9'), groups: [byField] }],
    ['nothing', []],
  ])("match the work items that a save would make the team's, by %s", async (_name, projects) => {
    const settings = { issueManagement: { ...emptyTeamSettings.issueManagement, projects } };
    const [match] = await preview('ISSUE_MANAGEMENT', settings);
    expect(match).toMatchObject({
      field: ['issueManagement', 'projects'],
      ...{ subject: 'WORK_ITEM', matched: (await held(settings)).workItems.length, total: 3 },
    });
    expect(match!.samples).toHaveLength(match!.matched);
    expect([...match!.samples, ...match!.others].sort()).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-9']);
  });

  it.each<[string, AnyFilter]>([
    ['service', is('service', 'checkout')],
    ['tag of a child', is('tag', 'smoke')],
    ['pipeline', when('pipeline', 'CONTAINS', 'PLO')],
    ['environment', when('environment', 'NOT_EQUALS', 'prod')],
    ['a tree', { op: 'OR', conditions: [...is('tag', 'smoke'), ...is('pipeline', 'build')] }],
  ])("match the runs that a save would make the team's, by %s", async (_name, scope) => {
    const settings = { pipelines: { ...emptyTeamSettings.pipelines, scope } };
    const [match] = await preview('PIPELINES', settings);
    const { runs } = await held(settings);
    expect(match).toMatchObject({ subject: 'PIPELINE_RUN', matched: runs.length, total: 4 });
    expect(runs.length).toBeGreaterThan(0);
  });

  it('match incidents and change requests, and of the runs of the team those that failed', async () => {
    const group = { op: 'AND' as const, conditions: is('group', 'core') };
    const none = { op: 'OR' as const, conditions: is('service', 'nowhere') };
    const incidentManagement = { incidents: group, changeRequests: none };
    const { incidents, changeRequests } = await held({ incidentManagement });
    expect(await preview('INCIDENT_MANAGEMENT', { incidentManagement })).toMatchObject([
      { subject: 'INCIDENT', matched: incidents.length, samples: ['n1'], others: [] },
      { subject: 'CHANGE_REQUEST', matched: changeRequests.length, samples: [], others: ['c1'] },
    ]);
    const failure = { op: 'OR' as const, conditions: is('status', 'SUCCEEDED') };
    const pipelines = { ...emptyTeamSettings.pipelines, scope: is('pipeline', 'deploy'), failure };
    expect(await preview('PIPELINES', { pipelines })).toMatchObject([
      { field: ['pipelines', 'scope'], matched: 3, others: ['build'] },
      { field: ['pipelines', 'failure'], matched: 3, total: 3, samples: ['deploy'] },
    ]);
  });

  it('match repositories, and of these branches, labels and tags', async () => {
    const settings = {
      repositories: when('repository', 'ENDS_WITH', 'OP'),
      destinationBranches: when('branch', 'STARTS_WITH', 'release/'),
      excludedChanges: is('label', 'chore'),
      excludedChangesMode: 'EXCLUDE_MATCHING' as const,
      deployingChanges: when('label', 'DOES_NOT_CONTAIN', 'doc'),
    };
    const { pullRequests } = await held(settings);
    const shipped = pullRequests.filter(({ mergedAt }) => mergedAt !== null);
    const leftOut = shipped.filter(({ labels }) => isExcludedByLabel(settings, labels));
    const reaching = shipped.filter((one) => isForDestination(settings, one));
    expect(await preview('SOURCE_CODE', settings)).toEqual([
      {
        ...{ field: ['repositories'], subject: 'REPOSITORY', matched: 1, total: 2 },
        ...{ samples: ['shop'], others: ['till'] },
      },
      {
        ...{ field: ['destinationBranches'], subject: 'BRANCH', matched: 1, total: 2 },
        ...{ samples: reaching.map(({ targetBranch }) => targetBranch), others: ['main'] },
      },
      {
        ...{ field: ['excludedChanges'], subject: 'PULL_REQUEST', matched: leftOut.length },
        ...{ total: shipped.length, samples: ['shop#3'] },
        others: expect.arrayContaining(['shop#1', 'shop#2', 'shop#4']),
      },
      {
        ...{ field: ['deployingChanges'], subject: 'PULL_REQUEST', matched: 3, total: 4 },
        ...{ samples: expect.arrayContaining(['shop#1', 'shop#2', 'shop#4']), others: ['shop#3'] },
      },
      {
        ...{ field: ['releasePattern'], subject: 'TAG', matched: 2, total: 3 },
        ...{ samples: ['v1.0.1', 'v1.0.0'], others: ['nightly'] },
      },
    ]);
    const [, branches, excluded] = await preview('SOURCE_CODE', {
      repositories: settings.repositories,
    });
    expect([branches!.samples, branches!.others]).toEqual([['main'], ['release/1']]);
    expect(excluded!.matched).toBe(0);
  });

  it('take as many statements however much there is, and are refused as a save would be', async () => {
    const issueManagement = {
      ...emptyTeamSettings.issueManagement,
      ...{ projects: is('project', 'SHOP'), incidents: is('type', 'epic') },
    };
    const count = async () => {
      sent = 0;
      const matches = await preview('ISSUE_MANAGEMENT', { issueManagement });
      return [sent, matches.map(({ matched, total }) => [matched, total])] as const;
    };
    const [before, few] = await count();
    const [item] = toolStory.WORK_ITEM!;
    const WORK_ITEM = Array.from({ length: 30 }, (_, index) => ({
      ...{ ...item!, id: `many-${index}`, key: `SHOP-${100 + index}`, parent: null },
    }));
    await reported({ WORK_ITEM });
    const [after, many] = await count();
    expect(few).toEqual([
      [3, 3],
      [1, 3],
    ]);
    expect(many).toEqual([
      [33, 33],
      [1, 33],
    ]);
    expect(after).toBe(before);
    const unknown = [{ category: 7, filters: [is('type', 'Bug')] }];
    await expect(
      preview('ISSUE_MANAGEMENT', { issueManagement: { ...issueManagement, alignment: unknown } }),
    ).rejects.toMatchObject({ errors: [{ code: 'UNKNOWN_CATEGORY' }] });
  });
});
