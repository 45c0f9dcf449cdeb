import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const kept = join(root, 'node_modules/.cache/insights-programs');
const CONFIGURATION = join(root, 'tsconfig.json');

interface Source {
  readonly name: string;
  readonly text: string;
}

async function readSources(): Promise<Source[]> {
  const names = globSync(['src/**/*.ts', 'migrations/*.ts'], { cwd: root })
    .filter((name) => !name.endsWith('.d.ts'))
    .toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(root, name), 'utf8') })),
  );
}

function digestOf(sources: readonly Source[], configuration: string): string {
  const hash = createHash('sha256').update(configuration);
  for (const { name, text } of sources) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** Writes what the compiler makes of each source by itself, laid out as in the package. */
async function write(folder: string, sources: readonly Source[], configuration: string) {
  const { default: ts } = await import('typescript');
  const { config } = ts.parseConfigFileTextToJson(CONFIGURATION, configuration);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, sourceMap: false };
  for (const { name, text } of sources) {
    const file = join(folder, 'dist', name.replace(/\.ts$/, '.js'));
    const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: name });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, outputText);
  }
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'schema'), join(folder, 'schema'));
}

/** Returns the file of the command built from the sources as they are. It is built once for each state of them, whichever process comes first. */
export async function buildProgram(): Promise<string> {
  const configuration = await readFile(CONFIGURATION, 'utf8');
  const sources = await readSources();
  const folder = join(kept, digestOf(sources, configuration));
  const command = join(folder, 'dist/src/command/index.js');
  if (existsSync(command)) return command;
  await mkdir(kept, { recursive: true });
  const building = await mkdtemp(join(kept, 'building-'));
  await write(building, sources, configuration);
  await rename(building, folder).catch(() => rm(building, { recursive: true, force: true }));
  return command;
}

/** Where Node keeps what it has compiled, so that the next start need not. */
export const COMPILED = join(kept, 'compiled');
