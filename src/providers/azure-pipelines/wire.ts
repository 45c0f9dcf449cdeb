import { z } from 'zod';
import type { Place } from '../azure-api/repositories.js';
import { wireIdentity, wireWord } from '../azure-api/wire.js';
import type { RunNaming } from '../run-naming.js';
import { isoInstant, looseIsoInstant, wireId } from '../wire-values.js';

/** The records of Azure Pipelines, in the parts that are read. Nearly everything may be absent. */
const identity = wireIdentity.nullish().catch(null);
const word = wireWord.nullish();
const texts = z.record(z.string(), z.unknown()).nullish().catch(null);

const project = z.object({ id: z.string(), name: z.string() });

export const wireBuild = z.object({
  id: z.number(),
  buildNumber: z.string().nullish(),
  status: word,
  result: word,
  reason: z.string().nullish(),
  queueTime: looseIsoInstant,
  startTime: looseIsoInstant,
  finishTime: looseIsoInstant,
  lastChangedDate: looseIsoInstant,
  definition: z.object({ id: z.number(), name: z.string(), path: z.string().nullish() }),
  project,
  sourceBranch: z.string().nullish(),
  sourceVersion: z.string().nullish(),
  repository: z
    .object({ id: wireId.nullish(), type: z.string().nullish(), url: z.string().nullish() })
    .nullish()
    .catch(null),
  tags: z.array(z.string()).nullish().catch(null),
  triggerInfo: texts,
  requestedFor: identity,
  requestedBy: identity,
});
export type WireBuild = z.infer<typeof wireBuild>;

/** A stage, a phase or a job; tasks are not kept. */
export const wireRecord = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  identifier: z.string().nullish(),
  state: word,
  result: word,
  startTime: looseIsoInstant,
  finishTime: looseIsoInstant,
  attempt: z.number().nullish(),
});
export type WireRecord = z.infer<typeof wireRecord>;

const owner = z.object({ id: z.number(), name: z.string().nullish() });
/** A deployment of a job of a YAML pipeline to an environment. */
export const wireDeploymentRecord = z.object({
  id: z.number(),
  definition: owner,
  owner,
  stageName: z.string().nullish(),
  jobName: z.string().nullish(),
  stageAttempt: z.number().nullish(),
  jobAttempt: z.number().nullish(),
  result: word,
  queueTime: isoInstant,
  startTime: looseIsoInstant,
  finishTime: looseIsoInstant,
});
export type WireDeploymentRecord = z.infer<typeof wireDeploymentRecord>;

const named = z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish();
const artifact = z.object({
  type: z.string().nullish(),
  alias: z.string().nullish(),
  isPrimary: z.boolean().nullish(),
  definitionReference: z.record(z.string(), named).nullish().catch(null),
});
export type WireArtifact = z.infer<typeof artifact>;

/** A deployment of a classic release to one of its stages. */
export const wireDeployment = z.object({
  id: z.number(),
  release: z.object({
    id: z.number(),
    name: z.string().nullish(),
    webAccessUri: z.string().nullish(),
    artifacts: z.array(artifact).nullish().catch(null),
  }),
  releaseDefinition: z.object({ id: z.number(), name: z.string(), path: z.string().nullish() }),
  releaseEnvironment: z.object({ id: z.number(), name: z.string() }),
  definitionEnvironmentId: z.number().nullish(),
  attempt: z.number().nullish(),
  reason: z.string().nullish(),
  deploymentStatus: wireWord,
  operationStatus: word,
  requestedFor: identity,
  requestedBy: identity,
  queuedOn: looseIsoInstant,
  startedOn: looseIsoInstant,
  completedOn: looseIsoInstant,
  lastModifiedOn: isoInstant,
});
export type WireDeployment = z.infer<typeof wireDeployment>;

/** Where the records of a page lie, and the words by which they are understood. */
export interface RunsBody extends Place {
  readonly project: { readonly id: string; readonly name: string };
  readonly naming: RunNaming;
}

/** A build as it came, with the stages and jobs of its timeline; null if it was not read. */
export interface BuildNode {
  readonly build: unknown;
  readonly records: readonly unknown[] | null;
}
export interface BuildsBody extends RunsBody {
  readonly nodes: readonly BuildNode[];
}

export interface RecordNode {
  readonly record: unknown;
  readonly environment: { readonly id: number; readonly name: string };
  /** The build that deployed; null if it is gone. */
  readonly build: unknown;
}
export interface RecordsBody extends RunsBody {
  readonly nodes: readonly RecordNode[];
}
export interface DeploymentsBody extends RunsBody {
  readonly nodes: readonly unknown[];
}
