import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIngestion } from '../../src/ingestion/ingestion.js';
import type { Viewer } from '../../src/model/access.js';
import { git } from '../../src/providers/git/index.js';
import { openDatabase } from '../../src/storage/database.js';
import { writeLargeHistory } from '../story/git-history.js';

const COMMITS = 6000;
/** Git and import take turns, so that whatever else keeps the machine busy slows both. */
const ROUNDS = 3;
const searchPath = execFileSync('sh', ['-c', 'printf %s "$PATH"']).toString();
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Milliseconds that git itself takes to write all lines of the history to nowhere. */
function plainGit(location: string): number {
  const begun = performance.now();
  spawnSync('git', ['-C', location, 'log', '--branches', '--remotes', '--tags', '--numstat'], {
    stdio: 'ignore',
  });
  return performance.now() - begun;
}

async function timed<T>(work: () => Promise<T>) {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, took: performance.now() - begun, cpu: (user + system) / 1000 };
}

async function importInto(folder: string, location: string) {
  const database = await openDatabase({
    ...{ url: null, directory: join(folder, 'database'), clock: Date.now },
  });
  const ingestion = createIngestion({
    ...{ database, providers: [git], clock: Date.now, log: (_level, message) => say(message) },
    ...{ dataDirectory: folder, environment: { PATH: searchPath }, fetch, gitRoots: null },
  });
  try {
    const account = await database.createAccount();
    const viewer: Viewer = { account, key: 0, keyName: 'bench', role: 'ADMIN', reveals: true };
    const source = { provider: git.id, name: null, settings: { location } };
    const { number } = await ingestion.connect(viewer, source);
    const first = await timed(() => ingestion.sync(account, number));
    const again = await timed(() => ingestion.sync(account, number));
    return { first, again };
  } finally {
    await ingestion.close();
    await database.close();
  }
}

type Imported = Awaited<ReturnType<typeof importInto>>;

function tell({ first, again }: Imported, base: number): void {
  const { written } = first.result.counts;
  const times = (first.took / base).toFixed(1);
  say(
    `import of ${written.COMMIT ?? 0} commits and ${written.CHANGE ?? 0} changes: ${first.took.toFixed(0)} ms (processor ${first.cpu.toFixed(0)} ms), ${times} times git; again: ${again.took.toFixed(0)} ms`,
  );
}

/** Imports a history into fresh embedded databases, and again, beside what git alone takes to read it. The first import is that of a program just started. */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-bench-'));
  try {
    const location = process.env.INSIGHTS_TEST_REPOSITORY ?? join(folder, 'history.git');
    if (!process.env.INSIGHTS_TEST_REPOSITORY)
      writeLargeHistory(location, { commits: COMMITS, seed: 1 });
    plainGit(location);
    const imports: Imported[] = [];
    const plain = [plainGit(location)];
    for (let round = 0; round < ROUNDS; round += 1) {
      const data = join(folder, `data-${round}`);
      mkdirSync(data);
      imports.push(await importInto(data, location));
      plain.push(plainGit(location));
    }
    const base = Math.min(...plain);
    say(`git log --numstat: ${base.toFixed(0)} ms, the best of ${plain.length}`);
    for (const imported of imports) tell(imported, base);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
