import type { AzurePage } from '../azure-api/paging.js';
import type { Round } from './round.js';
import type { Part, Walk } from './state.js';

/** An entry may show in the list a moment late, so that so much is asked for twice. */
const OVERLAP_MILLISECONDS = 5 * 60_000;

/** Begins to read what is new since the last look, unless that was begun and is not ended. */
export function planNewer({ api }: Pick<Round, 'api'>, walk: Walk): void {
  if (walk.parts.some(({ to }) => to === null)) return;
  const from = walk.seen - OVERLAP_MILLISECONDS;
  walk.parts.unshift({ from, to: null, token: null, begunAt: api.now() });
}

function finish(walk: Walk, part: Part): void {
  walk.parts = walk.parts.filter((one) => one !== part);
  if (part.begunAt !== null) walk.seen = Math.max(walk.seen, part.begunAt);
  const kept = Object.entries(walk.recent).filter(
    ([, at]) => at >= walk.seen - OVERLAP_MILLISECONDS,
  );
  walk.recent = Object.fromEntries(kept);
}

/** How one list is read. */
export interface ListReader<Raw> {
  /** Asks for the pages of a part, from its token on. */
  pages(part: Part): AsyncGenerator<AzurePage<Raw>>;
  idOf(raw: Raw): number | undefined;
  /** Returns the instant by which the list is asked for. */
  changedAt(raw: Raw): number;
}

/** Notes entries that are near the end of what was seen, so that the next look knows them. */
function noteRecent<Raw>(
  walk: Walk,
  entries: readonly Raw[],
  { idOf, changedAt }: Pick<ListReader<Raw>, 'idOf' | 'changedAt'>,
): void {
  const late = entries.filter((raw) => changedAt(raw) >= walk.seen - OVERLAP_MILLISECONDS);
  for (const raw of late) walk.recent[idOf(raw) ?? -1] = changedAt(raw);
}

/** Yields the entries of a part that were not read just before; the state says after each page where the next run goes on. */
export async function* walkPart<Raw>(
  walk: Walk,
  part: Part,
  reader: ListReader<Raw>,
): AsyncGenerator<{ readonly fresh: readonly Raw[]; readonly note: () => void }> {
  const { idOf, changedAt } = reader;
  for await (const { values, next } of reader.pages(part)) {
    const fresh = values.filter((raw) => walk.recent[idOf(raw) ?? -1] !== changedAt(raw));
    // The state moves once the entries are read whole, just before their page is written.
    const note = () => {
      noteRecent(walk, fresh, reader);
      part.token = next;
      if (next === null) finish(walk, part);
    };
    yield { fresh, note };
  }
}
