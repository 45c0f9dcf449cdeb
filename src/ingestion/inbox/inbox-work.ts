import { integrationsWithDue, releaseDeliveries } from '../../storage/integrations/inbox.js';
import type { IngestionContext } from '../context.js';
import { oneAtATime } from '../sync/one-at-a-time.js';
import { createRoundRobin } from '../sync/round-robin.js';
import { processSome } from './process-deliveries.js';

/** Works on deliveries in the background: at once on those that this process kept, by the clock on all others. */
export interface InboxWork {
  start(everyMilliseconds?: number): void;
  /** Has an integration looked at, unless nothing was started. */
  wake(account: number, integration: number): void;
  stop(): void;
}

const EVERY_MILLISECONDS = 15_000;
/** Integrations that are worked on at a time; a slow vendor keeps few others waiting. */
const AT_ONCE = 4;

interface Target {
  readonly account: number;
  readonly integration: number;
}

/**
 * Does work on targets, a few at a time, accounts in turn, and never twice at once on one. A target that is added meanwhile, or of
 * which more follows, is worked on again when its account has its turn.
 */
function createFairQueue(atOnce: number, work: (target: Target) => Promise<boolean>) {
  const keyOf = ({ account, integration }: Target): string => `${account} ${integration}`;
  const waiting = createRoundRobin<Target>();
  const known = new Set<string>();
  const running = new Set<string>();
  const add = (target: Target): void => {
    if (known.has(keyOf(target))) return;
    known.add(keyOf(target));
    waiting.add(target.account, target);
  };
  const next = (): void => {
    if (running.size >= atOnce) return;
    const target = waiting.take((one) => !running.has(keyOf(one)));
    if (!target) return;
    known.delete(keyOf(target));
    running.add(keyOf(target));
    void work(target).then((isMore) => {
      running.delete(keyOf(target));
      if (isMore) add(target);
      next();
    });
    next();
  };
  return (target: Target): void => {
    add(target);
    next();
  };
}

/** Nobody but this process works on an embedded database, so what is held at its start is held by a dead one. */
async function releaseOrphans(
  { database }: IngestionContext,
  accounts: readonly { readonly id: number }[],
): Promise<void> {
  if (database.kind !== 'EMBEDDED') return;
  for (const { id } of accounts) await database.write(id, releaseDeliveries);
}

export function createInboxWork(context: IngestionContext): InboxWork {
  const { database, background, repeat } = context;
  let timer: NodeJS.Timeout | null = null;
  let isFirst = true;
  const work = async ({ account, integration }: Target): Promise<boolean> => {
    if (background.signal.aborted) return false;
    let isMore = false;
    await repeat(`The inbox of integration ${integration} of account ${account}`, async () => {
      isMore = await background.hold(processSome(context, account, integration));
    });
    return isMore;
  };
  const add = createFairQueue(AT_ONCE, work);
  const looks = oneAtATime(async () => {
    if (background.signal.aborted) return;
    const accounts = await database.accounts();
    if (isFirst) await releaseOrphans(context, accounts);
    isFirst = false;
    for (const { id: account } of accounts)
      for (const integration of await database.read(account, integrationsWithDue))
        add({ account, integration });
  });
  const look = () => repeat('The inbox', looks);
  return {
    start: (everyMilliseconds = EVERY_MILLISECONDS) => {
      if (timer) return;
      timer = setInterval(() => background.run(look), everyMilliseconds);
      timer.unref();
      background.run(look);
    },
    wake: (account, integration) => {
      if (timer) add({ account, integration });
    },
    stop: () => {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}
