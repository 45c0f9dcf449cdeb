import { describe, expect, it } from 'vitest';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import { serveApp } from '../../server/real-server.js';
import { is } from '../../story/delivery-story.js';
import { openStory, type Story } from '../../story/open-story.js';
import { emptyWorld } from '../play/pagerduty/company.js';
import { acknowledge, alert, resolve, trigger } from '../play/pagerduty/mutations.js';
import { deliver } from '../play/pagerduty/server.js';
import type { World } from '../play/pagerduty/types.js';
import { playing } from './support.js';

const SECRET = 'the secret of the subscription';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The beginning of a past day. */
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const at = (daysAgo: number, hour: number): number => TODAY - daysAgo * DAY + hour * HOUR;

/** An incident with what recorded ones have; null: it is open. */
function incident(world: World, service: string, began: number, hours: number | null): string {
  world.now = began;
  const { id } = trigger(world, service, {}, 'PUSER01');
  alert(world, id, 'critical');
  if (hours !== null) {
    world.now = began + hours * HOUR;
    acknowledge(world, id, 'PUSER01');
    resolve(world, id);
  }
  return id;
}

async function addTeam({ activate, save, settle }: Story): Promise<void> {
  await activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,person-2@example.com,boss@example.com\n',
  );
  const conditions = [is('service', 'Checkout'), is('severity', 'critical')];
  await save('Organisation', {
    incidentManagement: {
      incidents: { op: 'AND', conditions },
      changeRequests: { op: 'AND', conditions: [] },
    },
  });
  await settle();
}

async function timeToRestore({ ask, settle }: Story) {
  await settle();
  const range = { last: { count: 8, unit: 'WEEK' as const } };
  const [answer] = await ask({ metrics: ['MEAN_TIME_TO_RESTORE'], range });
  return answer!.headline;
}

describe('what PagerDuty reports', () => {
  it('becomes time to restore, and follows a webhook within the same server', async () => {
    const world = emptyWorld();
    incident(world, 'PSERV00', at(20, 8), 2);
    incident(world, 'PSERV00', at(12, 8), 4);
    const open = incident(world, 'PSERV00', at(5, 8), null);
    incident(world, 'PSERV01', at(4, 8), 9);
    world.now = at(3, 0);
    const server = await playing({ world });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [pagerduty], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer, sync } = story;
    const served = await serveApp(app);
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: pagerduty.id, name: null },
      settings: { ...server.settings, webhookSecret: SECRET },
    });
    await sync(number);
    await addTeam(story);
    // 2 h + 4 h, of 2 incidents of the checkout: 3 h. One is open, and one is of another service.
    expect(await timeToRestore(story)).toMatchObject({
      value: ((2 + 4) / 2) * HOUR,
      sampleSize: 2,
    });
    const [path] = await app.ingestion.webhookPaths(viewer, [number]);
    await app.start();
    world.now = at(5, 8) + 12 * HOUR;
    resolve(world, open);
    world.now = at(3, 1);
    const data = { id: open, type: 'incident', status: 'resolved' };
    const body = { event: { id: 'E1', event_type: 'incident.resolved', data } };
    const address = `${served.url}${path}`;
    expect(await deliver(address, ['guessed'], body, 'w-1')).toBe(401);
    for (const secrets of [['old', SECRET], [SECRET]])
      expect([200, 202]).toContain(await deliver(address, secrets, body, 'w-2'));
    // 2 h + 4 h + 12 h, of 3 incidents: 6 h.
    await expect
      .poll(async () => (await timeToRestore(story)).value, { timeout: 30_000 })
      .toBe(((2 + 4 + 12) / 3) * HOUR);
    expect(await timeToRestore(story)).toMatchObject({ sampleSize: 3 });
  });
});
