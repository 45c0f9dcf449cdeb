import { posix } from 'node:path';

const RELATIONS = 'src/recalculation/relations/';
/** Files that hold the loading, the SQL and the arithmetic of relations. */
const HOLDS_IDEAS = /^src\/(?:recalculation\/load|storage|engine)\//;
/** Arithmetic is entered by one file of its own: the steps behind that are no part of the walk. */
const LEADS_ON = /^src\/(?:recalculation|storage)\//;
const IMPORT = /^import (?!type )\{([^}]*)\} from '(\.[^']+)';$/gm;
const COMMENT = /\/\*\*[\s\S]*?\*\/|\/\/.*$/gm;

interface Use {
  readonly file: string;
  readonly place: string;
  readonly name: string;
}

/** Returns the values that a file imports from other files. */
const usesIn = (file: string, content: string): Use[] =>
  Array.from(content.matchAll(IMPORT)).flatMap(([, names, from]) => {
    const place = posix.join(posix.dirname(file), from!).replace(/\.js$/, '.ts');
    return names!
      .split(',')
      .map((name) => name.trim().replace(/ as .*$/s, ''))
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ file, place, name }));
  });

/** Returns true if a file uses a name that it declares itself. */
const isUsedWithin = (content: string, name: string): boolean =>
  content.replace(COMMENT, '').match(new RegExp(`(?<![\\w$]|[^.]\\.)${name}(?![\\w$])`, 'g'))!
    .length > 1;

/** Returns the walk of each file of relations: itself, and the files in which the walk finds a value that nothing else uses. */
export function walksOf(sources: ReadonlyMap<string, string>): Map<string, readonly string[]> {
  const uses = Array.from(sources).flatMap(([file, content]) => usesIn(file, content));
  const usersOf = Map.groupBy(uses, ({ place, name }) => `${place} ${name}`);
  const isAlone = ({ place, name }: Use) =>
    HOLDS_IDEAS.test(place) &&
    usersOf.get(`${place} ${name}`)!.length === 1 &&
    !isUsedWithin(sources.get(place)!, name);
  const alone = Map.groupBy(uses.filter(isAlone), ({ file }) => file);
  const walkFrom = (first: string): string[] => {
    const walk = new Set([first]);
    for (const file of walk)
      if (LEADS_ON.test(file)) for (const { place } of alone.get(file) ?? []) walk.add(place);
    return [...walk];
  };
  const relations = [...sources.keys()].filter((file) => file.startsWith(RELATIONS));
  return new Map(relations.map((file) => [file, walkFrom(file)]));
}
