import { z } from 'zod';
import { HttpFailure } from '../http/failures.js';
import type { SourceContext } from '../provider.js';
import type { JenkinsServer } from './api.js';
import { matchesAny } from './naming.js';
import type { JenkinsSettings } from './settings.js';
import type { JobHead } from './wire.js';

const FOLDER = /(?:Folder|MultiBranchProject)$/;
const MULTIBRANCH = /MultiBranchProject$/;
const ORGANIZATION = /OrganizationFolder$/;
/** Levels of folders that one question lists. */
const LEVELS = 3;
const FIELDS = '_class,name,fullName,url,lastBuild[number,timestamp]';

const treeOf = (levels: number): string =>
  levels === 0 ? FIELDS : `${FIELDS},jobs[${treeOf(levels - 1)}]`;
/** Views repeat jobs, so that jobs alone are walked. */
const LISTING = `jobs[${treeOf(LEVELS - 1)}]`;

const lastBuild = z.object({ number: z.number().int(), timestamp: z.number() });
const listed = z.object({
  _class: z.string().nullish(),
  name: z.string(),
  fullName: z.string().nullish(),
  url: z.string(),
  lastBuild: lastBuild.nullish().catch(null),
  jobs: z.array(z.unknown()).nullish(),
});
type Listed = z.infer<typeof listed>;

/** A job that has builds of its own, with its newest. */
export interface Job {
  readonly head: JobHead;
  readonly isPipeline: boolean;
  readonly last: z.infer<typeof lastBuild> | null;
}

/** The folders above a job. */
export interface Above {
  readonly fullName: string | null;
  readonly isMultibranch: boolean;
  readonly organization: string | null;
}
export const nothingAbove: Above = { fullName: null, isMultibranch: false, organization: null };

/**
 * Returns the path of a job below the address of its server. The root address in the settings of
 * Jenkins may be another one than that which was asked. Null if the text is no address of a job.
 */
export function pathOf(url: string): string | null {
  const path = (URL.parse(url, 'http://jenkins.invalid')?.pathname ?? '').replace(/\/+$/, '');
  const at = path.indexOf('/job/');
  const below = at < 0 ? '' : path.slice(at + 1);
  return /^job\/[^/]+(?:\/job\/[^/]+)*$/.test(below) ? below : null;
}

/** The branch that a job of a multibranch job is called by: slashes are encoded in its name. */
export function branchOf(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function headOf(
  job: Pick<Listed, 'name' | 'fullName' | 'url'>,
  above: Above,
): JobHead | null {
  const path = pathOf(job.url);
  if (path === null) return null;
  const fullName = job.fullName || (above.fullName ? `${above.fullName}/${job.name}` : job.name);
  const isBranch = above.isMultibranch && above.fullName !== null;
  const pipeline = isBranch ? above.fullName! : fullName;
  return {
    ...{ fullName, path, pipeline },
    branch: isBranch ? branchOf(job.name) : null,
    project: pipeline.includes('/') ? pipeline.slice(0, pipeline.lastIndexOf('/')) : null,
    organization: above.organization,
  };
}

export const aboveBy = (
  kind: string,
  fullName: string,
  { organization }: Pick<Above, 'organization'>,
): Above => ({
  fullName,
  isMultibranch: MULTIBRANCH.test(kind),
  organization: ORGANIZATION.test(kind) ? fullName : organization,
});

/** Lists what lies in a folder; one that the user may not read has nothing to show. */
async function listIn(
  { client }: JenkinsServer,
  path: string,
  log: SourceContext['log'],
): Promise<readonly unknown[]> {
  const prefix = path === '' ? '' : `${path}/`;
  try {
    const { jobs } = await client.askJson<{ jobs?: readonly unknown[] | null }>(
      `${prefix}api/json`,
      { query: { tree: LISTING } },
    );
    return jobs ?? [];
  } catch (error) {
    const isHidden = error instanceof HttpFailure && [403, 404].includes(error.status);
    if (path === '' || !isHidden) throw error;
    log('warn', `${path} cannot be listed: ${error.message}`);
    return [];
  }
}

interface Walk {
  readonly server: JenkinsServer;
  readonly log: SourceContext['log'];
  /** Paths that were seen. */
  readonly seen: Set<string>;
}

/** Returns a listed entry that was not seen before, with its place; null of anything else. */
function readEntry({ seen }: Walk, entry: unknown, above: Above) {
  const { data: one } = listed.safeParse(entry);
  const head = one && headOf(one, above);
  if (!one || !head || seen.has(head.path)) return null;
  seen.add(head.path);
  return { one, head, kind: one._class ?? '' };
}

async function* jobsBelow(
  walk: Walk,
  entries: readonly unknown[],
  above: Above,
): AsyncGenerator<Job> {
  for (const entry of entries) {
    const found = readEntry(walk, entry, above);
    if (found === null) continue;
    const { one, head, kind } = found;
    if (one.jobs || FOLDER.test(kind)) {
      const inside = one.jobs ?? (await listIn(walk.server, head.path, walk.log));
      yield* jobsBelow(walk, inside, aboveBy(kind, head.fullName, above));
    } else {
      const isPipeline = kind.endsWith('WorkflowJob');
      yield { head, isPipeline, last: one.lastBuild ?? null };
    }
  }
}

/** Yields every job below, with all that the folders show; a job in several views comes once. */
export async function* walkJobs(
  server: JenkinsServer,
  log: SourceContext['log'],
): AsyncGenerator<Job> {
  const walk: Walk = { server, log, seen: new Set() };
  yield* jobsBelow(walk, await listIn(server, '', log), nothingAbove);
}

/** True if the settings mean a job: it, or a folder above it, is named, or a pattern matches it. */
export const isSelected = (
  { jobs }: Pick<JenkinsSettings, 'jobs'>,
  { fullName }: Pick<JobHead, 'fullName'>,
): boolean =>
  jobs.length === 0 ||
  jobs.some((entry) =>
    entry.includes('*')
      ? matchesAny([entry], { own: fullName })
      : fullName === entry || fullName.startsWith(`${entry}/`),
  );

/** Returns the jobs that the settings mean. Throws where the user sees none of them. */
export async function selectedJobs(
  server: JenkinsServer,
  settings: JenkinsSettings,
  log: SourceContext['log'],
): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  for await (const job of walkJobs(server, log)) if (isSelected(settings, job.head)) jobs.push(job);
  if (jobs.length === 0)
    throw new Error(
      'The user of the token sees none of the jobs: grant it Job/Read, or correct the names of the jobs.',
    );
  return jobs;
}
