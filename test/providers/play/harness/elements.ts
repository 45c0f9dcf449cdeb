/**
 * Elements of Harness' answers. The deployment has the shape of the recorded execution; builds, graphs and lists are recorded
 * nowhere and are written from the contract `harness/ng-v1.json`.
 */

export type Json = Readonly<Record<string, unknown>>;

/** A stage of a plan, by the id of its node. */
export interface PlayStage {
  readonly key: string;
  readonly node: Json;
}

interface Times {
  readonly startTs: number;
  readonly endTs?: number;
}

interface Deployment extends Times {
  readonly key: string;
  readonly name?: string;
  readonly status?: string;
  readonly service: string;
  readonly environment: string;
  readonly type: 'Production' | 'PreProduction';
  readonly image?: { readonly path: string; readonly tag: string };
  readonly isRollback?: boolean;
}

const nodeOf = (key: string, name: string, rest: Json): PlayStage => ({
  key,
  node: {
    ...{ nodeGroup: 'STAGE', nodeIdentifier: name, name, nodeUuid: key },
    ...{ edgeLayoutList: { currentNodeChildren: [], nextIds: [] } },
    ...{ executionInputConfigured: false, isRollbackStageNode: false, ...rest },
  },
});

/** A stage that deploys a service to an environment. */
export function deploymentStage(given: Deployment): PlayStage {
  const { key, service, environment, type, image, status = 'Success', startTs, endTs } = given;
  const primary = image ? { primary: { imagePath: image.path, tag: image.tag } } : {};
  const serviceInfo = {
    ...{ identifier: service, displayName: service, deploymentType: 'Kubernetes' },
    ...{ gitOpsEnabled: false, artifacts: { ...primary, sidecars: [] } },
  };
  const infraExecutionSummary = {
    ...{ identifier: environment, name: environment, type },
    ...{ infrastructureIdentifier: `${environment}_cluster`, infrastructureName: 'cluster' },
  };
  return nodeOf(key, given.name ?? environment, {
    ...{ nodeType: 'Deployment', module: 'cd', status, startTs },
    ...(endTs === undefined ? {} : { endTs }),
    moduleInfo: { cd: { serviceInfo, infraExecutionSummary } },
    isRollbackStageNode: given.isRollback === true,
  });
}

/** A stage of another kind, such as `CI`, `Approval`, `Pipeline` or the strategy around others. */
export const otherStage = (key: string, nodeType: string, rest: Json = {}): PlayStage =>
  nodeOf(key, nodeType.toLowerCase(), {
    ...{ nodeType, status: 'Success', module: nodeType === 'CI' ? 'ci' : 'pms' },
    ...rest,
  });

interface Build {
  readonly branch: string;
  readonly commits: readonly string[];
  readonly repository: string;
  readonly author: { readonly id: string; readonly name: string; readonly email: string };
}

/** Returns the words of the module of builds about an execution. */
export const buildInfo = ({ branch, commits, repository, author }: Build): Json => ({
  ...{ branch, buildType: 'branch', repoName: repository.split('/').at(-1) },
  scmDetailsList: [{ scmProvider: 'Github', scmUrl: `https://github.com/${repository}` }],
  ciExecutionInfoDTO: {
    ...{ event: 'branch', author },
    branch: { name: branch, commits: commits.map((id) => ({ id, message: 'A change' })) },
  },
});

/** The graph of a build that published an image. */
export const graphOf = (imageName: string, tag: string): Json => ({
  rootNodeId: 'root',
  nodeMap: {
    root: { uuid: 'root', name: 'pipeline', status: 'Success', outcomes: {} },
    push: {
      ...{ uuid: 'push', name: 'Push', stepType: 'BuildAndPushDockerRegistry' },
      outcomes: {
        artifact_push: {
          stepArtifacts: {
            publishedFileArtifacts: [],
            publishedImageArtifacts: [{ imageName, tag, digest: `sha256:${tag}` }],
          },
        },
      },
    },
  },
  nodeAdjacencyListMap: {},
});

interface Summary {
  readonly id: string;
  readonly pipeline: string;
  readonly status?: string;
  readonly startTs: number;
  readonly endTs?: number;
  readonly number: number;
  readonly modules: readonly string[];
  readonly stages: readonly PlayStage[];
  readonly build?: Json;
  readonly by?: { readonly uuid: string; readonly identifier: string; readonly email: string };
  readonly rest?: Json;
}

const infoOf = (stages: readonly PlayStage[]) =>
  stages.flatMap(({ node }) => {
    const { cd } = (node.moduleInfo ?? {}) as { readonly cd?: Record<string, Json> };
    return cd ? [{ service: cd.serviceInfo, place: cd.infraExecutionSummary }] : [];
  });
const distinct = (values: readonly unknown[]) => [...new Set(values)];

/** Returns the words of the module of deployments: sets over all stages, with null inside them as in the recording. */
function deploymentInfo(stages: readonly PlayStage[]): Json {
  const all = infoOf(stages);
  return {
    ...{ envGroupIdentifiers: [], serviceDefinitionTypes: ['Kubernetes'] },
    serviceIdentifiers: distinct(all.map(({ service }) => service?.identifier)),
    envIdentifiers: distinct(all.map(({ place }) => place?.identifier)),
    environmentTypes: distinct(all.map(({ place }) => place?.type)),
    ...{ infrastructureIdentifiers: [null], infrastructureNames: [null] },
    infrastructureTypes: ['KubernetesDirect'],
  };
}

/** An execution as lists and details have it. */
export function summaryOf(given: Summary): Json {
  const { id, pipeline, startTs, endTs, number, modules, stages, build, by, rest = {} } = given;
  const triggeredBy = by
    ? { uuid: by.uuid, identifier: by.identifier, extraInfo: { email: by.email } }
    : { uuid: 'systemUser', identifier: 'Push', extraInfo: { triggerRef: 'Push' } };
  const moduleInfo = {
    ...(modules.includes('cd') ? { cd: deploymentInfo(stages) } : {}),
    ...(build ? { ci: build } : {}),
  };
  return {
    ...{ pipelineIdentifier: pipeline.replaceAll(/\W+/g, '_'), planExecutionId: id },
    ...{ name: pipeline, status: given.status ?? 'Success', tags: [], moduleInfo, modules },
    executionTriggerInfo: { triggerType: by ? 'MANUAL' : 'WEBHOOK', triggeredBy, isRerun: false },
    governanceMetadata: {
      id: '0',
      deny: false,
      timestamp: String(startTs),
      created: String(startTs),
    },
    layoutNodeMap: Object.fromEntries(stages.map(({ key, node }) => [key, node])),
    startingNodeId: stages[0]?.key ?? '',
    ...{ startTs, ...(endTs === undefined ? {} : { endTs }), createdAt: startTs + 24 },
    ...{ canRetry: true, showRetryHistory: false, runSequence: number },
    ...{ successfulStagesCount: stages.length, runningStagesCount: 0, failedStagesCount: 0 },
    ...{ totalStagesCount: stages.length, stagesExecution: false, ...rest },
  };
}
