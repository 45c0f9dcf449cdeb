import type {
  CredentialStatus,
  HealthReport,
  Integration,
  SyncRun,
} from '../../model/integration.js';
import type { GraphContext } from '../context.js';

const runs = ({ services, viewer }: GraphContext, numbers: readonly number[]) =>
  services.ingestion.lastRuns(viewer, numbers);

const healths = ({ services, viewer }: GraphContext, integrations: readonly Integration[]) =>
  services.ingestion.healthReports(viewer, integrations);

const integrations = ({ services, viewer }: GraphContext, numbers: readonly number[]) =>
  services.ingestion.integrationsOf(viewer, numbers);

/** Loads an integration; null if it is removed. */
export const integrationOf = (context: GraphContext, number: number): Promise<Integration | null> =>
  context.loaders.of<number, Integration | null, GraphContext>(integrations, context).load(number);

const credentialStatuses = async (
  { services, viewer }: GraphContext,
  numbers: readonly number[],
): Promise<CredentialStatus[]> => {
  const statuses = await services.ingestion.credentialStatuses(viewer, numbers);
  return numbers.map((number) => statuses.get(number) ?? 'NONE');
};

export const credentialStatusOf = (
  context: GraphContext,
  number: number,
): Promise<CredentialStatus> =>
  context.loaders
    .of<number, CredentialStatus, GraphContext>(credentialStatuses, context)
    .load(number);

export const lastRunOf = (context: GraphContext, number: number): Promise<SyncRun | null> =>
  context.loaders.of<number, SyncRun | null, GraphContext>(runs, context).load(number);

export const healthOf = (context: GraphContext, integration: Integration): Promise<HealthReport> =>
  context.loaders.of<Integration, HealthReport, GraphContext>(healths, context).load(integration);
