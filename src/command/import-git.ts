import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { SyncProgress, SyncRun } from '../model/integration.js';
import { bringIn } from './bring-in.js';
import { addToNode, findNode } from './node-repositories.js';
import { perform } from './perform.js';
import type { Shell } from './shell.js';
import { syncLine } from './sync-line.js';
import { defineTask, type OfAccount, operatorOf, type TaskContext } from './task.js';

interface Histories extends OfAccount {
  readonly locations: readonly string[];
  /** Name or path of the node whose teams own them. */
  readonly node?: string | undefined;
}
interface Imported {
  readonly repository: string;
  readonly run: SyncRun;
  readonly node: string | null;
}

export const importGit = defineTask({
  verb: 'import git',
  recalculates: true,
  run: async (given: Histories, context: TaskContext): Promise<Imported[]> => {
    const { app } = context;
    const viewer = await operatorOf(app, given);
    const node = given.node === undefined ? null : await findNode(app, viewer, given.node);
    const imported: Imported[] = [];
    for (const location of given.locations) {
      const progress = ({ done, total, what }: SyncProgress) =>
        context.report.progress({ label: basename(location), done, total, unit: what });
      const { repository, run } = await bringIn(context, viewer, location, progress);
      if (node) await addToNode(app, viewer, node, repository);
      imported.push({ repository, run, node: node?.path ?? null });
    }
    return imported;
  },
});

// A server that owns the database runs in another folder.
const absolute = (location: string) =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(location) || /^[^/\\]+@[^/\\:]+:/.test(location)
    ? location
    : resolve(location);

async function run(
  locations: readonly string[],
  options: OfAccount & { readonly node?: string },
  shell: Shell,
): Promise<void> {
  const { account, node } = options;
  const given = { account, node, locations: locations.map(absolute) };
  const imported = await perform(importGit, given, shell);
  shell.finish(imported, (all) =>
    all.map(({ repository, run: ended, node: of }) => {
      const owner = of === null ? '' : ` It belongs to ${of} now.`;
      return `${syncLine(repository, ended)}${owner}`;
    }),
  );
}

export function addImportGit(parent: Command, shellOf: (command: Command) => Shell): void {
  parent
    .command('git')
    .description('import the history of repositories, or bring them up to date')
    .argument('<path...>', 'folders that hold a repository, or URLs that git can clone')
    .option('--node <name>', 'the team or node whose repositories they are, by name or path')
    .action((locations: string[], _: object, command: Command) =>
      run(locations, command.optsWithGlobals(), shellOf(command)),
    );
}
