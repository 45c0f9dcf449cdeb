import { type LogEntry, numbersIn, rangesOf } from '../model/change-log.js';
import { halvesOf } from '../model/parts.js';
import { readLog } from '../storage/change-feed/change-log.js';
import type { Session } from '../storage/sql/session.js';

/** Entries of one transaction: enough to be quick, few enough not to keep others waiting. */
const MOST_SEQUENCES = 20;
export const FEW_FACTS = 2000;

const weightOf = (entry: LogEntry): number =>
  entry.kind === 'FACTS'
    ? entry.what.numbers.reduce((sum, [first, last]) => sum + last - first + 1, 0)
    : 1;

function firstOf(entries: readonly LogEntry[], mostFacts: number): readonly LogEntry[] {
  let weight = 0;
  const cut = entries.findIndex((entry) => {
    weight += weightOf(entry);
    return weight > mostFacts;
  });
  if (cut < 0) return entries;
  const sequence = entries[Math.max(cut - 1, 0)]?.sequence ?? 0;
  return entries.filter((entry) => entry.sequence <= sequence);
}

/**
 * Loads the entries behind a position that are worked off in one transaction: the first, and more while they name at most so many facts.
 * `isLast` if nothing was behind them.
 */
export async function loadBatch(session: Session, position: number, mostFacts: number) {
  const read = await readLog(session, position, MOST_SEQUENCES);
  const entries = firstOf(read, mostFacts);
  const isWhole = entries.length === read.length;
  const { sequence = position } = entries.at(-1) ?? {};
  return { entries, isLast: isWhole && sequence < position + MOST_SEQUENCES };
}

/** Returns the entries by which something is linked. */
export const linkableOf = (entries: readonly LogEntry[]): LogEntry[] =>
  entries.filter(({ kind }) => kind === 'FACTS' || kind === 'DIRECTORY');

/** Returns the same work in two halves: of the entries, else of the numbers of the only one. Returns null where it is one fact, or no fact. */
export function halvesOfWork(
  entries: readonly LogEntry[],
): readonly (readonly LogEntry[])[] | null {
  const [only] = entries;
  if (entries.length > 1 || only?.kind !== 'FACTS') return halvesOf(entries);
  return (
    halvesOf(numbersIn(only.what.numbers))?.map((numbers): LogEntry[] => [
      { ...only, what: { ...only.what, numbers: rangesOf(numbers) } },
    ]) ?? null
  );
}

/** An entry that reports these facts beside those of another. */
export const entryBeside = (
  { sequence, occurredAt }: LogEntry,
  facts: readonly { readonly kind: string; readonly number: number }[],
): LogEntry[] =>
  [...Map.groupBy(facts, ({ kind }) => kind)].map(([kind, same]) => ({
    sequence,
    occurredAt,
    kind: 'FACTS' as const,
    what: {
      kind: kind as Extract<LogEntry, { kind: 'FACTS' }>['what']['kind'],
      numbers: rangesOf(same.map(({ number }) => number)),
      newPeople: false,
    },
  }));
