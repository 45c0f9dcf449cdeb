import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import type { HarnessWorld, PlayExecution, PlayProject } from './world.js';

/** Everything that Harness says lies in this, but for Harness Code. */
const success = (data: unknown) => ({
  ...{ status: 'SUCCESS', data, metaData: null },
  correlationId: '4b76cec6-c4b3-408c-b66b-7e14540c6e14',
});
/** Returns a refusal in the words of Harness. */
export const failure = (status: number, code: string, message: string): Reply =>
  new Reply(status, {
    ...{ status: 'ERROR', code, message, errors: null },
    ...{ correlationId: '9f3c77f3-1c8c-4b0e-8f0e-5a6f1e7d2c11', responseMessages: [] },
  });

const numberOf = ({ query }: PlayRequest, name: string, usual: number): number =>
  Number(query.get(name) ?? usual);

/** The services that answer below `/ng/api` page by `pageIndex` and `pageSize`. */
function indexedPage(all: readonly unknown[], request: PlayRequest) {
  const pageIndex = numberOf(request, 'pageIndex', 0);
  const pageSize = numberOf(request, 'pageSize', 50);
  const content = all.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
  return {
    ...{ totalPages: Math.ceil(all.length / pageSize), totalItems: all.length },
    ...{ pageItemCount: content.length, pageSize, content, pageIndex },
    empty: content.length === 0,
  };
}

export function need(
  { lacking }: { readonly lacking: ReadonlySet<string> },
  permission: string,
  what: string,
): void {
  if (lacking.has(permission))
    throw new Refused(failure(403, 'ACCESS_DENIED', `Missing permission ${permission} on ${what}`));
}

/** Identifiers are compared in their own case. */
function placeIn(world: HarnessWorld, { query }: PlayRequest) {
  const [organization, id] = [query.get('orgIdentifier'), query.get('projectIdentifier')];
  const found = world.projects.find((one) => one.organization === organization && one.id === id);
  if (!found)
    throw new Refused(
      failure(404, 'RESOURCE_NOT_FOUND', `Project ${organization}/${id} not found`),
    );
  need(world, 'core_pipeline_view', 'pipeline');
  if (world.closed.has(`${organization}/${id}`))
    throw new Refused(failure(403, 'ACCESS_DENIED', 'Missing permission core_pipeline_view'));
  return { organization: found.organization, project: found.id };
}

const startOf = ({ summary }: PlayExecution): number => Number(summary.startTs);

interface Filter {
  readonly filterType?: string;
  readonly timeRange?: { readonly startTime: number; readonly endTime: number };
}

function executionsIn(world: HarnessWorld, request: PlayRequest): readonly PlayExecution[] {
  const { organization, project } = placeIn(world, request);
  const { filterType, timeRange } = (request.body ?? {}) as Filter;
  if (filterType !== 'PipelineExecution')
    throw new Refused(failure(400, 'INVALID_REQUEST', 'filterType: must not be null'));
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = timeRange ?? {};
  return world.executions
    .filter((one) => one.organization === organization && one.project === project)
    .filter((one) => startOf(one) >= startTime && startOf(one) <= endTime)
    .toSorted((left, right) => startOf(right) - startOf(left));
}

function list(world: HarnessWorld, request: PlayRequest) {
  const all = executionsIn(world, request).map(({ summary }) => summary);
  const number = numberOf(request, 'page', 0);
  const size = numberOf(request, 'size', 10);
  const content = all.slice(number * size, (number + 1) * size);
  const totalPages = Math.ceil(all.length / size);
  const sort = { sorted: true, unsorted: false, empty: false };
  return success({
    ...{ content, totalElements: all.length, totalPages, size, number, sort },
    ...{ first: number === 0, last: !world.isVague && number >= totalPages - 1 },
    ...{ numberOfElements: content.length, empty: content.length === 0 },
    pageable: { sort, pageNumber: number, pageSize: size, offset: number * size, paged: true },
  });
}

function detail(world: HarnessWorld, request: PlayRequest) {
  const { organization, project } = placeIn(world, request);
  const { planExecutionId: id } = request.parameters;
  const found = world.executions.find(
    (one) =>
      one.summary.planExecutionId === id &&
      one.organization === organization &&
      one.project === project,
  );
  if (!found)
    return failure(400, 'INVALID_REQUEST', `Plan Execution Summary does not exist for ${id}`);
  const isWhole = request.query.get('renderFullBottomGraph') === 'true';
  return success({
    pipelineExecutionSummary: found.summary,
    ...(isWhole && found.graph ? { executionGraph: found.graph } : {}),
  });
}

interface Projects {
  readonly projects: readonly PlayProject[];
  readonly lacking: ReadonlySet<string>;
}

/** Returns a page of the list of projects. */
export const projects = (world: Projects, request: PlayRequest) => {
  need(world, 'core_project_view', 'project');
  const all = world.projects.map(({ organization, id, name }) => ({
    project: {
      orgIdentifier: organization,
      identifier: id,
      name,
      color: '#0063F7',
      modules: ['CD'],
    },
    ...{ createdAt: 1_663_276_236_674, lastModifiedAt: 1_663_276_236_674 },
  }));
  return success(indexedPage(all, request));
};

export const routes: readonly Route<HarnessWorld>[] = [
  { method: 'GET', path: '/ng/api/projects', answer: projects },
  { method: 'POST', path: '/pipeline/api/pipelines/execution/summary', answer: list },
  { method: 'GET', path: '/pipeline/api/pipelines/execution/v2/{planExecutionId}', answer: detail },
];

/** A token is one of an account, and opens no other. */
export function admit(
  { headers, query }: PlayRequest,
  { token, account }: { readonly token: string; readonly account: string },
) {
  if (headers['x-api-key'] !== token) return failure(401, 'INVALID_TOKEN', 'Token is not valid.');
  const asked = query.get('accountIdentifier');
  return asked === account
    ? null
    : failure(400, 'INVALID_REQUEST', `Invalid account ${asked ?? ''}`);
}
