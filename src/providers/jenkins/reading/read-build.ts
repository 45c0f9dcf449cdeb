import { parseJson } from '../../http/answer.js';
import { HttpFailure } from '../../http/failures.js';
import { readMyself } from '../api.js';
import { matchesAny } from '../naming.js';
import {
  type BuildNode,
  type JobHead,
  type ListedBuild,
  listedBuild,
  type WireCause,
} from '../wire.js';
import { noteId, type Reader } from './run.js';

/** The fields of a build that are read. */
export const BUILD_FIELDS = [
  '_class,number,timestamp,queueId,duration,building,result',
  'actions[_class,causes[_class,userId,userName,upstreamProject,upstreamBuild,upstreamUrl],lastBuiltRevision[SHA1,branch[name]],remoteUrls,parameters[name,value]]',
  'changeSet[items[commitId,timestamp]],changeSets[items[commitId,timestamp]]',
].join(',');

/** After so many builds without stages, and none with, the server is taken to know none. */
const MOST_MISSING = 3;
const GONE = [403, 404, 410];

export const isOpen = ({ building, result }: Pick<ListedBuild, 'building' | 'result'>): boolean =>
  building === true || (result === null && building !== false);

function readsStages({ settings: { naming }, stages }: Reader, job: JobHead, build: ListedBuild) {
  if (!naming.readsStages || !build._class?.endsWith('WorkflowRun')) return false;
  if (stages.found === 0 && stages.missing >= MOST_MISSING) return false;
  return job.branch === null || matchesAny(naming.deployBranches, { own: job.branch });
}

/** Returns the stages of a build; null where the server knows none, or this build breaks them. */
async function readStages(reader: Reader, job: JobHead, number: number): Promise<unknown> {
  const { server, stages, log } = reader;
  try {
    const answer = await server.client.ask(`${job.path}/${number}/wfapi/describe`, {
      allowed: [404],
    });
    if (answer.status === 404) {
      stages.missing += 1;
      if (stages.found === 0 && stages.missing === MOST_MISSING)
        log('warn', 'No build has stages: install the plugin Pipeline: REST API to read them.');
      return null;
    }
    stages.found += 1;
    return parseJson(answer);
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.status !== 500) throw error;
    // A build whose files are broken fails alone: where the server is well, the rest is read.
    await readMyself(server).catch(() => {
      throw error;
    });
    log('warn', `The stages of ${job.fullName} #${number} cannot be read: ${error.message}`);
    return null;
  }
}

/** Path of the job that a cause names. */
const upstreamPath = ({ upstreamUrl, upstreamProject }: WireCause): string | null => {
  if (upstreamUrl) return upstreamUrl.replace(/^\/+|\/+$/g, '');
  const segments = upstreamProject?.split('/') ?? [];
  return segments.length === 0
    ? null
    : segments.map((one) => `job/${encodeURIComponent(one)}`).join('/');
};

/** Returns the id of the build that started this one; null if none did, or it is no more. */
async function readParent(reader: Reader, { actions }: ListedBuild): Promise<string | null> {
  const cause = actions
    .flatMap(({ causes }) => causes)
    .find(({ upstreamProject, upstreamBuild }) => upstreamProject && upstreamBuild);
  const path = cause && upstreamPath(cause);
  if (!path || !/^job\//.test(path)) return null;
  const key = `${path}/${cause.upstreamBuild}`;
  const known = reader.ids.get(key);
  if (known !== undefined) return known;
  const answer = await reader.server.client.ask(`${key}/api/json`, {
    query: { tree: 'number,timestamp,queueId,building,result' },
    allowed: GONE,
  });
  const found = answer.status === 200 ? listedBuild.safeParse(parseJson(answer)).data : undefined;
  if (found) noteId(reader, { path, fullName: cause.upstreamProject! }, found);
  else reader.ids.set(key, null);
  return reader.ids.get(key) ?? null;
}

interface RawAction {
  readonly parameters?: readonly { readonly name?: unknown }[] | null;
}

/** Parameters may hold secrets, so only those are kept that a rule asks for. Empty actions go. */
function keptOf(build: unknown, wanted: ReadonlySet<string>): unknown {
  const { actions } = (build ?? {}) as { readonly actions?: unknown };
  if (!Array.isArray(actions)) return build;
  const kept = (actions as readonly (RawAction | null)[]).flatMap((action) => {
    if (action === null || typeof action !== 'object' || Object.keys(action).length === 0)
      return [];
    if (!Array.isArray(action.parameters)) return [action];
    const named = action.parameters.filter((one) => wanted.has(String(one?.name)));
    return [{ ...action, parameters: named }];
  });
  return { ...(build as object), actions: kept };
}

/** Reads what belongs to a build that was listed. One that cannot be understood is kept as it came, to be counted. */
export async function readNode(reader: Reader, job: JobHead, build: unknown): Promise<BuildNode> {
  const { data } = listedBuild.safeParse(build);
  const kept = keptOf(build, reader.parameters);
  if (!data) return { job, build: kept, stages: null, parent: null };
  const stages = readsStages(reader, job, data) ? await readStages(reader, job, data.number) : null;
  return { job, build: kept, stages, parent: await readParent(reader, data) };
}

/** Asks for one build; null if it is no more. */
export async function askBuild(reader: Reader, job: JobHead, number: number): Promise<unknown> {
  const answer = await reader.server.client.ask(`${job.path}/${number}/api/json`, {
    query: { tree: BUILD_FIELDS },
    allowed: GONE,
  });
  return answer.status === 200 ? parseJson(answer) : null;
}
