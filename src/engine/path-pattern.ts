interface Wildcard<Item> {
  readonly isStar: (pattern: Item) => boolean;
  readonly fits: (pattern: Item, item: Item) => boolean;
}

/**
 * True if the whole pattern fits all items; a star fits any number of them. The time is at most the
 * product of the two lengths.
 */
function fitsAll<Item>(
  pattern: readonly Item[],
  items: readonly Item[],
  { isStar, fits }: Wildcard<Item>,
): boolean {
  // `reached[n]`: the first n signs of the pattern fit the items so far.
  let reached = [true];
  for (const [place, sign] of pattern.entries()) reached.push(reached[place]! && isStar(sign));
  for (const item of items) {
    const next = [false];
    for (const [place, sign] of pattern.entries())
      next.push(
        isStar(sign) ? reached[place + 1]! || next[place]! : reached[place]! && fits(sign, item),
      );
    reached = next;
  }
  return reached[pattern.length]!;
}

const fitsName = (pattern: string, name: string): boolean =>
  fitsAll<string>([...pattern], [...name], {
    isStar: (sign) => sign === '*',
    fits: (sign, letter) => sign === letter,
  });

const fitsPath = (pattern: readonly string[], path: readonly string[]): boolean =>
  fitsAll(pattern, path, { isStar: (name) => name === '**', fits: fitsName });

/**
 * Creates a function that says if any of the patterns matches a whole path. Between slashes `*`
 * stands for any letters. A `**` alone stands for any number of folders, also for none.
 */
export function createPathTest(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const split = patterns.map((pattern) => pattern.split('/'));
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const names = path.split('/');
    const found = split.some((pattern) => fitsPath(pattern, names));
    known.set(path, found);
    return found;
  };
}
