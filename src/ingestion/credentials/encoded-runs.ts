/**
 * Signs of base64, of either alphabet, and line breaks between them, as texts, JSON and addresses write them. Long runs come in
 * parts, since expressions are matched on a stack.
 */
const PART =
  /(?<signs>[\w+/-]{1,4096})|(?<plus>%2b|\\u002b)|(?<slash>%2f|\\\/|\\u002f)|(?<padding>(?:=|%3d|\\u003d){1,2})|(?:\r?\n|\\r\\n|\\n)[\t ]*/gi;

/** Fewer signs hold no secret. */
const SHORTEST = 8;
/** Four signs hold three bytes; what comes before them, such as a path, moves them by up to three. */
const offsets = [0, 1, 2, 3];

/** A part of a text that may be base64. */
interface Run {
  readonly from: number;
  to: number;
  /** Without what only divides them. */
  signs: string;
}

function partOf({ 0: part, index, groups = {} }: RegExpExecArray) {
  const { signs, plus, slash, padding } = groups;
  const sign = plus === undefined ? '' : '+';
  return {
    at: index,
    length: part.length,
    isPadding: padding !== undefined,
    /** Empty for what only divides or ends. */
    signs: signs ?? (slash === undefined ? sign : '/'),
  };
}
type Part = ReturnType<typeof partOf>;

function extend(run: Run, { at, length, signs, isPadding }: Part): void {
  run.signs += signs;
  if (signs !== '' || isPadding) run.to = at + length;
}

/** Finds the longest runs; padding ends one. */
function runsIn(text: string): Run[] {
  const runs: Run[] = [];
  let end = -1;
  for (const part of Array.from(text.matchAll(PART), partOf)) {
    const to = part.at + part.length;
    const last = part.at === end ? runs.at(-1) : undefined;
    if (last) extend(last, part);
    else if (part.signs !== '') runs.push({ from: part.at, to, signs: part.signs });
    end = part.isPadding ? -1 : to;
  }
  return runs;
}

const isEncoded = (signs: string, isFound: (bytes: Buffer) => boolean): boolean =>
  signs.length >= SHORTEST &&
  offsets.some((offset) => isFound(Buffer.from(signs.slice(offset), 'base64')));

/** Returns the text with `by` in place of every run of base64 whose bytes are to be found, however long and over whatever lines. */
export function replaceEncoded(
  text: string,
  isFound: (bytes: Buffer) => boolean,
  by: string,
): string {
  let at = 0;
  const kept: string[] = [];
  for (const { from, to, signs } of runsIn(text)) {
    if (!isEncoded(signs, isFound)) continue;
    kept.push(text.slice(at, from), by);
    at = to;
  }
  return at === 0 ? text : [...kept, text.slice(at)].join('');
}
