/** The parts of a `tree`: names, with what is asked of each, and a range. */
interface Part {
  readonly name: string;
  readonly below: readonly Part[];
  readonly range: readonly [number, number] | null;
}

/** A text that is read from its beginning on. */
class Reader {
  #rest: string;
  constructor(text: string) {
    this.#rest = text;
  }

  /** Returns what the pattern takes from the beginning; null where it does not match. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    this.#rest = this.#rest.slice(found?.[0].length ?? 0);
    return found;
  }
}

function readPart(reader: Reader): Part {
  const name = reader.take(/^[\w*]+/)?.[0] ?? '';
  const below = reader.take(/^\[/) ? readParts(reader) : [];
  const range = reader.take(/^\{(\d+),(\d+)\}/);
  return { name, below, range: range ? [Number(range[1]), Number(range[2])] : null };
}

function readParts(reader: Reader): readonly Part[] {
  const parts = [readPart(reader)];
  while (reader.take(/^,/)) parts.push(readPart(reader));
  reader.take(/^\]/);
  return parts;
}

/** Reads `a,b[c]{0,25}`. */
export const parseTree = (text: string): readonly Part[] => readParts(new Reader(text));

/** Returns what the tree asks of a value, as Jenkins does: objects keep their class, and empty ones stay. */
export function prune(value: unknown, parts: readonly Part[]): unknown {
  if (Array.isArray(value)) return value.map((one) => prune(one, parts));
  if (value === null || typeof value !== 'object' || parts.length === 0) return value;
  const whole = value as Readonly<Record<string, unknown>>;
  const kept = parts.flatMap(({ name, below, range }) => {
    if (!Object.hasOwn(whole, name)) return [];
    const own = whole[name];
    const ranged = range && Array.isArray(own) ? own.slice(...range) : own;
    return [[name, prune(ranged, below)] as const];
  });
  const named = whole._class === undefined ? {} : { _class: whole._class };
  return { ...named, ...Object.fromEntries(kept) };
}

/** True if a part is asked for without a range. */
export const isUnbounded = (parts: readonly Part[], name: string): boolean =>
  parts.some(
    (part) => (part.name === name && part.range === null) || isUnbounded(part.below, name),
  );
