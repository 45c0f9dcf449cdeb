import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../env.js';
import type { Viewer } from '../../model/access.js';
import { Refusal } from '../../model/errors.js';
import { providers } from '../../providers/index.js';
import { bringIn } from '../import/bring-in.js';
import { operatorOf, type TaskContext } from '../task.js';
import { DEMO_ACCOUNT } from './account-name.js';
import { dateOf } from './calendar.js';
import { developersFile, type Employee } from './people.js';
import { seedDemo } from './seed-demo.js';
import { toolLines } from './tools/tool-lines.js';
import {
  beginRepositories,
  type Company,
  inventCompany,
  type WrittenRepository,
} from './write-repositories.js';

const folderOf = ({ dataDirectory }: Environment) => join(dataDirectory, 'demo');

/** A file that lies there while the demo is being filled: found at a start, the filling was cut off. */
const unfinishedDemo = (environment: Environment): string =>
  join(folderOf(environment), 'unfinished');

export const isUnfinished = (environment: Environment): boolean =>
  existsSync(unfinishedDemo(environment));

export async function beginDemo(environment: Environment): Promise<void> {
  await mkdir(folderOf(environment), { recursive: true });
  await writeFile(unfinishedDemo(environment), '');
}

/** Writes the repositories, and imports each as soon as it is written. */
async function importRepositories(
  context: TaskContext,
  viewer: Viewer,
  company: Company,
): Promise<WrittenRepository[]> {
  const { environment, report, signal } = context;
  report.line('Writing the repositories of a demo company');
  const { variables } = environment;
  const writing = beginRepositories(company, {
    directory: folderOf(environment),
    variables,
    signal,
  });
  const all = Promise.all(writing);
  // An error is that of the repository, which is waited for below.
  all.catch(() => undefined);
  for (const [index, one] of writing.entries()) {
    await bringIn(context, viewer, { location: (await one).path }, () => undefined);
    const progress = { done: index + 1, total: writing.length, unit: 'repositories' };
    report.progress({ label: 'Importing their histories', ...progress });
  }
  return all;
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

/** Imports what other tools of the company would report, in the form that any tool can use. */
async function importTools(
  { app, report, signal }: TaskContext,
  viewer: Viewer,
  company: Company,
  written: readonly WrittenRepository[],
): Promise<void> {
  const git = providers.find(({ id }) => id === 'GIT')!;
  const lines = toolLines(
    company,
    written,
    (location) => git.identify(git.settings.parse({ location })).id,
  );
  const label = 'Importing tickets, reviews, deployments and incidents';
  const { refused } = await app.ingestion.ingest(viewer, {
    source: 'Tools of the demo company',
    lines: textsOf(lines),
    onProgress: (done) => report.progress({ label, done, total: null, unit: 'lines' }),
    signal,
  });
  signal.throwIfAborted();
  if (refused[0]) throw new Error(`A line of the demo was refused: ${JSON.stringify(refused[0])}`);
}

function* textsOf(lines: Iterable<object>): Generator<string> {
  for (const line of lines) yield JSON.stringify(line);
}

/** Founds the company of the account "Demo": its people and teams. From then on every question can be asked, and its figures follow. */
export async function foundDemo(context: TaskContext): Promise<void> {
  const viewer = await operatorOf(context.app, { account: DEMO_ACCOUNT });
  await hire(context, viewer, inventCompany(Date.now()));
}

async function fill(context: TaskContext): Promise<void> {
  const { app, environment, report, signal } = context;
  const viewer = await operatorOf(app, { account: DEMO_ACCOUNT });
  const company = inventCompany(Date.now());
  const written = await app.recalculation.linkWhile(
    () => importRepositories(context, viewer, company),
    { waits: true },
  );
  await importTools(context, viewer, company, written);
  await seedDemo(app, viewer, company);
  report.line('Calculating the metrics of its teams');
  await app.recalculation.settle(viewer.account, signal);
  signal.throwIfAborted();
  await rm(unfinishedDemo(environment), { force: true });
  report.line('The demo company is complete');
}

/**
 * Fills the company that was founded as its tools would: repositories connected and synced, facts of other tools, settings of teams. Ends once every figure is calculated,
 * the newest months first. Does nothing where the company is complete.
 */
export const fillDemo = (context: TaskContext): Promise<void> =>
  context.app.database.withLock('DEMO', async () => {
    if (isUnfinished(context.environment)) await fill(context);
  });
