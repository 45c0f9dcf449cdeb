import type { Command } from 'commander';
import type { App } from '../app.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import type { Integration, SyncProgress, SyncRun } from '../model/integration.js';
import { syncToEnd } from './import/bring-in.js';
import { perform } from './perform.js';
import { nextLines } from './report/next-step.js';
import { syncLine } from './report/sync-line.js';
import { type Shell, shellOf } from './shell.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

const PAGE = 100;

interface Synced {
  readonly name: string;
  /** Null where it failed. */
  readonly run: SyncRun | null;
  readonly fault: string | null;
}

export async function integrationsOf(app: App, viewer: Viewer): Promise<Integration[]> {
  const all: Integration[] = [];
  let after: string | null = null;
  for (;;) {
    const request: { first: number; after: string | null } = { first: PAGE, after };
    const page = await app.ingestion.integrations(viewer, {}, request);
    all.push(...page.items.map(({ item }) => item));
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNextPage) return all;
  }
}

function chosen(all: readonly Integration[], names: readonly string[]): readonly Integration[] {
  if (names.length === 0) return all.filter(({ status }) => status === 'ACTIVE');
  return names.map((name) => {
    const found = all.find(
      (one) => one.name.toLowerCase() === name.toLowerCase() || String(one.number) === name,
    );
    if (found) return found;
    const known = all.map((integration) => integration.name).join(', ') || 'none';
    throw new Fault('NOT_FOUND', `There is no integration "${name}": there are ${known}.`);
  });
}

export const sync = defineTask({
  verb: 'sync',
  recalculates: true,
  run: async (given: OfAccount & { readonly names: readonly string[] }, context) => {
    const { app, report, signal } = context;
    const viewer = await operatorOf(app, given);
    const synced: Synced[] = [];
    for (const integration of chosen(await integrationsOf(app, viewer), given.names)) {
      const { name } = integration;
      const progress = ({ done, total, what }: SyncProgress) =>
        report.progress({ label: name, done, total, unit: what });
      try {
        const run = await syncToEnd(app, viewer, integration, progress, signal);
        synced.push({ name, run, fault: null });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        synced.push({ name, run: null, fault: error.message });
      }
    }
    return synced;
  },
});

const failed = (all: readonly Synced[]) => all.flatMap(({ fault }) => fault ?? []);

async function run(names: readonly string[], shell: Shell): Promise<void> {
  const synced = await perform(sync, { names }, shell);
  shell.finish(synced, (all) =>
    all.length === 0
      ? nextLines('CONNECT', shell)
      : all.flatMap(({ name, run: ended }) => (ended ? [syncLine(name, ended)] : [])),
  );
  const faults = failed(synced);
  if (faults.length > 0) throw new Fault('UNAVAILABLE', faults.join('\n'));
}

export function addSync(program: Command): void {
  program
    .command('sync')
    .description('bring integrations up to date now; the server does it by itself')
    .argument('[name...]', 'only these, by name or number')
    .action((names: string[], _: object, command: Command) => run(names, shellOf(command)));
}
