import { isDeepStrictEqual } from 'node:util';
import type { Integration } from '../../model/integration.js';
import type { Provider } from '../../providers/provider.js';
import { clearCursor, writeDueNow } from '../../storage/integrations/integration-schedule.js';
import { deleteValidators } from '../../storage/integrations/source-validators.js';
import { endRun, newestRuns } from '../../storage/integrations/sync-runs.js';
import type { Session } from '../../storage/sql/session.js';

type Settings = Integration['settings'];

/** Returns true if other settings decide otherwise what facts say. */
const changesFacts = ({ settings: { fields } }: Provider, before: Settings, after: Settings) =>
  fields.some(
    ({ key, secret, keepsFacts = false }) =>
      !(secret || keepsFacts) && !isDeepStrictEqual(before[key], after[key]),
  );

/** Ends the run that is under way: it reads by settings of before, and would move the cursor. */
async function interruptRun(session: Session, integration: number): Promise<void> {
  const [last] = await newestRuns(session, [integration]);
  if (last?.status !== 'RUNNING') return;
  await endRun(session, last.number, {
    status: 'INTERRUPTED',
    message: 'Its settings were changed; the next sync reads everything by the new ones.',
  });
}

/**
 * Makes an integration due at once with its new settings. Deletes validators, so that data excluded
 * before is returned in full. If the settings change facts, everything is read again. Records read
 * then replace those read before, even at equal dates.
 */
export async function readByNewSettings(
  session: Session,
  provider: Provider,
  number: number,
  { before, after }: { readonly before: Settings; readonly after: Settings },
): Promise<void> {
  await deleteValidators(session, number);
  await writeDueNow(session, number);
  if (!changesFacts(provider, before, after)) return;
  await interruptRun(session, number);
  await clearCursor(session, number, null);
}
