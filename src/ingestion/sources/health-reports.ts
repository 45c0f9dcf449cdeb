import type { Viewer } from '../../model/access.js';
import type { HealthReport, Integration, IntegrationHealth } from '../../model/integration.js';
import { countSetAside } from '../../storage/cells/set-aside.js';
import { countDeliveries } from '../../storage/integrations/inbox-lists.js';
import { newestRuns, tallyRuns } from '../../storage/integrations/sync-runs.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';
import { credentialStatuses } from '../credentials/credentials.js';
import { readFor } from './demand.js';
import { HEALTH_MILLISECONDS, reportOf } from './health.js';

async function loadSigns(session: Session, numbers: readonly number[], since: number) {
  const tallies = await tallyRuns(session, numbers, since);
  const newest = await newestRuns(session, numbers);
  const deliveries = await countDeliveries(session, numbers);
  return {
    tallies: new Map(tallies.map((tally) => [tally.integration, tally])),
    newest: new Map(newest.map((run) => [run.integration, run])),
    setAside: await countSetAside(session, numbers),
    deadLetters: new Map(numbers.map((number, at) => [number, deliveries[at]?.DEAD ?? 0])),
  };
}

const noRuns = { succeeded: 0, failed: 0, deferred: 0, lastFailure: null, dropped: 0 };

/** Returns how each integration is and why, in their order; the same statements however many there are. */
export async function healthReports(
  context: IngestionContext,
  viewer: Viewer,
  asked: readonly Integration[],
): Promise<HealthReport[]> {
  const numbers = asked.map(({ number }) => number);
  const now = context.clock();
  const loaded = await readFor(context, viewer, (session) =>
    loadSigns(session, numbers, now - HEALTH_MILLISECONDS),
  );
  const credentials = await credentialStatuses(context, viewer, numbers);
  return asked.map((integration) => {
    const { number } = integration;
    const signs = {
      ...(loaded.tallies.get(number) ?? noRuns),
      newest: loaded.newest.get(number) ?? null,
      setAside: loaded.setAside.get(number) ?? 0,
      deadLetters: loaded.deadLetters.get(number) ?? 0,
      credential: credentials.get(number) ?? 'NONE',
    };
    return reportOf(integration, signs, now);
  });
}

/** Returns how each integration is, in their order. */
export const healths = async (
  ...asked: Parameters<typeof healthReports>
): Promise<IntegrationHealth[]> => (await healthReports(...asked)).map(({ health }) => health);
