import type { Viewer } from '../model/access.js';
import { logBounds } from '../storage/change-log.js';
import type { InsightQuery, InsightUpdate } from './answer.js';
import { catchUp, sequenceOf } from './catch-up.js';
import { canonicalQuery } from './query-id.js';
import { SharedWatch, type WatchTools } from './shared-watch.js';
import { UpdateQueue } from './update-queue.js';

/** Who sees names is told apart, since showing them is written down for each. */
const sharingKey = (viewer: Viewer, query: InsightQuery): string =>
  `${viewer.account} ${viewer.reveals ? viewer.key : 'anybody'} ${canonicalQuery(query)}`;

interface Shared {
  readonly watch: SharedWatch;
  readonly opened: Promise<void>;
}

/** Subscriptions to insights; equal questions share one calculation. */
export function createWatches(tools: WatchTools) {
  const shared = new Map<string, Shared>();

  const shareOf = (viewer: Viewer, query: InsightQuery): Shared => {
    const key = sharingKey(viewer, query);
    const known = shared.get(key);
    if (known) return known;
    const watch = new SharedWatch(tools, viewer, query);
    const made = { watch, opened: watch.open() };
    shared.set(key, made);
    return made;
  };
  const leave = (
    viewer: Viewer,
    query: InsightQuery,
    { watch }: Shared,
    queue: UpdateQueue,
  ): void => {
    watch.leave(queue);
    if (!watch.isIdle) return;
    watch.close();
    shared.delete(sharingKey(viewer, query));
  };

  const begin = async (
    viewer: Viewer,
    query: InsightQuery,
    after: string | null,
    queue: UpdateQueue,
    share: Shared,
  ): Promise<void> => {
    await share.opened;
    if (after === null) {
      queue.told = (await tools.database.read(viewer.account, logBounds)).newest;
      return;
    }
    const { updates, sequence } = await catchUp(tools, viewer, query, sequenceOf(after));
    for (const update of updates) queue.push(update, Number.POSITIVE_INFINITY);
    queue.told = sequence;
  };

  return {
    watch(
      viewer: Viewer,
      query: InsightQuery,
      after: string | null,
      signal: AbortSignal,
    ): AsyncIterableIterator<InsightUpdate> {
      const share = shareOf(viewer, query);
      const queue = new UpdateQueue(() => leave(viewer, query, share, queue));
      share.watch.join(queue);
      signal.addEventListener('abort', () => queue.return(), { once: true });
      begin(viewer, query, after, queue, share).catch((error: unknown) => queue.fail(error));
      return queue;
    },
  };
}
