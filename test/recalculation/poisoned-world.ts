import { randomBytes } from 'node:crypto';
import { operator } from '../../src/directory/context.js';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import type { Metric } from '../../src/engine/metric.js';
import type { FactKind, Facts } from '../../src/model/facts/facts.js';
import type { MetricInputs } from '../../src/model/inputs/metric-input.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import type { SettingAside } from '../../src/storage/cells/set-aside.js';
import type { Database } from '../../src/storage/database/database.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { developersFiles } from './developers-files.js';
import { repositories } from './world.js';
import { settingsVariants } from './world-settings.js';

/** A text that no index row can hold. */
export const tooLong = randomBytes(8000).toString('base64');

/** The fields that make a fact of the kind impossible to link: no form lets it through. */
export const poisonOf: { readonly [Kind in FactKind]?: Readonly<Record<string, unknown>> } = {
  PULL_REQUEST: { commits: null },
  WORK_ITEM: { formerKeys: [null] },
  PIPELINE_RUN: { artifactsIn: [null] },
  INCIDENT: { causedBy: null },
};

type Numbered = readonly { readonly number: number }[];
type IsPoisoned = (number: number) => boolean;

/** A metric that fails where it meets a poisoned fact. */
export const failing = (metric: Metric, isPoisoned: IsPoisoned): Metric => ({
  ...metric,
  observe: (inputs, rules) => {
    for (const some of Object.values(inputs) as Numbered[])
      for (const { number } of some)
        if (isPoisoned(number)) throw new Error(`${metric.id} cannot calculate with this.`);
    return metric.observe(inputs, rules);
  },
});

/** A metric that does not see poisoned facts. */
export const blind = (metric: Metric, isPoisoned: IsPoisoned): Metric => ({
  ...metric,
  observe: (inputs, rules) =>
    metric.observe(
      Object.fromEntries(
        Object.entries(inputs).map(([kind, some]: [string, Numbered]) => [
          kind,
          some.filter(({ number }) => !isPoisoned(number)),
        ]),
      ) as unknown as MetricInputs,
      rules,
    ),
});

/** A company with what is its own, in which anything may be written past the forms. */
export async function openPoisonedWorld(database: Database, metrics: readonly Metric[]) {
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const account = await directory.account.create(`World ${Math.random()}`);
  const viewer = operator(account);
  const aside: SettingAside[] = [];
  const errors: unknown[] = [];
  const recalculation = createRecalculation({
    ...{ database, metrics, sweepEveryMilliseconds: 50 },
    onError: (error) => errors.push(error),
    onSetAside: (_account, one) => aside.push(one),
  });
  const write = (facts: Facts) =>
    database.write(account, (session) => writeFacts(session, 1_000_000, facts));
  const rows = <Row = Record<string, unknown>>(sql: string) =>
    database.read(account, (session) => session.query<Row>(sql, [account]));
  await write(repositories);
  const { number } = await directory.imports.upload(viewer, {
    ...{ content: developersFiles[0]!, fileName: null, effectiveOn: null },
  });
  await directory.imports.activate(viewer, number);
  const [root] = await rows<{ number: number }>(
    'select number::float8 as number from org_node where account_id = $1 and parent is null and archived_at is null',
  );
  await directory.teams.saveSettings(viewer, {
    ...{ node: root!.number, settings: settingsVariants[0]!, expectedVersion: null },
  });
  return { account, recalculation, write, rows, aside, errors };
}
export type PoisonedWorld = Awaited<ReturnType<typeof openPoisonedWorld>>;

/** All rows that answers are made of. */
export const observed = async ({ rows }: PoisonedWorld) => ({
  rows: await rows(
    'select team, metric, month, rows from cell_rows where account_id = $1 order by 1, 2, 3',
  ),
  subjects: await rows(
    'select subject, team, month from cell_subject where account_id = $1 order by 1, 2, 3',
  ),
  open: await rows('select * from mark where account_id = $1'),
});

/** Loads the facts that are set aside, as texts. */
export const setAside = async ({ rows }: PoisonedWorld): Promise<string[]> => {
  const found = await rows<{ kind: string; fact: string | null; metric: string; code: string }>(
    'select kind, fact_id as fact, metric, code from set_aside where account_id = $1 order by number',
  );
  return found.map(({ kind, fact, metric, code }) =>
    [kind, fact, metric, code].filter(Boolean).join(' '),
  );
};
