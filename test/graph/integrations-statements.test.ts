import { expect, test } from 'vitest';
import { serveApp } from '../server/real-server.js';
import { openStory } from '../story/open-story.js';

const LOOK = /* GraphQL */ `{
  integrations(first: 50) {
    nodes {
      id name status nextAt intervalMinutes failures since nextSweepAt lastSyncedAt credentialStatus
      health healthReasons { cause message count }
      lastRun { status pass calls callsSaved remaining resetsAt dropped { reason count } }
    }
  }
}`;

const line = (id: string) =>
  JSON.stringify({
    ...{ kind: 'SPRINT', id, updatedAt: '2026-03-02T09:00:00Z', name: id, state: 'FUTURE' },
  });

test('a list of integrations costs the same statements for many as for one', async () => {
  let statements = 0;
  const story = await openStory('EMBEDDED', {
    database: { onStatement: () => statements++ },
  });
  const { app, viewer } = story;
  const server = await serveApp(app);
  const key = await server.key(viewer.account, 'VIEWER', false);
  const count = async () => {
    statements = 0;
    const { errors } = await server.ask(key, LOOK);
    expect(errors).toBeUndefined();
    return statements;
  };
  await app.ingestion.ingest(viewer, { source: 'S0', lines: [line('I0')] });
  await count();
  const one = await count();
  for (let index = 1; index < 20; index += 1)
    await app.ingestion.ingest(viewer, { source: `S${index}`, lines: [line(`I${index}`)] });
  // The first question after a change looks up the key again.
  await count();
  expect(await count()).toBe(one);
}, 60_000);
