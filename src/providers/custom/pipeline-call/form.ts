import { z } from 'zod';
import type { Clock } from '../../../model/time.js';
import { address, anyName, choice, list, name, orNull, whole } from '../fields.js';
import { past } from '../instants.js';

/** Steps of pipelines are scripts, which write an empty text where they have nothing. */
const emptyAsNull = (given: unknown): unknown => (given === '' ? null : given);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(emptyAsNull, orNull(schema));

/** Scripts quote numbers, too. */
const unquoted = (given: unknown): unknown =>
  typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given;

/** An id that some tools write as a number. */
const id = z.preprocess((given) => (typeof given === 'number' ? String(given) : given), name);

const flag = z.preprocess((given) => {
  if (given === null || given === undefined || given === '') return false;
  const word = String(given).toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : given;
}, z.boolean());

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = z
  .string()
  .regex(GUID, 'Give the GUID that POST /v1/cicd/instances answers.')
  .transform((given) => given.toLowerCase());

const result = z.preprocess(
  (given) => (typeof given === 'string' ? given.trim().toUpperCase() : given),
  choice(['SUCCESS', 'FAILURE']),
);

const artifact = z.object({
  input: flag,
  output: flag,
  location: name,
  name,
  qualifier: optional(anyName),
  hash: optional(name),
});

/** Lists that are taken, and not kept: no metric needs them. */
const ignoredList = optional(z.array(z.unknown()));

const ONE_KIND = 'Exactly one of ci and cd is true.';

/** The body of a call that reports a run, at `now`. Fields that it does not name say nothing. */
export const pipelineCallForm = (now: Clock) =>
  z
    .object({
      pipeline: name,
      job_full_name: name,
      qualified_name: name,
      instance_name: name,
      instance_guid: guid,
      start_time: z.preprocess(unquoted, past(now)),
      duration: z.preprocess(unquoted, whole),
      result,
      ci: flag,
      cd: flag,
      user_id: optional(id),
      job_run_params: ignoredList,
      scm_commit_ids: list(name),
      repo_url: optional(name),
      build_number: optional(id),
      execution_id: optional(id),
      instance_url: optional(address),
      job_run: optional(z.object({ stages: ignoredList })),
      module_name: optional(name),
      artifacts: list(artifact),
      trigger_chain: ignoredList,
      branch_name: optional(name),
      project_name: optional(name),
      cfr_status: flag,
      themes: list(name),
      web_url: optional(address),
    })
    .refine(({ ci, cd }) => ci !== cd, {
      ...{ path: ['ci'], message: ONE_KIND },
      when: ({ value }) => typeof value === 'object' && value !== null,
    })
    .refine(({ start_time, duration }) => past(now).safeParse(start_time + duration).success, {
      path: ['duration'],
      message: 'The run would end in the future: give the duration in milliseconds.',
    });
export type PipelineCall = z.output<ReturnType<typeof pipelineCallForm>>;

/** The body of a call that asks for the GUID of an instance. */
export const instanceForm = z.object({ integration_id: id, name, type: name });
