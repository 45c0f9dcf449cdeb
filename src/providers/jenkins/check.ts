import { checkItem, messageOf, reportOf } from '../check-items.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { type JenkinsServer, openServer, readMyself, refusalFault } from './api.js';
import { isSelected, type Job, walkJobs } from './jobs.js';
import { identify, type JenkinsSettings } from './settings.js';

const explain = (error: unknown): string => refusalFault(error) ?? messageOf(error);

async function jobsOf(server: JenkinsServer, log: SourceContext['log']): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  for await (const job of walkJobs(server, log)) jobs.push(job);
  return jobs;
}

const grant = 'grant the user of the token Job/Read there, or correct the name';

const namedItem = (entry: string, jobs: readonly Job[]): CheckItem => {
  const found = jobs.filter(({ head }) => isSelected({ jobs: [entry] }, head)).length;
  return {
    what: `Jobs ${entry}`,
    permission: 'Job/Read',
    ok: found > 0,
    message: found > 0 ? `${found} can be read.` : `No job is seen: ${grant}.`,
  };
};

function jobItems(settings: JenkinsSettings, jobs: readonly Job[]): readonly CheckItem[] {
  const count = jobs.filter(({ head }) => isSelected(settings, head)).length;
  const isNone = jobs.length === 0;
  const all: CheckItem = {
    what: 'Jobs',
    permission: 'Job/Read',
    ok: !isNone,
    message: isNone
      ? 'The user of the token sees no job: grant it Job/Read.'
      : `${count} of ${jobs.length} are read.`,
  };
  return isNone ? [all] : [all, ...settings.jobs.map((entry) => namedItem(entry, jobs))];
}

const PLUGIN = 'Pipeline: REST API';

/** Stages can be read where those of one build can be. */
const checkStages = (
  { client }: JenkinsServer,
  { naming }: JenkinsSettings,
  jobs: readonly Job[],
): Promise<CheckItem> =>
  checkItem(
    { what: 'Stages', permission: `plugin ${PLUGIN}`, optional: true },
    async () => {
      const pipeline = jobs.find(({ isPipeline, last }) => isPipeline && last !== null);
      if (!naming.readsStages)
        return { ok: true, message: 'They are not read: the settings say so.' };
      if (!pipeline) return { ok: true, message: 'There is no pipeline yet.' };
      const { head, last } = pipeline;
      const { status } = await client.ask(`${head.path}/${last?.number}/wfapi/describe`, {
        allowed: [404],
      });
      return status === 404
        ? { ok: false, message: `Install the plugin ${PLUGIN}: without, no stage is a deployment.` }
        : { ok: true, message: `They can be read in ${head.fullName}.` };
    },
    explain,
  );

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export async function check(
  settings: JenkinsSettings,
  context: SourceContext,
): Promise<CheckReport> {
  const server = openServer(settings, context);
  const account = await checkItem(
    { what: 'Server', permission: 'Overall/Read' },
    async () => {
      const { name, version } = await readMyself(server);
      const at = identify(settings).name;
      return { ok: true, message: `${name} is logged in to Jenkins ${version ?? ''} at ${at}.` };
    },
    explain,
  );
  if (!account.ok) return reportOf([account]);
  try {
    const jobs = await jobsOf(server, context.log);
    const items = jobItems(settings, jobs);
    const stages = jobs.length > 0 ? [await checkStages(server, settings, jobs)] : [];
    return reportOf([account, ...items, ...stages]);
  } catch (error) {
    const failed = { what: 'Jobs', permission: 'Job/Read', ok: false, message: explain(error) };
    return reportOf([account, failed]);
  }
}
