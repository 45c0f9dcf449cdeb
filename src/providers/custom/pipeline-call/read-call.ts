import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Refusal, type UserError } from '../../../model/errors.js';
import { withoutSecrets } from '../../../model/facts/open-secret.js';
import { bytesOf, NAME_BYTES } from '../../../model/limits.js';
import { cleanEmail } from '../../../model/look-alike.js';
import type { Instant } from '../../../model/time.js';
import { errorsIn, wordsOfIssue } from '../error-texts.js';
import { instanceForm, type PipelineCall, pipelineCallForm } from './form.js';

/** A tag of runs that were reported as change failures. */
export const CHANGE_FAILURE_TAG = 'change-failure';

/** A run that was reported, as a line of the neutral form. */
export interface ReportedCall {
  readonly id: string;
  readonly line: string;
  /** True if it is a change failure, whatever its result. */
  readonly isChangeFailure: boolean;
}

/** True if the body has nothing at the path. */
function isMissing(body: unknown, path: readonly string[]): boolean {
  const value = path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[key],
    body,
  );
  return value === undefined || value === null || value === '';
}

/** Returns the body in the shape of a form. Throws a Refusal that names each field at fault. */
function parsed<Form extends z.ZodType>(form: Form, body: unknown): z.output<Form> {
  const read = form.safeParse(body, { error: wordsOfIssue });
  if (read.success) return read.data;
  const errors = errorsIn(read.error, 'The call').map(
    ({ field, message }): UserError => ({
      ...{ field, message },
      code: isMissing(body, field) ? 'MISSING' : 'INVALID',
    }),
  );
  throw new Refusal(errors);
}

const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Returns which of the runs of its job it is. */
function ordinalOf({ execution_id, build_number, start_time }: PipelineCall): string {
  if (execution_id !== null) return `execution:${execution_id}`;
  return build_number === null ? `start:${start_time}` : `build:${build_number}`;
}

/** Returns the id of a run: the same for every call about it. */
function idOf(call: PipelineCall): string {
  const { instance_guid: instance, job_full_name: job } = call;
  const ordinal = ordinalOf(call);
  const id = `pipeline-call:${instance}:${job}:${ordinal}`;
  return bytesOf(id) <= NAME_BYTES ? id : `pipeline-call:${instance}:${digestOf(job, ordinal)}`;
}

function personOf({ user_id: user }: PipelineCall) {
  if (user === null) return null;
  return user.includes('@') ? { id: user, email: cleanEmail(user) } : { id: user };
}

const artifactsOf = ({ artifacts }: PipelineCall, side: 'input' | 'output') =>
  artifacts
    .filter((artifact) => artifact[side])
    .map(({ location, name, qualifier, hash }) => ({
      ...{ location, name },
      qualifier: qualifier ?? hash ?? '',
    }));

const tagsOf = ({ instance_name, module_name, themes, cfr_status }: PipelineCall) => [
  ...new Set([
    ...themes,
    `instance:${instance_name}`,
    ...(module_name === null ? [] : [`module:${module_name}`]),
    ...(cfr_status ? [CHANGE_FAILURE_TAG] : []),
  ]),
];

/**
 * Returns the run that a call reports. The newest call about a run is effective, so it is dated by
 * when it came. Throws a Refusal that names each field at fault.
 */
export function readCall(body: unknown, now: Instant): ReportedCall {
  const call = parsed(
    pipelineCallForm(() => now),
    body,
  );
  const id = idOf(call);
  const fact = {
    ...{ kind: 'PIPELINE_RUN', id, updatedAt: now },
    pipeline: call.pipeline,
    kinds: [call.ci ? 'CI' : 'CD'],
    number: call.build_number ?? call.execution_id,
    project: call.project_name,
    repository: call.repo_url === null ? null : withoutSecrets(call.repo_url),
    branch: call.branch_name,
    commits: [...new Set(call.scm_commit_ids)],
    status: call.result,
    startedAt: call.start_time,
    endedAt: call.start_time + call.duration,
    tags: tagsOf(call),
    artifactsIn: artifactsOf(call, 'input'),
    artifactsOut: artifactsOf(call, 'output'),
    triggeredBy: personOf(call),
    url: call.web_url,
  };
  return { id, line: JSON.stringify(fact), isChangeFailure: call.cfr_status };
}

/** Fields of a call by those of the neutral form, where they are called otherwise. */
const callFields: ReadonlyMap<string, string> = new Map([
  ['repository', 'repo_url'],
  ['id', 'instance_guid'],
  ['number', 'build_number'],
  ['project', 'project_name'],
  ['branch', 'branch_name'],
  ['commits', 'scm_commit_ids'],
  ['triggeredBy', 'user_id'],
  ['tags', 'themes'],
  ['url', 'web_url'],
  ['startedAt', 'start_time'],
  ['endedAt', 'duration'],
  ['artifactsIn', 'artifacts'],
  ['artifactsOut', 'artifacts'],
]);

/** Returns an error of the neutral form as one of the call. */
export const errorOfCall = ({ code, field: [first, ...rest], message }: UserError): UserError => ({
  ...{ code, message },
  field: first === undefined ? [] : [callFields.get(first) ?? first, ...rest],
});

/** An instance of a CI/CD tool, by the GUID that its runs are reported under. */
export interface PipelineInstance {
  readonly guid: string;
  readonly integrationId: string;
  readonly name: string;
  readonly type: string;
}

/**
 * Returns an instance with its GUID, which is made of all that was given and of the account: the
 * same call gives the same one. Throws a Refusal that names each field at fault.
 */
export function readInstance(body: unknown, account: number): PipelineInstance {
  const { integration_id: integrationId, name, type } = parsed(instanceForm, body);
  const hex = digestOf(String(account), integrationId, name, type);
  // The version and the variant of a UUID that is made of other data (RFC 9562, 5.8).
  const marked = `${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17, 32)}`;
  const guid = marked.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { guid, integrationId, name, type };
}
