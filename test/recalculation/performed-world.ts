import { expect } from 'vitest';
import { operator } from '../../src/directory/context.js';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import { metrics } from '../../src/engine/metrics/index.js';
import { defaultProductivity } from '../../src/model/profile/default-profile.js';
import type { Denominator } from '../../src/model/profile/productivity-profile.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import type { Database } from '../../src/storage/database/database.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { overrideDeployment } from '../../src/storage/relations/deployment-overrides.js';
import { developersFiles } from './developers-files.js';
import { witnesses } from './witnesses.js';
import { factsOf, type Operation, repositories } from './world.js';
import { settingsVariants } from './world-settings.js';

const INTEGRATION = 1_000_000;
const refuse = (reason: unknown) => expect.unreachable(String(reason));

/** Opens an account of the small world, in which operations are performed one after the other. */
export async function openWorld(database: Database) {
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const account = await directory.account.create(`World ${Math.random()}`);
  const viewer = operator(account);
  const recalculation = createRecalculation({
    database,
    metrics: [...metrics, ...witnesses],
    onSetAside: (_account, { reason }) => refuse(reason.message),
    onError: refuse,
  });
  let reportedAt = 1;
  const write = (facts: Parameters<typeof writeFacts>[2]) =>
    database.write(account, (session) => writeFacts(session, INTEGRATION, facts));
  const activate = async (content: string) => {
    const { number } = await directory.imports.upload(viewer, {
      content,
      fileName: null,
      effectiveOn: null,
    });
    await directory.imports.activate(viewer, number);
  };
  const save = async (variant: number) => {
    const [tree] = await directory.trees.list(viewer, null);
    if (!tree) return;
    const nodes = await database.read(account, (session) =>
      session.query<{ number: number }>(
        'select number::float8 as number from org_node where account_id = $1 and parent is null and archived_at is null',
        [account],
      ),
    );
    await directory.teams.saveSettings(viewer, {
      node: nodes[0]!.number,
      settings: settingsVariants[variant]!,
      expectedVersion: null,
    });
  };
  const divide = async (denominator: Denominator) => {
    const [profile] = await directory.profiles.list(viewer, 'PRODUCTIVITY');
    if (!profile) return;
    await directory.profiles.update(viewer, {
      ...{ kind: 'PRODUCTIVITY', number: profile.number, expectedVersion: profile.version },
      input: {
        ...{ name: profile.name, description: null },
        config: { ...defaultProductivity, denominator },
      },
    });
  };
  const mark = (id: string, said: Parameters<typeof overrideDeployment>[2]) =>
    database.write(account, async (session) => {
      const runs = await session.query<{ number: number }>(
        'select number::float8 as number from pipeline_run where account_id = $1 and id = $2',
        [account, id],
      );
      for (const { number } of runs) await overrideDeployment(session, number, said, 1);
    });
  await write(repositories);
  return {
    account,
    recalculation,
    async perform(one: Operation): Promise<void> {
      reportedAt += 1;
      const facts = factsOf(one, reportedAt);
      if (facts) await write(facts);
      switch (one.kind) {
        case 'people':
          return activate(developersFiles[one.file]!);
        case 'settings':
          return save(one.variant);
        case 'dividing':
          return divide(one.by);
        case 'labelling':
          return mark(one.run, one.mark);
        case 'settle':
          return recalculation.settle(account);
      }
    },
  };
}

/** A company, and what it calls its own. */
export const company: Operation[] = [
  { kind: 'people', file: 0 },
  { kind: 'settings', variant: 0 },
];
