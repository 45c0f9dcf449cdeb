import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../model/errors.js';
import type { SyncProgress } from '../../model/integration.js';
import { addToNode, findNode } from '../node-repositories.js';
import { demandNamedDemo, importerOf } from '../own-account.js';
import { perform } from '../perform.js';
import { type NextStep, nextLines, stepAfterSources } from '../report/next-step.js';
import { syncLine } from '../report/sync-line.js';
import { type Shell, shellOf } from '../shell.js';
import { defineTask, type OfAccount, type TaskContext } from '../task.js';
import { type BroughtIn, bringIn, type Wanted } from './bring-in.js';

interface Histories extends OfAccount, Omit<Wanted, 'location'> {
  readonly locations: readonly string[];
  /** Name or path of the node whose teams own them. */
  readonly node?: string | undefined;
}
interface Imported extends BroughtIn {
  readonly node: string | null;
  readonly next: NextStep;
}

export const importGit = defineTask({
  verb: 'import git',
  recalculates: true,
  run: async (given: Histories, context: TaskContext): Promise<Imported[]> => {
    const { app } = context;
    if (given.node !== undefined) await demandNamedDemo(context, given);
    const viewer = await importerOf(context, given);
    const node = given.node === undefined ? null : await findNode(app, viewer, given.node);
    if (given.locations.length > 1 && (given.id ?? given.name) !== undefined)
      throw new Fault(
        'BAD_USER_INPUT',
        'An id or a name is that of one repository: import each with its own.',
      );
    const imported: Imported[] = [];
    for (const location of given.locations) {
      const progress = ({ done, total, what }: SyncProgress) =>
        context.report.progress({ label: basename(location), done, total, unit: what });
      const wanted = { location, id: given.id, name: given.name };
      const brought = await bringIn(context, viewer, wanted, progress);
      const owned = { repositories: [brought.repository], projects: [] };
      if (node) await addToNode(app, viewer, node, owned);
      const next = await stepAfterSources(app, viewer);
      imported.push({ ...brought, node: node?.path ?? null, next });
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
  options: Pick<Histories, 'node' | 'id' | 'name'>,
  shell: Shell,
): Promise<void> {
  const given = { ...options, locations: locations.map(absolute) };
  const imported = await perform(importGit, given, shell);
  shell.finish(imported, (all) => [
    ...all.map(importedLine),
    ...nextLines(all.at(-1)!.next, shell),
  ]);
}

function importedLine({ repository, id, run: ended, node }: Imported): string {
  const owner = node === null ? '' : ` It belongs to ${node} now.`;
  return `${syncLine(repository, ended)} Its id is ${id}.${owner}`;
}

export function addImportGit(parent: Command): void {
  parent
    .command('git')
    .description('import the history of repositories, or bring them up to date')
    .argument('<path...>', 'folders that hold a repository, or URLs that git can clone')
    .option('--node <name>', 'the team or node whose repositories they are, by name or path')
    .option('--id <id>', 'the id by which facts name it, such as "shop"')
    .option('--name <name>', 'the name by which it is listed and filtered')
    .action((locations: string[], _: object, command: Command) =>
      run(locations, command.opts(), shellOf(command)),
    );
}
