import { integrationsWithDue, releaseDeliveries } from '../../storage/integrations/inbox.js';
import type { IngestionContext } from '../context.js';
import { createClocked } from '../sync/clocked.js';
import { createPool } from '../sync/pool.js';
import { processSome } from './process-deliveries.js';

const EVERY_MILLISECONDS = 15_000;
/** Integrations that are worked on at a time; a slow vendor keeps few others waiting. */
const AT_ONCE = 4;

/** Nobody but this process works on an embedded database, so what is held at its start is held by a dead one. */
async function releaseOrphans(
  { database }: IngestionContext,
  accounts: readonly { readonly id: number }[],
): Promise<void> {
  if (database.kind !== 'EMBEDDED') return;
  for (const { id } of accounts) await database.write(id, releaseDeliveries);
}

/** Works on deliveries in the background: at once on those that this process kept, by the clock on all others. */
export function createInboxWork(context: IngestionContext) {
  const { database, background, repeat } = context;
  let isFirst = true;
  const work = async (account: number, integration: number): Promise<boolean> => {
    if (background.signal.aborted) return false;
    let isMore = false;
    await repeat(`The inbox of integration ${integration} of account ${account}`, async () => {
      isMore = await background.hold(processSome(context, account, integration));
    });
    return isMore;
  };
  const pool = createPool(AT_ONCE, (begun) => void begun(), 'FOLLOWS');
  const add = (account: number, integration: number) =>
    pool.add({ account, name: `${integration}`, work: () => work(account, integration) });
  const looks = createClocked(context, 'The inbox', async () => {
    const accounts = await database.accounts();
    if (isFirst) await releaseOrphans(context, accounts);
    isFirst = false;
    for (const { id } of accounts)
      for (const integration of await database.read(id, integrationsWithDue)) add(id, integration);
  });
  return {
    start: (everyMilliseconds = EVERY_MILLISECONDS) => looks.start(everyMilliseconds),
    /** Has an integration looked at, unless nothing was started. */
    wake: (account: number, integration: number): void => {
      if (looks.isStarted) add(account, integration);
    },
    stop: looks.stop,
  };
}
