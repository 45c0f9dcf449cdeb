import { readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Packages that stay where they are: they find files beside themselves, or are large and seldom needed. */
const OUTSIDE = ['fs-native-extensions', '@electric-sql/*', '@graphql-yoga/render-graphiql'];
/** The files that a process or a thread begins with. */
const ENTRIES = [
  ...['src/main.ts', 'src/command/index.ts'],
  ...['src/storage/database/embedded/thread.ts', 'src/providers/git/spawner/process.ts'],
];
/** Packages in an older form of module call `require`, also for what Node brings. */
const REQUIRE = `import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);`;
/** A map of nothing: places in packages stay those of the bundle, which halves what Node reads at a start. */
const NO_MAP = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');
/** How esbuild names every function as it is made, those within functions too. That takes a twentieth of a short answer. */
const NAMING =
  'var __name = (target, value) => __defProp(target, "name", { value, configurable: true });';
/** Packages look at the names of classes alone, which are also the types of the schema. */
const NAMING_CLASSES = NAMING.replace(
  '=> ',
  '=> target.name === value || target.prototype === undefined ? target : ',
);
const KEPT_PROGRAMS = 8;
const KEPT_MILLISECONDS = 7 * 86_400_000;

/** Returns the text of a source that finds its neighbours from a file of the folder of chunks. */
function withOwnPlace(path: string, text: string): string {
  const place = `../${path.replace(/\.ts$/, '.js')}`;
  return text
    .replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`)
    .replaceAll('import.meta.dirname', `(import.meta.dirname + '/${dirname(place)}')`);
}

const ownPlaces = (root: string): Plugin => ({
  name: 'own-places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta')) return null;
      return { loader: 'ts', contents: withOwnPlace(relative(root, path), text) };
    }),
});

/**
 * Returns the text of a package's file. `graphql` asks of each value that it completes if it comes from a second copy of itself, unless the
 * environment says `production`: a program has one copy.
 */
const textOf = (path: string): string => {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('graphql/jsutils/instanceOf.js')
    ? text.replace('process.env.NODE_ENV', "'production'")
    : text;
};

const packagesWithoutMaps: Plugin = {
  name: 'packages-without-maps',
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, ({ path }) => ({
      loader: 'js',
      contents: `${textOf(path)}\n//# sourceMappingURL=data:application/json;base64,${NO_MAP}`,
    })),
};

/** Replaces what names functions. Throws if it is not where it is expected, as in another version of esbuild. */
async function nameClassesAlone(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const text = name.endsWith('.js') ? await readFile(file, 'utf8') : '';
    if (text.includes(NAMING)) return writeFile(file, text.replace(NAMING, NAMING_CLASSES));
  }
  throw new Error('esbuild names functions in another way.');
}

async function write(root: string, folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outbase: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: 'chunks/[name]-[hash]',
    external: OUTSIDE,
    banner: { js: REQUIRE },
    // Types of the schema are called as their classes are, and packages look at the names of theirs.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [packagesWithoutMaps, ownPlaces(root)],
  });
  await nameClassesAlone(join(folder, 'chunks'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'schema/operations'), join(folder, 'schema/operations'), { recursive: true });
}

/** Deletes programs that were not started for long, except the newest ones. */
async function prune(kept: string): Promise<void> {
  const found = (await readdir(kept)).map((name) => join(kept, name));
  const dated = found.map((folder) => ({
    folder,
    at: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  dated.sort((one, other) => other.at - one.at);
  for (const { folder, at } of dated.slice(KEPT_PROGRAMS))
    if (at < Date.now() - KEPT_MILLISECONDS) await rm(folder, { recursive: true, force: true });
}

/** Builds the program of a checkout into a folder that is there once it is whole. */
export async function buildProgram(root: string, folder: string): Promise<void> {
  const kept = dirname(folder);
  await mkdir(kept, { recursive: true });
  const building = await mkdtemp(join(kept, 'building-'));
  await write(root, building);
  await rename(building, folder).catch(() => rm(building, { recursive: true, force: true }));
  await prune(kept);
}
