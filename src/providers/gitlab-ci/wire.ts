import { z } from 'zod';
import { wireUser } from '../gitlab-api/person.js';
import type { RunNaming } from '../run-naming.js';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

/** GitLab's answers, in the parts that are read. Nearly everything may be null or absent. */
const text = z
  .string()
  .nullish()
  .transform((given) => given?.trim() || null);
const person = wireUser.nullish().catch(null);

export const wirePipeline = z.object({
  id: z.number(),
  iid: z.number().nullish(),
  name: text,
  sha: z.string().min(1),
  ref: text,
  tag: z.boolean().nullish(),
  status: z.string(),
  source: text,
  created_at: isoInstant,
  /** Null while something outside of GitLab runs it. */
  updated_at: looseIsoInstant,
  started_at: looseIsoInstant,
  finished_at: looseIsoInstant,
  user: person,
  web_url: text,
});
export type WirePipeline = z.infer<typeof wirePipeline>;

export const wireJob = z.object({
  id: z.number(),
  name: z.string().min(1),
  stage: text,
  status: z.string(),
  created_at: isoInstant,
  started_at: looseIsoInstant,
  finished_at: looseIsoInstant,
  user: person,
  web_url: text,
});
export type WireJob = z.infer<typeof wireJob>;

export const wireDeployment = z.object({
  id: z.number(),
  iid: z.number().nullish(),
  sha: z.string().min(1),
  ref: text,
  status: z.string(),
  created_at: isoInstant,
  updated_at: looseIsoInstant,
  user: person,
  environment: z.object({ id: z.number(), name: z.string().min(1) }).nullish(),
  /** The job; null if another tool reported the deployment. */
  deployable: z
    .object({
      id: z.number(),
      name: text,
      tag: z.boolean().nullish(),
      started_at: looseIsoInstant,
      finished_at: looseIsoInstant,
      web_url: text,
    })
    .nullish()
    .catch(null),
});
export type WireDeployment = z.infer<typeof wireDeployment>;

/** The project that a page is of, and the words by which its runs are understood. */
export interface CiBody {
  readonly place: string;
  readonly project: { readonly id: number; readonly path: string };
  readonly bots?: readonly string[];
  readonly naming: RunNaming;
  readonly nodes: readonly unknown[];
}

/** A pipeline with its jobs; null if they were not read. */
export interface PipelineNode {
  readonly pipeline: unknown;
  readonly jobs: readonly unknown[] | null;
  /** The pipelines that its jobs started in the same project. */
  readonly children: readonly PipelineNode[];
}
export interface DeploymentNode {
  readonly deployment: unknown;
  /** Tier of the environment; null if GitLab says none. */
  readonly tier: string | null;
}
