import type { Integration } from '../../model/integration.js';
import { batched } from '../batched.js';

/** Loads an integration; null if it is removed. */
export const integrationOf = batched(({ services, viewer }, numbers: readonly number[]) =>
  services.ingestion.integrationsOf(viewer, numbers),
);

export const credentialStatusOf = batched(
  async ({ services, viewer }, numbers: readonly number[]) => {
    const statuses = await services.ingestion.credentialStatuses(viewer, numbers);
    return numbers.map((number) => statuses.get(number) ?? 'NONE');
  },
);

export const lastRunOf = batched(({ services, viewer }, numbers: readonly number[]) =>
  services.ingestion.lastRuns(viewer, numbers),
);

export const healthOf = batched(({ services, viewer }, integrations: readonly Integration[]) =>
  services.ingestion.healthReports(viewer, integrations),
);
