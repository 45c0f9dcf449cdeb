import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { Facts } from '../model/facts.js';
import type { SyncCounts, SyncProgress } from '../model/integration.js';
import type { Page } from '../providers/provider.js';
import { writeFacts } from '../storage/facts.js';
import { turnPage } from '../storage/pages.js';
import type { Session } from '../storage/session.js';
import { advanceRun } from '../storage/sync-runs.js';
import { toldAgain } from '../storage/told-before.js';
import type { IngestionContext } from './context.js';
import { partsOf } from './parts.js';
import { counted } from './tally.js';
import { RunLost, type Work } from './work.js';

/** Facts of one transaction. */
const FACTS_AT_ONCE = 1_500;

const deflate = promisify(deflateRaw);
/** Text as it rests: deflated, at the level that costs least. */
export const packed = (body: string): Promise<Buffer> => deflate(body, { level: 1 });

/** Tells how far the run has come, in the transaction of some facts; false where it is no longer ours. */
type Advance = (
  session: Session,
  counts: SyncCounts,
  progress: SyncProgress | null,
) => Promise<boolean>;

async function writePart(
  session: Session,
  work: Work,
  facts: Facts,
  advance: Advance,
  progress: SyncProgress | null,
  pages: number,
): Promise<SyncCounts> {
  const told = await writeFacts(session, work.integration.number, facts, work.known);
  const counts = counted(work.counts, facts, told, pages);
  if (!(await advance(session, counts, progress)))
    throw new RunLost('Another process went on with it, or the integration is being removed.');
  return counts;
}

/** Writes facts in parts; `last` is done in the transaction of the last one, and only there, instead of only telling how far the run has come. */
export async function writeInParts(
  { database }: IngestionContext,
  work: Work,
  facts: Facts,
  progress: SyncProgress | null,
  last?: Advance,
): Promise<void> {
  const parts = [...partsOf(facts, FACTS_AT_ONCE)];
  if (parts.length === 0) parts.push({});
  const advance: Advance = (session, counts, so) =>
    advanceRun(session, work.run.number, counts, so);
  for (const [index, part] of parts.entries()) {
    work.signal.throwIfAborted();
    const isLast = index === parts.length - 1;
    const how = (isLast && last) || advance;
    const now = isLast ? progress : work.progress;
    work.counts = await toldAgain(work.known, () =>
      database.write(work.account, (session) =>
        writePart(session, work, part, how, now, isLast ? 1 : 0),
      ),
    );
    work.progress = now;
    work.onProgress({ ...work.run, counts: work.counts, progress: work.progress });
  }
}

/** A page, what it says, and its body as it rests. */
export interface ReadyPage {
  readonly page: Page;
  readonly facts: Facts;
  readonly body: Uint8Array;
}

export const readyPage = async (page: Page, facts: Facts): Promise<ReadyPage> => ({
  ...{ page, facts },
  body: await packed(page.body),
});

/**
 * Writes what a page says. The page itself is kept and the cursor moved in the transaction of its last part: whoever is cut off
 * before that fetches and writes the page again, which changes nothing that was written.
 */
export async function writePage(
  context: IngestionContext,
  work: Work,
  { page, facts, body }: ReadyPage,
  progress: SyncProgress,
): Promise<void> {
  const { kind, fetchedAt, cursor } = page;
  const { integration, run } = work;
  await writeInParts(context, work, facts, progress, (session, counts, so) =>
    turnPage(
      session,
      integration.number,
      { kind, body, fetchedAt },
      { run: run.number, cursor, counts, progress: so },
    ),
  );
}
