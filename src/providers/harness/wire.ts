import { z } from 'zod';
import { looseMillisecondsInstant } from '../wire-values.js';
import type { Naming } from './naming.js';

/** Harness leaves fields out rather than sending null, but has null inside lists. */
const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && value.trim()) || null);
const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true);
const texts = z
  .unknown()
  .optional()
  .transform((value) =>
    (Array.isArray(value) ? value : []).filter(
      (one): one is string => typeof one === 'string' && one.trim() !== '',
    ),
  );
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .unknown()
    .optional()
    .transform((value): z.output<Item>[] =>
      (Array.isArray(value) ? value : []).flatMap((one) => {
        const { success, data } = item.safeParse(one);
        return success ? [data] : [];
      }),
    );
/** A part that nothing else depends on; null where it is missing or something else. */
const part = <Part extends z.ZodType>(shape: Part) =>
  z
    .unknown()
    .optional()
    .transform((value): z.output<Part> | null => {
      const { success, data } = shape.safeParse(value);
      return success ? data : null;
    });

/** Docker and the like name an image; buckets and jobs have fields of their own. */
export const wireArtifact = z.object({
  imagePath: text,
  tag: text,
  bucketName: text,
  bucket: text,
  artifactPath: text,
  jobName: text,
  build: text,
});
export type WireArtifact = z.infer<typeof wireArtifact>;

const stageInfo = z.object({
  serviceInfo: part(
    z.object({
      identifier: text,
      displayName: text,
      artifacts: part(z.object({ primary: part(wireArtifact), sidecars: listOf(wireArtifact) })),
    }),
  ),
  infraExecutionSummary: part(
    z.object({
      identifier: text,
      name: text,
      type: text,
      infrastructureIdentifier: text,
      infrastructureName: text,
    }),
  ),
});

const wireNode = z.object({
  nodeType: text,
  nodeGroup: text,
  nodeIdentifier: text,
  name: text,
  status: text,
  module: text,
  moduleInfo: part(z.object({ cd: part(stageInfo) })),
  startTs: looseMillisecondsInstant,
  endTs: looseMillisecondsInstant,
  isRollbackStageNode: flag,
});
export type WireNode = z.infer<typeof wireNode>;

const commits = listOf(z.object({ id: text }));
const buildInfo = z.object({
  branch: text,
  scmDetailsList: listOf(z.object({ scmUrl: text })),
  ciExecutionInfoDTO: part(
    z.object({
      author: part(z.object({ id: text, name: text, email: text })),
      branch: part(z.object({ name: text, commits })),
      pullRequest: part(z.object({ sourceBranch: text, commits })),
    }),
  ),
});
export type WireBuild = z.infer<typeof buildInfo>;

const deploymentInfo = z.object({
  serviceIdentifiers: texts,
  envIdentifiers: texts,
  environmentTypes: texts,
  infrastructureIdentifiers: texts,
});

const triggerInfo = z.object({
  triggerType: text,
  triggeredBy: part(
    z.object({ uuid: text, identifier: text, extraInfo: part(z.object({ email: text })) }),
  ),
  isRerun: flag,
  rerunInfo: part(z.object({ rootExecutionId: text })),
});

const nodeMap = z
  .unknown()
  .optional()
  .transform((value): (WireNode & { readonly key: string })[] =>
    Object.entries(value !== null && typeof value === 'object' ? value : {}).flatMap(
      ([key, node]) => {
        const { success, data } = wireNode.safeParse(node);
        return success ? [{ ...data, key }] : [];
      },
    ),
  );

export const wireExecution = z
  .object({
    planExecutionId: z.string().min(1),
    pipelineIdentifier: z.string().min(1),
    name: text,
    status: text,
    tags: listOf(z.object({ key: text, value: text })),
    executionTriggerInfo: part(triggerInfo),
    moduleInfo: part(z.object({ cd: part(deploymentInfo), ci: part(buildInfo) })),
    layoutNodeMap: nodeMap,
    modules: texts,
    startTs: looseMillisecondsInstant,
    endTs: looseMillisecondsInstant,
    createdAt: looseMillisecondsInstant,
    runSequence: z
      .unknown()
      .optional()
      .transform((value) => Number(value) || null),
    executionMode: text,
    parentStageInfo: part(z.object({ hasparentpipeline: flag, executionid: text })),
  })
  .refine(({ startTs, createdAt }) => startTs !== null || createdAt !== null, 'no instant');
export type WireExecution = z.infer<typeof wireExecution>;

/** The fields of a listed execution that collecting needs. */
export const listedExecution = z.object({
  planExecutionId: z.string().min(1),
  status: text,
  modules: texts,
  startTs: looseMillisecondsInstant,
  endTs: looseMillisecondsInstant,
});

/** Where executions lie, and the words by which they are understood. */
export interface ExecutionsPage {
  /** The host and the account, with which ids of facts begin. */
  readonly place: string;
  readonly baseUrl: string;
  readonly account: string;
  readonly organization: string;
  readonly project: string;
  readonly naming: Naming;
  readonly nodes: readonly ExecutionNode[];
}

/** An execution as the list has it, with the images that its graph says it published. */
export interface ExecutionNode {
  readonly execution: unknown;
  readonly images: readonly unknown[];
}

/** An image as the graph of a build has it. */
export const wireImage = z.object({ imageName: z.string().min(1), tag: text, digest: text });
