import type { Command } from 'commander';
import type { App } from '../app.js';
import type { Diagnostic } from '../insights/doctor.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { perform } from './perform.js';
import type { Shell } from './shell.js';
import { integrationsOf } from './sync.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

export const doctor = defineTask({
  verb: 'doctor',
  run: async (given: OfAccount & { readonly team?: string | undefined }, { app, report }) => {
    if (app.database.advice !== null) report.line(app.database.advice);
    const viewer = await operatorOf(app, given);
    if (given.team === undefined) {
      for (const line of await sourceLines(app, viewer)) report.line(line);
      return app.insights.doctor(viewer, null);
    }
    const nodes = await app.directory.trees.nodes(viewer);
    const team = nodes.find(
      ({ isTeam, name, path }) => isTeam && [name, path].includes(given.team!),
    );
    if (!team) throw new Fault('NOT_FOUND', `There is no team "${given.team}".`);
    return app.insights.doctor(viewer, team.number);
  },
});

/** One line for each cause that sources have, with their names. */
async function sourceLines(app: App, viewer: Viewer): Promise<string[]> {
  const all = await integrationsOf(app, viewer);
  const reports = await app.ingestion.healthReports(viewer, all);
  const found = reports.flatMap(({ reasons }, at) =>
    reasons.map(({ cause, message }) => ({ name: all[at]!.name, what: `${cause}: ${message}` })),
  );
  return [...Map.groupBy(found, ({ what }) => what)].map(
    ([what, those]) => `${those.map(({ name }) => name).join(', ')}: ${what}`,
  );
}

/** One paragraph for each cause: what it is, what to do, and by metric the teams that it concerns. */
function reportLines(found: readonly Diagnostic[]): string[] {
  if (found.length === 0) return ['Every metric of every team has numbers.'];
  const byCause = Map.groupBy(found, ({ dataStatus, reason, remedy }) =>
    JSON.stringify([dataStatus, reason, remedy]),
  );
  return [...byCause.values()].flatMap((same) => {
    const { dataStatus, reason, remedy } = same[0]!;
    const byTeams = Map.groupBy(
      [...Map.groupBy(same, ({ metric }) => metric)].map(([metric, all]) => ({
        metric,
        teams: all.map(({ path }) => path).join(', '),
      })),
      ({ teams }) => teams,
    );
    return [
      `${dataStatus}: ${reason}`,
      `  ${remedy}`,
      ...[...byTeams].map(
        ([teams, all]) => `  ${all.map(({ metric }) => metric).join(', ')} of ${teams}`,
      ),
    ];
  });
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
