import { type FactKind, type Facts, factKinds } from '../../model/facts/facts.js';
import type { SyncCounts, SyncProgress } from '../../model/integration.js';
import { halvesOf } from '../../model/parts.js';
import { chunksOf } from '../../providers/chunks-of.js';
import type { MappedFacts, Page } from '../../providers/provider.js';
import { writeFacts } from '../../storage/facts/facts.js';
import { forget, retryWithoutIdCache } from '../../storage/facts/id-cache.js';
import { checkpointPage } from '../../storage/integrations/raw-pages.js';
import { writeValidators } from '../../storage/integrations/source-validators.js';
import { advanceRun } from '../../storage/integrations/sync-runs.js';
import { dataFaultOf } from '../../storage/sql/data-fault.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';
import { packed } from '../import/packing.js';
import { writeApart } from './bisect.js';
import { counted, withPage, withRefused } from './tally.js';
import { countsOf, RunLost, type Work, type Writing } from './work.js';

/**
 * Cuts facts into parts that are quickly written: the embedded database serves nobody else during a transaction. An inventory
 * stays whole, as what it does not name is gone.
 */
function* partsOf(facts: Facts, size: number): Generator<Facts> {
  for (const kind of factKinds) yield* chunks(facts, kind, size);
  yield* chunks(facts, 'tombstones', size);
  for (const inventory of facts.inventories ?? []) yield { inventories: [inventory] };
  if (facts.reservations) yield { reservations: facts.reservations };
}

function* chunks(facts: Facts, key: FactKind | 'tombstones', size: number): Generator<Facts> {
  for (const some of chunksOf<unknown>(facts[key] ?? [], size)) yield { [key]: some };
}

/** Facts of one transaction. */
const FACTS_AT_ONCE = 1_500;

/** Is called in the transaction of some facts, at its end; false if they must not be written. */
export type Advance = (
  session: Session,
  counts: SyncCounts,
  progress: SyncProgress | null,
) => Promise<boolean>;

/** The page that a part belongs to, and whether it is its end. */
interface PartOf {
  readonly page: MappedFacts;
  readonly isLast: boolean;
}

async function writePart(
  session: Session,
  work: Writing,
  facts: Facts,
  advance: Advance,
  progress: SyncProgress | null,
  { page, isLast }: PartOf,
): Promise<SyncCounts> {
  const { integration, known } = work;
  const written = await writeFacts(session, integration.number, facts, known, page.readAt);
  const before = countsOf(work);
  const counts = counted(isLast ? withPage(before, page.dropped) : before, facts, written);
  if (!(await advance(session, counts, progress)))
    throw new RunLost('Another process went on with it, or the integration is being removed.');
  return counts;
}

/** A piece of what is written in one transaction, and whether it is the end of all. */
interface Piece {
  readonly facts: Facts;
  readonly isLast: boolean;
}
function halvesOfPiece({ facts, isLast }: Piece): readonly [Piece, Piece] | null {
  const [key, all] = Object.entries(facts)[0] ?? [];
  const both = all && key !== 'inventories' ? halvesOf<unknown>(all) : null;
  if (!(both && key)) return null;
  return [
    { facts: { [key]: both[0] } as Facts, isLast: false },
    { facts: { [key]: both[1] } as Facts, isLast },
  ];
}

const namesIn = (facts: Facts): string[] =>
  Object.entries(facts).flatMap(([key, all]) =>
    (all as readonly { readonly id?: string }[]).map(({ id }) => `${key} ${id ?? ''}`),
  );

/** Writes facts of a run in parts, as `writeWith` does; every part but the last only says how far the run has come. */
export const writeInParts = (
  context: IngestionContext,
  work: Work,
  facts: MappedFacts,
  progress: SyncProgress | null,
  last?: Advance,
): Promise<void> => {
  const each: Advance = (session, counts, so) => advanceRun(session, work.run.number, counts, so);
  return writeWith(context, work, facts, progress, { each, last: last ?? each });
};

/** Effects in the transaction of each part but the last, and in that of the last. */
export interface PartEnds {
  readonly each: Advance;
  readonly last: Advance;
}

/**
 * Writes facts in parts, each in a transaction of its own. A fact that the database refuses is
 * excluded, logged and counted as REFUSED; an inventory is never excluded.
 */
export async function writeWith(
  context: IngestionContext,
  work: Writing,
  facts: MappedFacts,
  progress: SyncProgress | null,
  ends: PartEnds,
): Promise<void> {
  const parts = [...partsOf(facts, FACTS_AT_ONCE)];
  if (parts.length === 0) parts.push({});
  const write = async ({ facts: some, isLast }: Piece) => {
    work.signal.throwIfAborted();
    const how = isLast ? ends.last : ends.each;
    const now = isLast ? progress : work.progress;
    let isRepeated = false;
    work.counts = await retryWithoutIdCache(work.known, () =>
      context.database.write(work.account, (session) => {
        if (isRepeated) forget(work.known);
        isRepeated = true;
        return writePart(session, work, some, how, now, { page: facts, isLast });
      }),
    );
    work.progress = now;
    work.onWritten();
  };
  for (const [index, part] of parts.entries())
    await writeApart<Piece>(
      { facts: part, isLast: index === parts.length - 1 },
      {
        write,
        halves: halvesOfPiece,
        faultOf: (error) => faultIn(work, error),
        refuse: (piece, reason) => refusePiece(context, work, piece, reason, write),
      },
    );
}

/** Numbers that a lost transaction noted are worth nothing. */
function faultIn({ known }: Writing, error: unknown): string | null {
  const reason = dataFaultOf(error);
  if (reason !== null) forget(known);
  return reason;
}

async function refusePiece(
  { log }: IngestionContext,
  work: Writing,
  { facts, isLast }: Piece,
  reason: string,
  write: (piece: Piece) => Promise<void>,
): Promise<void> {
  const names = namesIn(facts);
  if (names.length === 0 || facts.inventories) throw new Error(reason);
  log('warn', `"${work.integration.name}" goes on without ${names.join(', ')}: ${reason}`);
  work.counts = withRefused(work.counts, names.length);
  work.onRefused?.(names, reason);
  if (isLast) await write({ facts: {}, isLast });
}

export const readyPage = async (page: Page, facts: MappedFacts) => ({
  page,
  facts,
  body: await packed(page.body),
});
/** A page, what it says, and its body as it rests. */
export type ReadyPage = Awaited<ReturnType<typeof readyPage>>;

/**
 * Writes the facts of a page. Stores the page and moves the cursor in the transaction of its last
 * part. If a run is cut off before, the next run fetches and writes the page again, which changes
 * nothing already written.
 */
export async function writePage(
  context: IngestionContext,
  work: Work,
  { page, facts, body }: ReadyPage,
  progress: SyncProgress,
): Promise<void> {
  const { kind, fetchedAt, cursor } = page;
  const { integration, run } = work;
  await writeInParts(context, work, facts, progress, async (session, counts, so) => {
    const isOurs = await checkpointPage(
      session,
      integration.number,
      { kind, body, fetchedAt },
      { run: run.number, cursor, counts, progress: so },
    );
    if (isOurs) await writeValidators(session, integration.number, page.validators ?? {});
    return isOurs;
  });
}
