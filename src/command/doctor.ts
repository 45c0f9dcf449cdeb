import type { Command } from 'commander';
import type { App } from '../app.js';
import type { Diagnostic } from '../insights/doctor.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import type { Integration } from '../model/integration.js';
import { perform } from './perform.js';
import { type NextStep, nextLines } from './report/next-step.js';
import type { Report } from './report/progress-report.js';
import { sourceLines } from './report/source-reasons.js';
import { type Shell, shellOf } from './shell.js';
import { integrationsOf } from './sync.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

const stepWithout = (all: readonly Integration[]): NextStep =>
  all.length > 0 ? 'DEVELOPERS' : 'CONNECT';

export const doctor = defineTask({
  verb: 'doctor',
  run: async (given: OfAccount & { readonly team?: string | undefined }, { app, report }) => {
    if (app.database.advice !== null) report.line(app.database.advice);
    const viewer = await operatorOf(app, given);
    const all = await integrationsOf(app, viewer);
    const nodes = await app.directory.trees.nodes(viewer);
    // Null if nothing is left to do.
    const next = nodes.length > 0 ? null : stepWithout(all);
    if (given.team === undefined) {
      for (const line of await sourceLines(app, viewer, all)) report.line(line);
      if (next === null) await reportUnmatched(app, viewer, report);
      return { found: await app.insights.doctor(viewer, null), next };
    }
    const team = nodes.find(
      ({ isTeam, name, path }) => isTeam && [name, path].includes(given.team!),
    );
    if (!team) throw new Fault('NOT_FOUND', `There is no team "${given.team}".`);
    return { found: await app.insights.doctor(viewer, team.number), next };
  },
});

const NAMED = 3;

/** Reports people whom no developer matches: their work counts for no team. */
async function reportUnmatched(app: App, viewer: Viewer, report: Pick<Report, 'line'>) {
  const { items, totalCount } = await app.directory.identities.unmatched(viewer, { first: NAMED });
  if (items.length === 0) return;
  const names = items.map(
    ({ item }) => `${item.name ?? item.externalId} (${item.email ?? item.applicationType})`,
  );
  const count = totalCount ?? items.length;
  const more = count > items.length ? ', …' : '';
  report.line(
    `UNMATCHED: ${count} people of the sources match no developer: ${names.join(', ')}${more}. What they do counts for no team: add them, or their addresses, to the developers file, or link them (unmatchedAuthors, linkIdentity).`,
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

/** Settings that a command saves, too. */
const ownerLines = (found: readonly Diagnostic[], { typed }: Shell): string[] =>
  found.some(({ remedy }) => /^Save its (?:source code|issue management) settings/.test(remedy))
    ? [`Repositories and projects of a source by command: ${typed('integration assign NAME NODE')}`]
    : [];

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say how sources are, why numbers of teams are empty, and what to do about it')
    .option('--team <name>', 'only this team, by name or path')
    .action(async ({ team }: { team?: string }, command: Command) => {
      const shell = shellOf(command);
      const { found, next } = await perform(doctor, { team }, shell);
      shell.finish(found, () =>
        next === null
          ? [...reportLines(found), ...ownerLines(found, shell)]
          : nextLines(next, shell),
      );
    });
}
