import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
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
    // Tables and types of the schema are called as their classes are.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [packagesWithoutMaps, ownPlaces(root)],
  });
  nameOnce(join(folder, 'chunks'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'schema/operations'), join(folder, 'schema/operations'), { recursive: true });
}

const NAMES = 'var __name = (target, value) => ';

/** Spares functions that have their name already another definition of it, which would cost whatever makes functions as it runs. */
function nameOnce(chunks: string): void {
  for (const name of readdirSync(chunks).filter((one) => one.endsWith('.js'))) {
    const file = join(chunks, name);
    const text = readFileSync(file, 'utf8');
    if (text.includes(NAMES))
      writeFileSync(file, text.replace(NAMES, `${NAMES}target.name === value ? target : `));
  }
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
