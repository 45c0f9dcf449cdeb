import { execFileSync, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import { createIngestion } from '../../src/ingestion/ingestion.js';
import type { Viewer } from '../../src/model/access.js';
import { git } from '../../src/providers/git/index.js';
import { openDatabase } from '../../src/storage/database/database.js';
import { startPostgres } from '../storage/postgres-server.js';
import { writeLargeHistory } from '../story/git-history.js';

const COMMITS = 6000;
/** Git and import take turns, and each import is measured by the git before and after it: whatever else keeps the machine busy slows both. */
const ROUNDS = 5;
/** Milliseconds until what was before has tidied up. */
const PAUSE = 500;
const searchPath = execFileSync('sh', ['-c', 'printf %s "$PATH"']).toString();
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs git in a small process begun before all else, since a process that starts a program copies the map of its own memory. */
class PlainGit {
  readonly #child = fork(new URL('./plain-git.ts', import.meta.url));

  /** Milliseconds that git itself takes to write all lines of the history to nowhere. */
  async run(location: string): Promise<number> {
    await setTimeout(PAUSE);
    this.#child.send(location);
    const [spent] = await once(this.#child, 'message');
    return spent;
  }

  stop(): void {
    this.#child.disconnect();
  }
}

async function timed<T>(work: () => Promise<T>) {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, took: performance.now() - begun, cpu: (user + system) / 1000 };
}

async function importInto(folder: string, location: string, url: string | null) {
  const directory = join(folder, 'database');
  const database = await openDatabase({ url, directory, clock: Date.now });
  const ingestion = createIngestion({
    ...{ database, providers: [git], clock: Date.now, log: (_level, message) => say(message) },
    ...{ dataDirectory: folder, environment: { PATH: searchPath }, fetch, gitRoots: null },
    keyRing: createKeyRing([{ id: 'bench', bytes: randomBytes(32) }]),
  });
  try {
    const account = await database.createAccount();
    const viewer: Viewer = { account, key: 0, keyName: 'bench', role: 'ADMIN', reveals: true };
    const connect = (place: string) =>
      ingestion.connect(viewer, { provider: git.id, name: null, settings: { location: place } });
    const { number } = await connect(location);
    const first = await timed(() => ingestion.sync(account, number));
    const again = await timed(() => ingestion.sync(account, number));
    const twin = join(folder, 'twin.git');
    cpSync(location, twin, { recursive: true });
    const other = await connect(twin);
    const second = await timed(() => ingestion.sync(account, other.number));
    return { first, again, second };
  } finally {
    await ingestion.close();
    await database.close();
  }
}

async function create(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

type Imported = Awaited<ReturnType<typeof importInto>>;

/** An import, and milliseconds of git around it. */
interface Round {
  readonly imported: Imported;
  readonly git: number;
}

function report(database: string, { imported, git: base }: Round): void {
  const { first, again, second } = imported;
  const { written } = first.result.counts;
  const times = ({ took }: { readonly took: number }) => `${(took / base).toFixed(1)} times git`;
  say(
    `import into ${database} of ${written.COMMIT ?? 0} commits and ${written.CHANGE ?? 0} changes: ${first.took.toFixed(0)} ms (processor ${first.cpu.toFixed(0)} ms; git log --numstat ${base.toFixed(0)} ms), ${times(first)}; again: ${again.took.toFixed(0)} ms; another like it: ${second.took.toFixed(0)} ms, ${times(second)}`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!;
}

/** Imports into a fresh database, one folder and one name a round. */
async function rounds(
  database: string,
  folder: string,
  location: string,
  plainGit: PlainGit,
  urlOf: (name: string) => Promise<string | null>,
): Promise<void> {
  const done: Round[] = [];
  let before = await plainGit.run(location);
  for (let round = 0; round < ROUNDS; round += 1) {
    const data = join(folder, `${database}-${round}`);
    mkdirSync(data);
    await setTimeout(PAUSE);
    const imported = await importInto(data, location, await urlOf(`bench_${round}`));
    const after = await plainGit.run(location);
    done.push({ imported, git: (before + after) / 2 });
    before = after;
  }
  for (const round of done) report(database, round);
  const ratio = (which: 'first' | 'second') =>
    median(done.map(({ imported, git: base }) => imported[which].took / base)).toFixed(2);
  say(
    `${database}, the median of ${ROUNDS}: ${ratio('first')} times git, another like it ${ratio('second')} times`,
  );
}

/**
 * Imports a history into fresh databases of both kinds, and again, beside what git alone takes to read it. Each first import is the
 * first of its database, and the very first that of a program just started.
 */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-bench-'));
  const plainGit = new PlainGit();
  const server = await startPostgres();
  try {
    const location = process.env.INSIGHTS_TEST_REPOSITORY ?? join(folder, 'history.git');
    if (!process.env.INSIGHTS_TEST_REPOSITORY)
      writeLargeHistory(location, { commits: COMMITS, seed: 1 });
    await plainGit.run(location);
    await rounds('embedded', folder, location, plainGit, async () => null);
    await rounds('postgresql', folder, location, plainGit, async (name) => {
      await create(server.url, name);
      return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    });
  } finally {
    plainGit.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
