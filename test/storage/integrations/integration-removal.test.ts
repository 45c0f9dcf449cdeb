import { describe, expect, it } from 'vitest';
import { factKinds } from '../../../src/model/facts/facts.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import type { Database } from '../../../src/storage/database/database.js';
import { factTables } from '../../../src/storage/facts/fact-tables.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import {
  deleteFacts,
  deleteRepositories,
  repositoriesOfIntegration,
} from '../../../src/storage/integrations/integration-removal.js';
import { overrideDeployment } from '../../../src/storage/relations/deployment-overrides.js';
import { databaseKinds, newDatabase } from '../databases.js';
import { toolStory } from '../tool-story.js';

const CODE = 1;
const DELIVERY = 2;
const { PIPELINE_RUN, INCIDENT, ...code } = toolStory;

async function remove(database: Database, account: number, integration: number): Promise<void> {
  await database.write(account, async (session) => {
    const repositories = await repositoriesOfIntegration(session, integration);
    for (const kind of factKinds)
      if (kind !== 'REPOSITORY') {
        let after: number | null = 0;
        while (after !== null)
          after = await deleteFacts(session, kind, { integration, repositories }, after, 2);
      }
    await deleteRepositories(session, repositories);
  });
}

describe.each(databaseKinds)(
  'an integration that is removed from the %s database',
  async (kind) => {
    const database = await newDatabase(kind);
    const open = async () => {
      const account = await database.createAccount();
      const write = (integration: number, facts: typeof toolStory) =>
        database.write(account, (session) => writeFacts(session, integration, facts));
      await write(CODE, code);
      await write(DELIVERY, { PIPELINE_RUN: PIPELINE_RUN!, INCIDENT: INCIDENT! });
      const settle = () =>
        createRecalculation({
          ...{ database, metrics: [] },
          onError: (error) => {
            throw error;
          },
        }).settle(account);
      await settle();
      const rows = <Row>(sql: string) =>
        database.read(account, (session) => session.query<Row>(sql, [account]));
      const count = async (table: string) =>
        (await rows(`select 1 from ${table} where account_id = $1`)).length;
      return { account, settle, rows, count };
    };

    it('takes its facts back, and all that was made of them', async () => {
      const { account, settle, count } = await open();
      const [run] = await database.read(account, (session) =>
        session.query<{ number: number }>(
          "select number::float8 as number from pipeline_run where account_id = $1 and id = 'd3'",
          [account],
        ),
      );
      await database.write(account, (session) =>
        overrideDeployment(session, run!.number, 'REPAIR', 1),
      );
      await settle();
      expect(await count('fact_link')).toBeGreaterThan(10);
      await remove(database, account, CODE);
      await remove(database, account, DELIVERY);
      await settle();
      for (const factKind of factKinds)
        if (factKind !== 'REPOSITORY') expect(await count(factTables[factKind].table)).toBe(0);
      for (const table of [
        'fact_link',
        'fact_word',
        'fact_place',
        'standing_run',
        'deployment_place',
      ])
        expect([table, await count(table)]).toEqual([table, 0]);
      expect(await count('deployment_mark')).toBe(0);
    });

    it('leaves what others reported, and an empty row for a repository that they name', async () => {
      const { account, settle, rows, count } = await open();
      await remove(database, account, CODE);
      await settle();
      expect(await count('pull_request')).toBe(0);
      expect(await count('pipeline_run')).toBe(PIPELINE_RUN!.length);
      expect(
        await rows(
          'select id, name, integration::int as integration, default_branch from repository where account_id = $1',
        ),
      ).toEqual([{ id: 'shop', name: 'shop', integration: 0, default_branch: null }]);
      const relations = await rows<{ relation: string }>(
        'select distinct relation from fact_link where account_id = $1 order by 1',
      );
      expect(relations.map(({ relation }) => relation)).toEqual([
        ...['BUILD_DEPLOYMENT', 'DEPLOYMENT_NEXT', 'DEPLOYMENT_REPAIR'],
        // The commits that the runs name are those of no repository now.
        ...['INCIDENT_DEPLOYMENT', 'RUN_COMMITS_UNKNOWN', 'RUN_STANDING'],
      ]);
    });
  },
);
