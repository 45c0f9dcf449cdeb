import type { Instant } from '../../../model/time.js';
import { inProject } from '../../azure-api/api.js';
import { parseJson } from '../../http/answer.js';
import { instantOf } from '../../wire-values.js';
import { fieldNames } from '../wire.js';
import type { ProjectRun } from './run.js';

/** A batch of what changed, in the order of its watermarks. */
interface Batch<Value> {
  readonly values?: readonly Value[] | null;
  readonly continuationToken?: string | number | null;
  readonly nextLink?: string | null;
  readonly isLastBatch?: boolean | null;
}
interface Revision {
  readonly id?: number | null;
  readonly fields?: Readonly<Record<string, unknown>> | null;
}
interface LinkChange {
  readonly rel?: string | null;
  readonly targetId?: number | null;
}

/** Older versions name the watermark in the address of the next batch alone. */
function watermarkOf({ continuationToken, nextLink }: Batch<unknown>): string | null {
  if (continuationToken !== null && continuationToken !== undefined)
    return String(continuationToken);
  return URL.parse(nextLink ?? '')?.searchParams.get('continuationToken') ?? null;
}

/** Asks for the next batch. Throws as the client does. */
async function nextBatch<Value>(
  { api, project, own }: ProjectRun,
  path: string,
  query: Readonly<Record<string, string | boolean>>,
  after: string | null,
): Promise<Batch<Value>> {
  const startDateTime = new Date(own.from).toISOString();
  const since = after === null ? { startDateTime } : { continuationToken: after };
  return parseJson<Batch<Value>>(
    await api.core.ask(inProject(project.id, path), { query: { ...query, ...since } }),
  );
}

/**
 * Reads all that changed since a watermark, or since the instant that a project is read from.
 * Returns the watermark of its end. A batch that leads nowhere ends the walk with a warning.
 */
async function readFeed<Value>(
  run: ProjectRun,
  path: string,
  query: Readonly<Record<string, string | boolean>>,
  after: string | null,
  note: (value: Value) => void,
): Promise<string | null> {
  for (let token = after; ; ) {
    const batch = await nextBatch<Value>(run, path, query, token);
    for (const value of batch.values ?? []) note(value);
    const next = watermarkOf(batch) ?? token;
    if (batch.isLastBatch === true) return next;
    if (next === token) {
      run.api.log('warn', `${path} of ${run.project.name} leads nowhere: the walk ends here.`);
      return token;
    }
    token = next;
  }
}

/** An item that was deleted, and when. */
export interface Deleted {
  readonly number: number;
  readonly at: Instant;
}

const read = [fieldNames.project, fieldNames.changed, fieldNames.isDeleted];

/** Notes the items that changed, those that were linked otherwise, and returns those that were deleted. */
export async function readFeeds(run: ProjectRun): Promise<readonly Deleted[]> {
  const { own, context } = run;
  const deleted = new Map<number, Instant>();
  const noteRevision = ({ id, fields }: Revision): void => {
    if (typeof id !== 'number') return;
    if (fields?.[fieldNames.isDeleted] !== true) {
      own.pending.add(id);
      deleted.delete(id);
      return;
    }
    own.pending.delete(id);
    deleted.set(id, instantOf(String(fields[fieldNames.changed])) ?? context.now);
  };
  const noteLink = ({ rel, targetId }: LinkChange): void => {
    const isParent = rel?.startsWith('System.LinkTypes.Hierarchy') === true;
    if (isParent && typeof targetId === 'number' && !deleted.has(targetId))
      own.pending.add(targetId);
  };
  const revisions = await readFeed<Revision>(
    run,
    'wit/reporting/workitemrevisions',
    { fields: read.join(','), includeDeleted: true, includeLatestOnly: true },
    own.revisions,
    noteRevision,
  );
  const links = await readFeed<LinkChange>(
    run,
    'wit/reporting/workitemlinks',
    {},
    own.links,
    noteLink,
  );
  Object.assign(own, { revisions, links });
  return [...deleted].map(([number, at]) => ({ number, at }));
}
