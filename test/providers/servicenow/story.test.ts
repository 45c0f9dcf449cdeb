import { describe, expect, it } from 'vitest';
import { sourceCodePreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import { is } from '../../story/delivery-story.js';
import { openStory, type Story } from '../../story/open-story.js';
import { company } from '../play/servicenow/company.js';
import { addRow, emptyWorld } from '../play/servicenow/generator.js';
import { change } from '../play/servicenow/mutations.js';
import type { Row, World } from '../play/servicenow/types.js';
import { playing } from './support.js';

const HOUR = 3_600_000;
const [checkout, payments] = company.serviceIds;

/** An incident of the checkout; like the change requests it has what recorded rows have. */
const incident = (world: World, opened: string, more: Row) =>
  addRow(world, 'incident', {
    ...{ opened_at: `2026-03-${opened}:00`, business_service: checkout!, priority: '1', ...more },
  });
const deployment = (world: World, ended: string, more: Row = {}) =>
  addRow(world, 'change_request', {
    ...{ opened_at: '2026-03-01 08:00:00', business_service: checkout!, state: '3' },
    ...{ work_end: `2026-03-${ended}:00`, closed_at: '2026-04-20 08:00:00', ...more },
  });

/** Three deployments of the checkout, and of its incidents two that are over, one open and one canceled. */
function worldOfMarch(): World {
  const world = emptyWorld({ now: Date.UTC(2026, 3, 25) });
  deployment(world, '03 10:00');
  deployment(world, '10 10:00');
  deployment(world, '17 10:00');
  deployment(world, '18 10:00', { business_service: payments! });
  deployment(world, '19 10:00', { state: '4' });
  deployment(world, '20 10:00', { state: '-1' });
  incident(world, '04 10:00', {
    ...{ state: '7', resolved_at: '2026-03-04 12:00:00', closed_at: '2026-03-09 12:00:00' },
  });
  incident(world, '11 08:00', { state: '6', resolved_at: '2026-03-11 14:00:00' });
  incident(world, '18 08:00', { state: '2' });
  incident(world, '19 08:00', { state: '8', resolved_at: '2026-03-19 09:00:00' });
  incident(world, '05 08:00', {
    ...{ business_service: payments!, state: '6', resolved_at: '2026-03-25 08:00:00' },
  });
  return world;
}

const config: EfficiencyConfig = {
  ...sourceCodePreset,
  deploymentFrequency: { ...sourceCodePreset.deploymentFrequency, source: 'CHANGE_REQUESTS' },
  changeFailureRate: { ...sourceCodePreset.changeFailureRate, method: 'RATIO' },
};

async function addTeam({ app, viewer, activate, save, settle }: Story): Promise<void> {
  await activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,person-1@example.com,boss@example.com\n',
  );
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'By ServiceNow', description: null, config },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  const ofCheckout = { op: 'AND' as const, conditions: [is('service', 'Checkout')] };
  await save('Organisation', {
    incidentManagement: { incidents: ofCheckout, changeRequests: ofCheckout },
  });
  await settle();
}

const metrics = ['MEAN_TIME_TO_RESTORE', 'CHANGE_FAILURE_RATE', 'DEPLOYMENT_FREQUENCY'] as const;

async function headlines({ ask, settle }: Story) {
  await settle();
  const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
  const answers = await ask({ metrics, range });
  return Object.fromEntries(answers.map(({ metric, headline }) => [metric.id, headline]));
}

describe('what ServiceNow reports', () => {
  it('becomes time to restore, failure rate and deployments, and follows what changes', async () => {
    const server = await playing({ world: worldOfMarch() });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [servicenow], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer, sync } = story;
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: servicenow.id, name: null },
      settings: { ...server.settings, incidentFilter: 'state!=8', since: '2026-01-01' },
    });
    await sync(number);
    await addTeam(story);
    const first = await headlines(story);
    // (12:00 - 10:00) + (14:00 - 08:00) = 2 h + 6 h, of 2 incidents: 4 h. The open one is not over.
    expect(first.MEAN_TIME_TO_RESTORE).toMatchObject({
      value: ((2 + 6) / 2) * HOUR,
      sampleSize: 2,
    });
    // Three are closed; one is of another service, one was canceled, one is under way.
    expect(first.DEPLOYMENT_FREQUENCY).toMatchObject({ value: 3 });
    // Three incidents of the checkout were created, over three deployments; the filter has no canceled one.
    expect(first.CHANGE_FAILURE_RATE).toMatchObject({ value: 3 / 3, numerator: 3, denominator: 3 });
    change(server.world, 'INC0000003', { state: '6', resolved_at: '2026-03-18 09:00:00' });
    change(server.world, 'CHG0000006', { state: '3', work_end: '2026-03-21 10:00:00' });
    await sync(number);
    const second = await headlines(story);
    // 2 h + 6 h + 1 h, of 3 incidents: 3 h.
    expect(second.MEAN_TIME_TO_RESTORE).toMatchObject({ value: 3 * HOUR, sampleSize: 3 });
    expect(second.DEPLOYMENT_FREQUENCY).toMatchObject({ value: 4 });
    expect(second.CHANGE_FAILURE_RATE).toMatchObject({ value: 3 / 4 });
  });
});
