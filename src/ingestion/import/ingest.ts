import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import type { FactKind } from '../../model/facts/facts.js';
import { withoutSecrets } from '../../model/facts/open-secret.js';
import { halvesOf } from '../../model/parts.js';
import type { Instant } from '../../model/time.js';
import { lineReader } from '../../providers/custom/read-line.js';
import { factsOf } from '../../providers/custom/to-facts.js';
import { writeFacts } from '../../storage/facts/facts.js';
import { noteSynced } from '../../storage/integrations/integrations.js';
import { keepPage } from '../../storage/integrations/raw-pages.js';
import { dataFaultOf } from '../../storage/sql/data-fault.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';
import { prefetchOne } from '../prefetch-one.js';
import { demand } from '../sources/demand.js';
import { demandOpenText } from '../sources/limits-of-input.js';
import { writeApart } from '../sync/bisect.js';
import { packed } from './packing.js';
import { findSentSource, lockSentSource, type SentSource, writeOutcome } from './sent-source.js';
import { type IngestError, type ReadLine, validateLines } from './validate-lines.js';

/** Lines of one transaction. */
const LINES_AT_ONCE = 1000;
const CHARACTERS_AT_ONCE = 4_000_000;
/** No integration has this number, so that every fact is another's. */
const NO_INTEGRATION = 0;
/** Refused lines that are reported one by one; further ones are only counted. */
const MOST_REPORTED = 1000;

/** A line that was refused, with the reasons. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  /** Why it was refused. */
  readonly errors: readonly IngestError[];
}
/** The result of an import. */
export interface Ingested {
  /** Null if the source is none yet: no line of it was accepted. */
  readonly integration: number | null;
  /** Lines read, without blank ones and the line that names the form. */
  readonly lines: number;
  /** Facts that were accepted. */
  readonly accepted: number;
  /**
   * Facts new or changed, by kind; a fact that was already known is accepted and changes nothing.
   */
  readonly written: Readonly<Partial<Record<FactKind, number>>>;
  /** Facts that were deleted. */
  readonly removed: number;
  /** Lines that were refused. */
  readonly refusedCount: number;
  /** The first of them, by number. */
  readonly refused: readonly RefusedLine[];
}
/** Lines of facts to import. */
export interface IngestInput {
  /**
   * The source of the facts. It is an integration of its own, which can be removed with all its
   * facts.
   */
  readonly source: string;
  /** The lines, in order. */
  readonly lines: AsyncIterable<string> | Iterable<string>;
  /** Is called with the number of lines read. */
  readonly onProgress?: ((lines: number) => void) | undefined;
  /** Ends the import before its next lines. The result is of the lines before. */
  readonly signal?: AbortSignal | undefined;
}

interface Numbered {
  readonly line: number;
  readonly text: string;
}

async function* batchesOf(lines: IngestInput['lines']): AsyncGenerator<Numbered[]> {
  let batch: Numbered[] = [];
  let characters = 0;
  let line = 0;
  for await (const given of lines) {
    line += 1;
    const text = withoutSecrets(given);
    batch.push({ line, text });
    characters += text.length;
    if (batch.length < LINES_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** The lines up to the first that names another version of the form, whatever that means for those after it. */
function readable(batch: readonly Numbered[], now: Instant): ReadLine[] {
  const readLine = lineReader(now);
  const read = batch.map((one) => ({ ...one, read: readLine(one.text) }));
  const other = read.findIndex(isOfAnotherVersion);
  return other < 0 ? read : read.slice(0, other + 1);
}
const isOfAnotherVersion = ({ read }: ReadLine): boolean =>
  'errors' in read && read.errors.some(({ code }) => code === 'UNKNOWN_VERSION');

/** The lines of each batch as they are understood. */
async function* readBatches(context: IngestionContext, lines: IngestInput['lines']) {
  for await (const batch of batchesOf(lines)) yield readable(batch, context.clock());
}

/** The counts of an import, added up over its batches. */
class Tally {
  lines = 0;
  accepted = 0;
  removed = 0;
  refusedCount = 0;
  readonly written: Partial<Record<FactKind, number>> = {};
  readonly refused: RefusedLine[] = [];
  refuse(line: number, errors: readonly IngestError[]): void {
    this.refusedCount += 1;
    if (this.refused.length < MOST_REPORTED) this.refused.push({ line, errors });
  }
}

interface Target {
  readonly context: IngestionContext;
  readonly viewer: Viewer;
  readonly name: string;
  /** Null until it is first needed. */
  source: SentSource | null;
}

async function sourceOf(session: Session, target: Target): Promise<SentSource> {
  target.source ??= await findSentSource(session, target.name);
  return target.source;
}

async function writeLines(
  { context, viewer }: Target,
  source: SentSource,
  good: readonly ReadLine[],
  tally: Tally,
): Promise<void> {
  if (good.length === 0) return;
  const page = { body: good.map(({ text }) => text).join('\n'), fetchedAt: context.clock() };
  const facts = factsOf(good.map(({ read }) => read));
  const body = await packed(page.body);
  const result = await context.database.write(viewer.account, async (session) => {
    const integration = await lockSentSource(session, viewer, source);
    await keepPage(session, integration, { kind: 'FACTS', body, fetchedAt: page.fetchedAt });
    await noteSynced(session, integration, page.fetchedAt);
    return { integration, ...(await writeFacts(session, integration, facts)) };
  });
  source.number = result.integration;
  tally.accepted += good.length;
  tally.removed += result.removed;
  for (const [kind, count] of Object.entries(result.written) as [FactKind, number][])
    tally.written[kind] = (tally.written[kind] ?? 0) + count;
}

/** Writes lines that fit the form. Lines that the database refuses are refused alone, by number. */
const writeBatch = (
  target: Target,
  source: SentSource,
  good: readonly ReadLine[],
  tally: Tally,
): Promise<void> =>
  writeApart(good, {
    write: (lines) => writeLines(target, source, lines, tally),
    halves: halvesOf,
    faultOf: dataFaultOf,
    refuse: (lines, message) => {
      for (const { line } of lines)
        tally.refuse(line, [{ code: 'NOT_STORABLE', field: [], message }]);
    },
  });

const saysNothing = ({ read }: ReadLine): boolean => 'nothing' in read;

/** Imports lines batch by batch, until a line names another version of the form or the signal is aborted. Each is read while the one before is written. */
async function importLines(
  target: Target,
  { lines, onProgress, signal }: IngestInput,
  tally: Tally,
): Promise<void> {
  const { context, viewer } = target;
  for await (const read of prefetchOne(readBatches(context, lines))) {
    if (signal?.aborted) break;
    const { source, validated } = await context.database.read(viewer.account, async (session) => {
      const source = await sourceOf(session, target);
      const number = source.number ?? NO_INTEGRATION;
      return { source, validated: await validateLines(session, number, read) };
    });
    for (const { line, errors } of validated) if (errors.length > 0) tally.refuse(line, errors);
    const said = validated.filter((line) => !saysNothing(line));
    const good = said.filter(({ errors }) => errors.length === 0);
    await writeBatch(target, source, good, tally);
    tally.lines += said.length;
    onProgress?.(tally.lines);
    if (validated.some(isOfAnotherVersion)) break;
  }
}

/**
 * Imports facts from lines of JSON. Each line is accepted or refused as a whole and independently
 * of others. Importing a line again changes nothing. Nothing is read after a line that names
 * another version of the form. Throws FORBIDDEN. Throws CONFLICT if the source is paused or being
 * removed.
 */
export async function ingest(
  context: IngestionContext,
  viewer: Viewer,
  input: IngestInput,
): Promise<Ingested> {
  demand(viewer, 'SYNC');
  const name = input.source.trim();
  if (name === '' || name.length > 200)
    refuse('INVALID_NAME', ['source'], 'Name the source in 1 to 200 characters.');
  demandOpenText(name, ['source']);
  const { database } = context;
  const target: Target = { context, viewer, name, source: null };
  const tally = new Tally();
  await importLines(target, input, tally);
  const from =
    target.source ?? (await database.read(viewer.account, (session) => sourceOf(session, target)));
  tally.refused.sort((left, right) => left.line - right.line);
  await writeOutcome(database, viewer, from, tally);
  return { integration: from.number, ...tally };
}
