import type { Viewer } from '../../model/access.js';
import type { KnownRepository } from '../../model/facts/code.js';
import type { Integration, SyncRun } from '../../model/integration.js';
import {
  findIntegrations,
  type IntegrationFilter,
  readIntegration,
  readIntegrations,
} from '../../storage/integrations/integrations.js';
import {
  projectsReportedBy,
  readRepositories,
  repositoriesReportedBy,
} from '../../storage/integrations/repositories.js';
import { newestRuns, readRuns } from '../../storage/integrations/sync-runs.js';
import type { IngestionContext } from '../context.js';
import { numberAt, type Page, type PageRequest, pageOf } from '../page.js';
import { readFor } from './demand.js';

/** Integrations in the order in which they were connected. */
export async function integrations(
  context: IngestionContext,
  viewer: Viewer,
  filter: IntegrationFilter,
  request: PageRequest,
): Promise<Page<Integration>> {
  const after = numberAt(request.after) ?? 0;
  const rows = await readFor(context, viewer, (session) =>
    readIntegrations(session, filter, after, request.first + 1),
  );
  return pageOf(rows, request);
}

/** Null if the account has no such integration. */
export async function integration(
  context: IngestionContext,
  viewer: Viewer,
  number: number,
): Promise<Integration | null> {
  return readFor(context, viewer, (session) => readIntegration(session, number));
}

/** The integrations with these numbers, in their order; null if the account has none. */
export async function integrationsOf(
  context: IngestionContext,
  viewer: Viewer,
  numbers: readonly number[],
): Promise<(Integration | null)[]> {
  const found = await readFor(context, viewer, (session) => findIntegrations(session, numbers));
  const byNumber = new Map(found.map((one) => [one.number, one]));
  return numbers.map((number) => byNumber.get(number) ?? null);
}

/** The runs of an integration, the newest first. */
export async function runs(
  context: IngestionContext,
  viewer: Viewer,
  number: number,
  request: PageRequest,
): Promise<Page<SyncRun>> {
  const before = numberAt(request.after);
  const rows = await readFor(context, viewer, (session) =>
    readRuns(session, number, request.first + 1, before),
  );
  return pageOf(rows, request);
}

/** The newest run of each integration, in their order; null if it has none. */
export async function lastRuns(
  context: IngestionContext,
  viewer: Viewer,
  numbers: readonly number[],
): Promise<(SyncRun | null)[]> {
  const newest = await readFor(context, viewer, (session) => newestRuns(session, numbers));
  return numbers.map((number) => newest.find((run) => run.integration === number) ?? null);
}

/** The repositories of the account, in the order in which they were first named; what is one repository stands once. */
export async function repositories(
  context: IngestionContext,
  viewer: Viewer,
  request: PageRequest,
): Promise<Page<KnownRepository>> {
  const after = numberAt(request.after) ?? 0;
  const rows = await readFor(context, viewer, (session) =>
    readRepositories(session, after, request.first + 1),
  );
  return pageOf(rows, request);
}

/** The repositories that each integration reports, in their order. */
export async function repositoriesOf(
  context: IngestionContext,
  viewer: Viewer,
  numbers: readonly number[],
): Promise<KnownRepository[][]> {
  const rows = await readFor(context, viewer, (session) =>
    repositoriesReportedBy(session, numbers),
  );
  const byIntegration = Map.groupBy(rows, ({ integration }) => integration);
  return numbers.map((number) => byIntegration.get(number) ?? []);
}

/** Returns the projects of the work items that an integration reports, in the order of bytes. */
export async function projectsOf(
  context: IngestionContext,
  viewer: Viewer,
  number: number,
): Promise<readonly string[]> {
  return readFor(context, viewer, (session) => projectsReportedBy(session, number));
}
