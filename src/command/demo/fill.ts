import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../env.js';
import type { Viewer } from '../../model/access.js';
import { Refusal } from '../../model/errors.js';
import { emptyTeamSettings, type OrgNode, type TeamSettings } from '../../model/team.js';
import { bringIn } from '../bring-in.js';
import { operatorOf, type TaskContext } from '../task.js';
import { dateOf } from './calendar.js';
import { type DemoTeam, repositories, teams } from './organisation.js';
import { developersFile, type Employee } from './people.js';
import { type Company, inventCompany, writeRepositories } from './write-repositories.js';

/** The name of the account that the demo company lives in. */
export const DEMO_ACCOUNT = 'Demo';

const folderOf = ({ dataDirectory }: Environment) => join(dataDirectory, 'demo');

/** A file that lies there while the demo is being filled: found at a start, the filling was cut off. */
export const unfinishedDemo = (environment: Environment): string =>
  join(folderOf(environment), 'unfinished');

export async function beginDemo(environment: Environment): Promise<void> {
  await mkdir(folderOf(environment), { recursive: true });
  await writeFile(unfinishedDemo(environment), '');
}

function write(company: Company, { environment, report, signal }: TaskContext): Promise<string[]> {
  const label = 'Writing the repositories of a demo company';
  return writeRepositories(company, {
    directory: folderOf(environment),
    variables: environment.variables,
    signal,
    onWritten: (_, done) =>
      report.progress({ label, done, total: repositories.length, unit: 'repositories' }),
  });
}

async function activate(
  { app }: TaskContext,
  viewer: Viewer,
  employees: readonly Employee[],
  effectiveOn: string,
): Promise<void> {
  const content = await developersFile(employees);
  const fileName = `developers-${effectiveOn}.csv`;
  const { imports } = app.directory;
  const { number, errors } = await imports.upload(viewer, { content, fileName, effectiveOn });
  if (errors.length > 0) throw new Refusal(errors.map((error) => ({ ...error, field: [] })));
  await imports.activate(viewer, number);
}

/** The staff as it was, then as it is since the reorganisation; what a filling that was cut off had done is not done again. */
async function hire(context: TaskContext, viewer: Viewer, company: Company): Promise<void> {
  const { staff, calendar, changeDay } = company;
  const trees = await context.app.directory.trees.list(viewer, null);
  if (trees.length === 0) await activate(context, viewer, staff.before, dateOf(calendar.firstDay));
  await activate(context, viewer, staff.since, dateOf(changeDay));
}

/** The node of a team is named after whoever leads it. */
function nodeOf(team: DemoTeam, { staff }: Company, nodes: readonly OrgNode[]): OrgNode {
  const member = staff.since.find((employee) => employee.team === team.name)!;
  const lead = staff.since.find(({ email }) => email === member.managerEmail)!;
  return nodes.find(({ isTeam, name }) => isTeam && name === lead.name)!;
}

const settingsOf = (team: DemoTeam): TeamSettings => ({
  ...emptyTeamSettings,
  repositories: [{ property: 'repository', operator: 'EQUALS', values: team.repositories }],
  ...(team.releasePattern === undefined
    ? {}
    : {
        releasePattern: team.releasePattern,
        metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES' as const],
      }),
});

/** Teams say which repositories are theirs; one leaves it to the node above, as companies with many teams do. */
async function furnish({ app }: TaskContext, viewer: Viewer, company: Company): Promise<void> {
  const nodes = await app.directory.trees.nodes(viewer);
  for (const team of teams) {
    const own = nodeOf(team, company, nodes);
    const node = team.inherits ? own.parent! : own.number;
    const settings = settingsOf(team);
    await app.directory.teams.saveSettings(viewer, { node, settings, expectedVersion: null });
  }
}

/**
 * Fills the account "Demo" as a company would: developers files, repositories connected and synced, settings of teams. The recalculation is settled in the
 * end, so that every question has its answer.
 */
export async function fillDemo(context: TaskContext): Promise<void> {
  const { app, environment, report } = context;
  await beginDemo(environment);
  const viewer = await operatorOf(app, { account: DEMO_ACCOUNT });
  const company = inventCompany(Date.now());
  const paths = await write(company, context);
  await hire(context, viewer, company);
  await furnish(context, viewer, company);
  for (const [index, path] of paths.entries()) {
    await bringIn(context, viewer, path, () => undefined);
    const label = 'Importing their histories';
    report.progress({ label, done: index + 1, total: paths.length, unit: 'repositories' });
  }
  report.line('Calculating the metrics of its teams');
  await app.recalculation.settle(viewer.account);
  await rm(unfinishedDemo(environment), { force: true });
}
