import type { Viewer } from '../../model/access.js';
import { throughOutages } from '../../storage/database/outage.js';
import type { InsightQuery } from '../answer/answer.js';
import type { InsightUpdate } from '../answer/update.js';
import { AccountFeed } from './account-feed.js';
import { canonicalQuery } from './query-id.js';
import { replayChanges, sequenceOf } from './replay-changes.js';
import { SharedWatch } from './shared-watch.js';
import { UpdateQueue } from './update-queue.js';
import type { InTurn, WatchTools } from './watch-tools.js';

/**
 * Returns the key by which viewers share a calculation. Viewers who see names have one for each
 * access key, since showing names is logged for each.
 */
const sharingKey = (viewer: Viewer, query: InsightQuery): string =>
  `${viewer.account} ${viewer.reveals ? viewer.key : 'anybody'} ${canonicalQuery(query)}`;

interface Shared {
  readonly watch: SharedWatch;
  readonly opened: Promise<void>;
}

/**
 * Returns the running calculations. Viewers who ask the same share one, which ends with the last of
 * them.
 */
function createShares(tools: WatchTools) {
  const shared = new Map<string, Shared>();
  const feeds = new Map<number, AccountFeed>();
  const follow = async (account: number, watch: SharedWatch): Promise<void> => {
    const known = await watch.open();
    if (watch.isIdle) return;
    const feed = feeds.get(account) ?? new AccountFeed(tools.database, account);
    feeds.set(account, feed);
    feed.join(watch, known);
  };
  const leave = (account: number, watch: SharedWatch): void => {
    watch.close();
    const feed = feeds.get(account);
    feed?.leave(watch);
    if (!feed?.isIdle) return;
    feed.close();
    feeds.delete(account);
  };
  return {
    of(viewer: Viewer, query: InsightQuery, inTurn: InTurn): Shared {
      const key = sharingKey(viewer, query);
      const known = shared.get(key);
      if (known) return known;
      const watch = new SharedWatch(tools, viewer, query, inTurn);
      const made = { watch, opened: follow(viewer.account, watch) };
      shared.set(key, made);
      return made;
    },
    leave(viewer: Viewer, query: InsightQuery, { watch }: Shared, queue: UpdateQueue): void {
      watch.leave(queue);
      if (!watch.isIdle) return;
      leave(viewer.account, watch);
      shared.delete(sharingKey(viewer, query));
    },
  };
}

/** Subscriptions to insights; equal questions share one calculation. */
export function createWatches(tools: WatchTools) {
  const shares = createShares(tools);

  const begin = async (
    viewer: Viewer,
    query: InsightQuery,
    after: number | null,
    queue: UpdateQueue,
    signal: AbortSignal,
    inTurn: InTurn,
  ): Promise<void> => {
    const first = await throughOutages(signal, () =>
      inTurn(signal, () => replayChanges(tools, viewer, query, after)),
    );
    queue.begin(first.known, first);
  };

  return {
    watch(
      viewer: Viewer,
      query: InsightQuery,
      after: string | null,
      signal: AbortSignal,
      inTurn: InTurn = (_, work) => work(),
    ): AsyncIterableIterator<InsightUpdate> {
      const share = shares.of(viewer, query, inTurn);
      const queue: UpdateQueue = new UpdateQueue(() => shares.leave(viewer, query, share, queue));
      share.watch.join(queue);
      signal.addEventListener('abort', () => queue.return(), { once: true });
      if (signal.aborted) void queue.return();
      share.opened
        .then(() =>
          begin(viewer, query, after === null ? null : sequenceOf(after), queue, signal, inTurn),
        )
        .catch((error: unknown) => queue.fail(error));
      return queue;
    },
  };
}
