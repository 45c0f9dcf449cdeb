import { z } from 'zod';
import { wireAccount } from '../bitbucket-api/person.js';
import type { RunNaming } from '../run-naming.js';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

const named = z.object({ name: z.string().nullish() }).nullish();
const commit = z.object({ hash: z.string().nullish() }).nullish();

export const wirePipeline = z.object({
  uuid: z.string(),
  build_number: z.number().nullish(),
  /** The result of a completed one; the stage of one in progress. */
  state: z.object({ name: z.string(), result: named, stage: named }),
  created_on: isoInstant,
  completed_on: looseIsoInstant,
  creator: wireAccount,
  trigger: z.object({ name: z.string().nullish(), type: z.string().nullish() }).nullish(),
  target: z
    .object({
      ref_name: z.string().nullish(),
      /** The branch of a pull request. */
      source: z.string().nullish(),
      commit,
      /** Which of the pipelines of the repository it is, such as `custom` and `deploy`. */
      selector: z.object({ type: z.string().nullish(), pattern: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
export type WirePipeline = z.infer<typeof wirePipeline>;

export const wireDeployment = z.object({
  uuid: z.string(),
  environment: z
    .object({ name: z.string().nullish(), environment_type: named, uuid: z.string().nullish() })
    .nullish(),
  release: z
    .object({
      name: z.string().nullish(),
      commit,
      created_on: looseIsoInstant,
      pipeline: z.object({ uuid: z.string().nullish() }).nullish(),
    })
    .nullish(),
  /** How a completed one went is its status. */
  state: z.object({
    name: z.string(),
    status: named,
    started_on: looseIsoInstant,
    completed_on: looseIsoInstant,
  }),
  last_update_time: looseIsoInstant,
});
export type WireDeployment = z.infer<typeof wireDeployment>;

/** A page of one repository, with the words by which its runs are understood. */
export interface RunsPage {
  readonly host: string;
  readonly repository: { readonly uuid: string; readonly name: string };
  readonly naming: RunNaming;
  readonly bots: readonly string[];
  readonly nodes: readonly unknown[];
}
