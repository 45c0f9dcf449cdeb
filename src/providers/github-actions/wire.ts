import { z } from 'zod';
import type { Naming } from './naming.js';

/**
 * GitHub's REST responses, in the parts that are read. Fields that an older Enterprise Server lacks
 * may be absent here.
 */
const instant = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'no instant' });
  return at;
});
const maybeInstant = instant.nullish().transform((at) => at ?? null);
const maybeText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

const account = z
  .object({ login: z.string(), id: z.number().optional(), type: z.string().optional() })
  .nullish();

export const wireRun = z.object({
  id: z.number(),
  name: maybeText,
  path: maybeText,
  run_number: z.number(),
  run_attempt: z.number().default(1),
  event: z.string(),
  status: maybeText,
  conclusion: maybeText,
  head_branch: maybeText,
  head_sha: z.string(),
  created_at: instant,
  run_started_at: maybeInstant,
  updated_at: instant,
  html_url: z.string(),
  actor: account,
  triggering_actor: account,
  /** Null if a fork was deleted. */
  head_repository: z.object({ id: z.number(), full_name: z.string() }).nullish(),
  repository: z.object({ id: z.number() }),
});
export type WireRun = z.infer<typeof wireRun>;

export const wireJob = z.object({
  id: z.number(),
  run_id: z.number(),
  run_attempt: z.number().optional(),
  name: z.string(),
  status: maybeText,
  conclusion: maybeText,
  head_sha: z.string(),
  created_at: maybeInstant,
  started_at: maybeInstant,
  completed_at: maybeInstant,
  html_url: maybeText,
});
export type WireJob = z.infer<typeof wireJob>;

export const wireDeployment = z.object({
  id: z.number(),
  node_id: z.string(),
  sha: z.string(),
  ref: z.string(),
  task: z.string(),
  environment: z.string(),
  original_environment: maybeText,
  production_environment: z.boolean().nullish(),
  transient_environment: z.boolean().nullish(),
  creator: account,
  created_at: instant,
  updated_at: instant,
});
export type WireDeployment = z.infer<typeof wireDeployment>;

/** A status as GraphQL writes it; lists have the newest first. */
export const wireStatus = z.object({
  state: z.string(),
  createdAt: maybeInstant,
  updatedAt: maybeInstant,
  logUrl: z.string().nullish(),
});
export type WireStatus = z.infer<typeof wireStatus>;

export const wireRepository = z.object({
  id: z.number(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: maybeText,
  updated_at: instant,
});
export type WireRepository = z.infer<typeof wireRepository>;

/** The repository that a page is of, and the words by which its runs are understood. */
export interface ActionsPage {
  /** The web host, such as `github.com`. */
  readonly host: string;
  readonly repository: { readonly id: number; readonly fullName: string };
  readonly naming: Naming;
}

/**
 * One attempt of a run as it came, with its jobs; null if they were not read. The steps, which make
 * most of the jobs' size, are removed.
 */
export interface AttemptNode {
  readonly run: unknown;
  readonly jobs: readonly unknown[] | null;
}
export interface RunsPage extends ActionsPage {
  readonly nodes: readonly AttemptNode[];
}

/** A deployment as REST writes it, and all its statuses as GraphQL does. */
export interface DeploymentNode {
  readonly deployment: unknown;
  readonly statuses: readonly unknown[];
}
export interface DeploymentsPage extends ActionsPage {
  readonly nodes: readonly DeploymentNode[];
}

export interface RepositoriesPage {
  readonly host: string;
  readonly nodes: readonly unknown[];
}
