import { expect, test } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { openStory } from '../story/open-story.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();

const run = (id: string, minute: number, fact: object): string =>
  JSON.stringify({
    ...{ kind: 'PIPELINE_RUN', id, updatedAt: at(minute), kinds: ['CD'], status: 'SUCCESS' },
    ...{ startedAt: at(minute), endedAt: at(minute + 1), ...fact },
  });
const stage = (id: string, minute: number, fact: object): string =>
  run(id, minute, { pipeline: 'stage', environment: 'live', ...fact });

test.each(databaseKinds)(
  'a stage that its pipeline started again has the traits of the later start alone, on %s',
  async (kind) => {
    const { app, viewer } = await openStory(kind);
    const lines = [
      run('p1', 0, { pipeline: 'ship', run: 'p', services: ['shop'], kinds: ['CI'] }),
      run('p2', 10, { pipeline: 'ship', run: 'p', attempt: 2, services: ['web'], kinds: ['CI'] }),
      stage('s1', 2, { parent: 'p1', tags: ['canary'], attempt: 7 }),
      stage('s2', 12, { parent: 'p2', tags: ['stable'] }),
    ];
    await app.ingestion.ingest(viewer, { source: 'Ours', lines });
    await app.recalculation.settle(viewer.account);
    const found = await app.database.read(viewer.account, (session) =>
      session.query<{ id: string; tag: string[]; service: string[] }>(
        `select run ->> 'id' as id, traits -> 'tag' as tag, traits -> 'service' as service
         from standing_run where account_id = $1 order by 1`,
        [viewer.account],
      ),
    );
    expect(found).toEqual([
      { id: 'p2', tag: [], service: ['web'] },
      { id: 's2', tag: ['stable'], service: ['web'] },
    ]);
  },
);
