import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { deployment, type OpenInbox, openInbox } from '../ingestion/inbox/open-inbox.js';
import { databaseKinds } from '../storage/databases.js';
import type { Story } from '../story/open-story.js';

const WATCH = /* GraphQL */ `subscription {
  insightUpdated(scope: { path: "Organisation" }, metrics: [DEPLOYMENT_FREQUENCY], range: { last: { count: 4, unit: WEEK } }) {
    insight { headline { value } }
  }
}`;

/** A team whose deployments are those of the service checkout. */
async function addTeam({ app, viewer, ...story }: Story): Promise<void> {
  await story.activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
  );
  await story.save('Organisation', {
    pipelines: {
      ...emptyTeamSettings.pipelines,
      scope: [{ property: 'service', operator: 'EQUALS', values: ['checkout'] }],
    },
  });
  const { profiles, trees } = app.directory;
  const { number } = await profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Deployments', description: null, config: fivePhasesPreset },
  });
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await story.settle();
}

/** The values that a subscriber of the team gets, as they come. */
async function subscribe({ story, server }: OpenInbox) {
  const values: (number | null)[] = [];
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': await server.key(story.viewer.account, 'VIEWER') },
  });
  client.subscribe<{ insightUpdated: { insight: { headline: { value: number | null } } } }>(
    { query: WATCH },
    {
      next: ({ data }) => {
        if (data) values.push(data.insightUpdated.insight.headline.value);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  await expect.poll(() => values.length, { timeout: 20_000 }).toBeGreaterThan(0);
  return { values, stop: () => client.dispose() };
}

test.each(databaseKinds)(
  'a webhook that changes a number reaches a subscriber at once, in the %s database',
  async (kind) => {
    const inbox = await openInbox(kind);
    await addTeam(inbox.story);
    await inbox.story.app.start();
    const { values, stop } = await subscribe(inbox);
    for (let count = 1; count <= 6; count += 1) {
      inbox.vendor.things.set(`deployed-${count}`, [deployment(`deployed-${count}`)]);
      const sent = await inbox.send(`deployed-${count}`, { points: [`deployed-${count}`] });
      expect(sent).toMatchObject({ status: 202 });
      // By the clock alone it would come after 15 seconds.
      await expect.poll(() => values.at(-1), { timeout: 10_000, interval: 5 }).toBe(count);
    }
    await stop();
  },
);
