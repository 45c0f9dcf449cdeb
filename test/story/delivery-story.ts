import type { FilterCondition } from '../../src/model/filter.js';
import type { DeploymentMark } from '../../src/model/inputs/delivery-input.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import type { DatabaseKind } from '../storage/databases.js';
import { openStory } from './open-story.js';

const HOUR = 3_600_000;
/** An instant of March 2026, or of another month by days that March has not. */
export const march = (day: number, hour: number) =>
  new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const BEGINNING = march(-59, 0);
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: BEGINNING, ...fact });

export const home = line('REPOSITORY', 'shop', { name: 'shop', defaultBranch: 'main' });
/** A deployment of the service checkout. */
export const run = (id: string, day: number, fact: object = {}) =>
  line('PIPELINE_RUN', id, {
    ...{ pipeline: 'deploy', kinds: ['CD'], repository: 'shop', branch: 'main', status: 'SUCCESS' },
    ...{ startedAt: march(day, 9), endedAt: march(day, 10), services: ['checkout'] },
    ...{ environment: 'live', environmentType: 'PRODUCTION', ...fact },
  });
export const merged = (number: number, at: string, title: string) =>
  line('PULL_REQUEST', `shop!${number}`, {
    ...{ repository: 'shop', number, title, author: { id: '42' }, sourceBranch: `topic-${number}` },
    ...{ targetBranch: 'main', state: 'MERGED', openedAt: march(-40, 9), mergedAt: at },
  });
/** A bug, which the team takes for an incident. */
export const item = (id: string, createdAt: string, fact: object) =>
  line('WORK_ITEM', id, {
    ...{ key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Open', statusCategory: 'TODO' },
    ...{ createdAt, ...fact },
  });
export const incident = (id: string, createdAt: string, fact: object) =>
  line('INCIDENT', id, { key: id, title: id, status: 'Closed', createdAt, ...fact });

export const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
/** Lead time is that of pull requests, from the merge to the deployment. */
const config: EfficiencyConfig = {
  ...fivePhasesPreset,
  leadTime: {
    ...fivePhasesPreset.leadTime,
    workScope: 'ONLY_DEPLOYED_WORK',
    phases: [
      {
        ...{ key: 'DEPLOYMENT', enabled: true },
        start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_PR_MERGED' },
        end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
      },
    ],
  },
};
const metrics = [
  ...['CHANGE_FAILURE_RATE', 'DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES'],
  ...['DEPLOYMENT_REWORK_RATE', 'FAILED_DEPLOYMENT_RECOVERY_TIME'],
] as const;

const settings = (environments: readonly FilterCondition[]) => ({
  repositories: [is('repository', 'shop')],
  issueManagement: {
    ...emptyTeamSettings.issueManagement,
    ...{ projects: [is('project', 'SHOP')], incidents: [is('type', 'Bug')] },
  },
  pipelines: {
    ...emptyTeamSettings.pipelines,
    scope: [is('service', 'checkout'), ...environments],
  },
  incidentManagement: {
    ...emptyTeamSettings.incidentManagement,
    incidents: { op: 'AND' as const, conditions: [is('priority', 'P1')] },
  },
});

/** Opens the story of a team that takes P1 for its incidents, and imports these lines from their end. */
export async function openDeliveryStory(kind: DatabaseKind, lines: readonly string[]) {
  const { app, viewer, ...story } = await openStory(kind);
  let reports = 0;
  const reportAt = async (at: string, ...reported: string[]) => {
    const later = reported.map((each) => each.replace(BEGINNING, at));
    const tally = await app.ingestion.ingest(viewer, { source: 'Ours', lines: later });
    if (tally.refusedCount > 0) throw new Error(JSON.stringify(tally));
  };
  const report = async (...reported: string[]) => {
    reports += 1;
    await reportAt(march(reports - 59, 0), ...reported);
  };
  const save = (...environments: FilterCondition[]) =>
    story.save('Organisation', settings(environments));
  const follow = async (failure: Partial<EfficiencyConfig['changeFailureRate']>) => {
    const changeFailureRate = { ...config.changeFailureRate, ...failure };
    const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
      ...{ name: `Profile ${Math.random()}`, description: null },
      config: { ...config, changeFailureRate },
    });
    const [tree] = await app.directory.trees.list(viewer, null);
    await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  };
  const mark = async (id: string, said: DeploymentMark | null) => {
    const [found] = await app.database.read(viewer.account, (session) =>
      session.query<{ number: number }>(
        'select number::float8 as number from pipeline_run where account_id = $1 and id like $2',
        [viewer.account, `%${id}`],
      ),
    );
    await app.ingestion.mark(viewer, found!.number, said);
  };
  const figures = async () => {
    await story.settle();
    const range = { dates: { from: '2026-01-01', to: '2026-04-30' } };
    const answers = await story.ask({ metrics, range });
    return new Map(answers.map((insight) => [insight.metric.id, insight]));
  };
  /** Failure rate, deployments, lead time, rework rate and recovery time, times in hours. */
  const values = async (): Promise<(number | null)[]> => {
    const found = await figures();
    return metrics.map((id) => {
      const { value, milliseconds } = found.get(id)!.headline;
      return milliseconds === null ? value : milliseconds / HOUR;
    });
  };
  await story.activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
  );
  await report(...lines.toReversed());
  await save();
  await follow({});
  return { report, reportAt, save, follow, mark, figures, values };
}
