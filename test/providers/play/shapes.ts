/** The value kinds at each path of an answer: `a.b[].c` and the kinds of values there. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

const stepOf = (value: object, key: string): string => (Array.isArray(value) ? '[]' : `.${key}`);

function walk(value: unknown, path: string, shape: Map<string, Set<string>>): void {
  const kinds = shape.get(path) ?? new Set();
  shape.set(path, kinds.add(kindOf(value)));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    walk(inner, `${path}${stepOf(value, key)}`, shape);
}

/** Returns every path of some answers with the kinds of values that stand there. */
export function shapeOf(answers: readonly unknown[]): Shape {
  const shape = new Map<string, Set<string>>();
  for (const answer of answers) walk(answer, '', shape);
  return shape;
}

/** Returns the paths that the first has and the second has not, the outermost alone. */
export function pathsBeyond(first: Shape, second: Shape): string[] {
  const beyond = [...first.keys()].filter((path) => !second.has(path));
  return beyond
    .filter(
      (path) =>
        !beyond.some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)),
    )
    .sort();
}

/** Returns the paths at which the first has a kind of value that the second never has. */
export function kindsBeyond(first: Shape, second: Shape): string[] {
  return [...first]
    .flatMap(([path, kinds]) => {
      const known = second.get(path);
      return known === undefined
        ? []
        : [...kinds].filter((kind) => !known.has(kind)).map((kind) => `${path}: ${kind}`);
    })
    .sort();
}
