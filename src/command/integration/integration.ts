import type { Command } from 'commander';
import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import type {
  HealthReason,
  Integration,
  IntegrationHealth,
  SyncRun,
} from '../../model/integration.js';
import { perform } from '../perform.js';
import { nextLines } from '../report/next-step.js';
import { reasonLines } from '../report/source-reasons.js';
import { broughtBy } from '../report/sync-line.js';
import { tableLines } from '../report/table-lines.js';
import { type Shell, shellOf } from '../shell.js';
import { integrationsOf } from '../sync.js';
import { defineTask, type OfAccount, operatorOf } from '../task.js';
import { findIntegration } from './find-integration.js';
import { addAssign } from './integration-assign.js';

interface Listed extends Integration {
  readonly health: IntegrationHealth;
  readonly reasons: readonly HealthReason[];
  readonly lastRun: SyncRun | null;
}
interface Chosen extends OfAccount {
  /** A name, or a number where several have the name. */
  readonly integration: string;
}

export const listIntegrations = defineTask({
  verb: 'integration list',
  run: async (given: OfAccount, { app }): Promise<Listed[]> => {
    const viewer = await operatorOf(app, given);
    const all = await integrationsOf(app, viewer);
    const numbers = all.map(({ number }) => number);
    const reports = await app.ingestion.healthReports(viewer, all);
    const runs = await app.ingestion.lastRuns(viewer, numbers);
    return all.map((one, at) => ({ ...one, ...reports[at]!, lastRun: runs[at] ?? null }));
  },
});

const defineChange = (
  verb: string,
  change: (app: App, viewer: Viewer, number: number) => Promise<unknown>,
) =>
  defineTask({
    verb: `integration ${verb}`,
    recalculates: true,
    run: async (given: Chosen, { app }): Promise<Pick<Integration, 'number' | 'name'>> => {
      const viewer = await operatorOf(app, given);
      const { number, name } = await findIntegration(app, viewer, given.integration);
      await change(app, viewer, number);
      return { number, name };
    },
  });

export const pauseIntegration = defineChange('pause', ({ ingestion }, viewer, number) =>
  ingestion.pause(viewer, number),
);
export const resumeIntegration = defineChange('resume', ({ ingestion }, viewer, number) =>
  ingestion.resume(viewer, number),
);
export const removeIntegration = defineChange('remove', ({ ingestion }, viewer, number) =>
  ingestion.remove(viewer, number),
);

const minute = (at: number | null) =>
  at === null ? 'never' : new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const HEADER = ['NUMBER', 'NAME', 'PROVIDER', 'STATUS', 'HEALTH'];

const rowOf = ({ lastRun, lastSyncedAt, nextAt, status, ...one }: Listed): string[] => [
  ...[String(one.number), one.name, one.provider, status, one.health],
  ...[minute(lastSyncedAt), status === 'ACTIVE' ? minute(nextAt) : '-'],
  lastRun === null ? 'none' : `${lastRun.status}: ${broughtBy(lastRun)}`,
];

function listLines(all: readonly Listed[], shell: Shell): string[] {
  if (all.length === 0) return nextLines('CONNECT', shell);
  const header = [...HEADER, 'COMPLETE UNTIL', 'NEXT SYNC', 'LAST RUN'];
  return [...tableLines(header, all.map(rowOf)), ...reasonLines(all, all)];
}

const changes = [
  ['pause', pauseIntegration, 'stop its syncs; what it brought stays', 'is paused.'],
  ['resume', resumeIntegration, 'sync it again', 'is synced again.'],
  ['remove', removeIntegration, 'remove it with all that it brought', 'is removed.'],
] as const;

export function addIntegration(program: Command): void {
  const parent = program
    .command('integration')
    .description('repositories and other sources that are connected');
  parent
    .command('list')
    .description(
      'all of them: how they are and why, what the last run brought, when the next one is due (UTC)',
    )
    .action(async (_: object, command: Command) => {
      const shell = shellOf(command);
      shell.finish(await perform(listIntegrations, {}, shell), (all) => listLines(all, shell));
    });
  addAssign(parent);
  for (const [verb, task, description, done] of changes)
    parent
      .command(verb)
      .description(description)
      .argument('<name>', 'its name, or its number')
      .action(async (integration: string, _: object, command: Command) => {
        const shell = shellOf(command);
        const changed = await perform(task, { integration }, shell);
        shell.finish(changed, ({ name, number }) => [`"${name}" (${number}) ${done}`]);
      });
}
