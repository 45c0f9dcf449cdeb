import type { Command } from 'commander';
import type { Diagnostic } from '../insights/doctor.js';
import { Fault } from '../model/errors.js';
import { perform } from './perform.js';
import type { Shell } from './shell.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

export const doctor = defineTask({
  verb: 'doctor',
  run: async (given: OfAccount & { readonly team?: string | undefined }, { app, report }) => {
    if (app.database.advice !== null) report.line(app.database.advice);
    const viewer = await operatorOf(app, given);
    if (given.team === undefined) return app.insights.doctor(viewer, null);
    const nodes = await app.directory.trees.nodes(viewer);
    const team = nodes.find(
      ({ isTeam, name, path }) => isTeam && [name, path].includes(given.team!),
    );
    if (!team) throw new Fault('NOT_FOUND', `There is no team "${given.team}".`);
    return app.insights.doctor(viewer, team.number);
  },
});

function reportLines(found: readonly Diagnostic[]): string[] {
  if (found.length === 0) return ['Every metric of every team has numbers.'];
  const byTeam = Map.groupBy(found, ({ path }) => path);
  return [...byTeam].flatMap(([path, diagnostics]) => [
    path,
    ...diagnostics.flatMap(({ metric, dataStatus, reason, remedy }) => [
      `  ${metric} ${dataStatus}: ${reason}`,
      `    ${remedy}`,
    ]),
  ]);
}

export function addDoctor(program: Command, shellOf: (command: Command) => Shell): void {
  program
    .command('doctor')
    .description('say for every team and metric why a number is empty, and what mends it')
    .option('--team <name>', 'only this team, by name or path')
    .action(async ({ team }: { team?: string }, command: Command) => {
      const { account } = command.optsWithGlobals<OfAccount>();
      const shell = shellOf(command);
      shell.finish(await perform(doctor, { account, team }, shell), reportLines);
    });
}
