import { expect } from 'vitest';
import type { Insight, InsightQuery } from '../../src/insights/answer/answer.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../src/model/profile/profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import type { Story } from './open-story.js';

/** Returns the people of the company, of whom Ben may be led by Flo or by Eve. */
export const peopleWithBenOf = (led: 'flo' | 'eve'): string =>
  [
    'Name,Email,Manager Email',
    'Boss,boss@x.io,',
    'Eve,eve@x.io,boss@x.io',
    'Flo,flo@x.io,boss@x.io',
    'Gus,gus@x.io,boss@x.io',
    'Ada,ada@x.io,eve@x.io',
    `Ben,ben@x.io,${led}@x.io`,
    'Cyd,cyd@x.io,gus@x.io',
  ].join('\n');

type Line = Readonly<Record<string, unknown>>;
const at = (day: string, time: string) => `2026-03-${day}T${time}:00Z`;

/** A deployment of a service to production that took ten minutes, reported when it ended. */
export const deployment = (id: string, day: string, begin: string, rest: Line = {}): Line => {
  const service = id.startsWith('b') ? 'basket' : 'search';
  const startedAt = at(day, begin);
  const endedAt = new Date(Date.parse(startedAt) + 600_000).toISOString();
  return {
    ...{ kind: 'PIPELINE_RUN', id, updatedAt: endedAt, pipeline: `ship ${service}`, kinds: ['CD'] },
    ...{ repository: `${service} code`, branch: 'main', services: [service], status: 'SUCCESS' },
    ...{ environment: 'live', environmentType: 'PRODUCTION', project: 'Shop' },
    ...{ startedAt, endedAt, ...rest },
  };
};

const repository = (service: string): Line => ({
  ...{ kind: 'REPOSITORY', id: `${service} code`, updatedAt: at('01', '08:00') },
  ...{ name: `${service} code`, defaultBranch: 'main' },
});

/** A pull request of one commit; no history of its repository is known. */
const pullRequest = (number: number, service: string, first: string, merged: string): Line => ({
  ...{ kind: 'PULL_REQUEST', id: `${service}!${number}`, updatedAt: merged, number },
  ...{ repository: `${service} code`, title: `Step ${number}`, state: 'MERGED' },
  ...{ author: { id: 'ada', email: 'ada@x.io' }, sourceBranch: `step-${number}` },
  ...{ targetBranch: 'main', openedAt: first, mergedAt: merged, closedAt: merged },
  ...{ mergeMethod: 'SQUASH', mergeSha: `a1b2c3d${number}`, headSha: `d3c2b1a${number}` },
  commits: [{ sha: `d3c2b1a${number}`, authoredAt: first, message: 'Step' }],
});

const incident = (id: string, service: string, from: string, to: string, rest: Line = {}) => ({
  ...{ kind: 'INCIDENT', id, key: id, updatedAt: to, title: 'It is down', status: 'Resolved' },
  ...{ service, createdAt: from, resolvedAt: to, ...rest },
});

/** Two services, each of a repository and a pipeline of its own, in the first days of March. */
const facts: readonly Line[] = [
  repository('basket'),
  repository('search'),
  // The first of each is a baseline: nobody knows what was out before.
  deployment('b0', '02', '09:00'),
  deployment('s0', '02', '08:00'),
  // First commit to deployment: 24 h, 6 h and, of the other service, 10 h.
  pullRequest(1, 'basket', at('03', '10:10'), at('03', '20:00')),
  deployment('b1', '04', '10:00'),
  pullRequest(2, 'basket', at('06', '06:10'), at('06', '08:00')),
  deployment('b2', '06', '12:00'),
  pullRequest(3, 'search', at('05', '00:10'), at('05', '09:00')),
  deployment('s1', '05', '10:00'),
  // 90 minutes; b2 is blamed and whole again 140 minutes after its end.
  incident('I1', 'basket', at('06', '13:00'), at('06', '14:30'), {
    ...{ causedBy: ['b2'], fixedBy: ['b4'] },
  }),
  // 20 minutes; nobody says who did it, so s1 is blamed, and whole again 46 h 10 min after its end.
  incident('I2', 'search', at('07', '08:00'), at('07', '08:20')),
  // Fails, and the next succeeds 60 minutes later.
  deployment('b3', '09', '10:00', { status: 'FAILURE' }),
  deployment('b4', '09', '11:00'),
];

const delivery: EfficiencyConfig = {
  ...fivePhasesPreset,
  leadTime: {
    ...fivePhasesPreset.leadTime,
    workScope: 'ONLY_DEPLOYED_WORK',
    phases: [
      {
        ...{ key: 'DEPLOYMENT', enabled: true },
        start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_COMMIT_CREATED' },
        end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
      },
    ],
  },
};

const equals = (property: string, values: readonly string[]) =>
  ({ property, operator: 'EQUALS', values: [...values] }) as const;
const owning = (...services: string[]): Partial<TeamSettings> => ({
  repositories: [
    equals(
      'repository',
      services.map((service) => `${service} code`),
    ),
  ],
  pipelines: { ...emptyTeamSettings.pipelines, scope: [equals('service', services)] },
  incidentManagement: {
    ...emptyTeamSettings.incidentManagement,
    incidents: { op: 'AND', conditions: [equals('service', services)] },
  },
});

export const [eve, flo, gus] = ['Eve', 'Flo', 'Gus'].map((name) => `Organisation/Boss/${name}`);

export const ingest = async ({ app, viewer }: Story, lines: readonly Line[]): Promise<void> => {
  const imported = { source: 'Ours', lines: lines.map((line) => JSON.stringify(line)) };
  expect(await app.ingestion.ingest(viewer, imported)).toMatchObject({
    refusedCount: 0,
    refused: [],
  });
};

/** Eve's team has both services, Flo's one of them too, Gus's its code alone; the profile is still the default one. */
export async function importTwoServices(story: Story): Promise<void> {
  await story.activate(peopleWithBenOf('flo'));
  await ingest(story, facts);
  await story.save(eve!, owning('basket', 'search'));
  await story.save(flo!, owning('search'));
  await story.save(gus!, { repositories: owning('search').repositories! });
  await story.settle();
}

/** From here on deployments are runs of pipelines, and lead time is that of pull requests. */
export async function measureDelivery(
  { app, viewer, settle }: Story,
  perService = false,
): Promise<void> {
  const { profiles, trees } = app.directory;
  const deploymentFrequency = { ...delivery.deploymentFrequency, perService };
  const config = { ...delivery, deploymentFrequency };
  const words = { name: `Delivery ${perService ? 'by service' : ''}`, description: null, config };
  const { number } = await profiles.create(viewer, 'EFFICIENCY', words);
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await settle();
}

export const dora = [
  'DEPLOYMENT_FREQUENCY',
  'LEAD_TIME_FOR_CHANGES',
  'CHANGE_FAILURE_RATE',
  'MEAN_TIME_TO_RESTORE',
  'FAILED_DEPLOYMENT_RECOVERY_TIME',
  'DEPLOYMENT_REWORK_RATE',
];

/** Returns the question about March, of a scope. */
export const inMarch = (
  scope: InsightQuery['scope'],
  metrics: readonly string[] = dora,
): InsightQuery => ({
  ...{ scope, metrics, range: { dates: { from: '2026-03-01', to: '2026-03-31' } } },
  ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
});

export const valuesOf = (insights: readonly Insight[]): (number | null)[] =>
  insights.map(({ headline }) => headline.value);

export async function numberOf(
  { app, viewer }: Story,
  kind: 'SERVICE' | 'PIPELINE',
  name: string,
): Promise<number> {
  const { items } = await app.dimensions.list(viewer, kind, null, { first: 100 });
  return items.find(({ item }) => item.name === name)!.item.number;
}
