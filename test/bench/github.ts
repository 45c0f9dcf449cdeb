import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import { createIngestion } from '../../src/ingestion/ingestion.js';
import type { Viewer } from '../../src/model/access.js';
import type { Person } from '../../src/model/facts/people.js';
import type { PullRequestFact } from '../../src/model/facts/review.js';
import { github } from '../../src/providers/github/index.js';
import { createGuardedFetch } from '../../src/providers/http/guarded-fetch.js';
import type { MappedFacts, Page } from '../../src/providers/provider.js';
import { openDatabase } from '../../src/storage/database/database.js';
import { startPostgres } from '../storage/postgres-server.js';

/** `BENCH_PULL_REQUESTS` says how many are read. */
const PULL_REQUESTS = Number(process.env.BENCH_PULL_REQUESTS ?? 100_000);
const say = (line: string) => process.stdout.write(`${line}\n`);
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);

interface Played {
  readonly url: string;
  readonly token: string;
  readonly organization: string;
}

/** A server that plays GitHub, and how many requests it answered. */
async function play(size: number) {
  const child = fork(new URL('./play-github.ts', import.meta.url), [String(size)]);
  const [played] = (await once(child, 'message')) as [Played];
  return {
    played,
    requests: async (): Promise<number> => {
      child.send('count');
      const [count] = await once(child, 'message');
      return count;
    },
    stop: () => child.disconnect(),
  };
}
type Play = Awaited<ReturnType<typeof play>>;

/** Somebody whom GitHub no longer knows is null in the form. */
const personLine = ({ id, name, email }: Person) => (id === '' ? null : { id, name, email });

/** A pull request as a line of the form of facts. */
const lineOf = ({ author, reviews, comments, ...fact }: PullRequestFact): string =>
  JSON.stringify({
    ...{ kind: 'PULL_REQUEST', ...fact, author: personLine(author) },
    reviews: reviews.map((review) => ({ ...review, by: personLine(review.by) })),
    comments: comments.map((comment) => ({ ...comment, by: personLine(comment.by) })),
  });

/** The provider, and beside it a file of all pull requests that it read. */
function recorder(path: string) {
  const lines = createWriteStream(path);
  return {
    provider: {
      ...github,
      toFacts: (page: Page): MappedFacts => {
        const facts = github.toFacts(page);
        for (const fact of facts.PULL_REQUEST ?? []) lines.write(`${lineOf(fact)}\n`);
        return facts;
      },
    },
    end: async () => {
      lines.end();
      await once(lines, 'finish');
    },
  };
}

async function timed<T>(work: () => Promise<T>) {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, took: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
}

/** Reads a company of a size from GitHub into PostgreSQL, then the same facts from a file. */
async function measure(server: { readonly url: string }, { played, requests }: Play, size: number) {
  const folder = mkdtempSync(join(tmpdir(), 'insights-bench-'));
  const name = `github_${size}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  const database = await openDatabase({ url, directory: null, clock: Date.now });
  const file = join(folder, 'facts.ndjson');
  const recorded = recorder(file);
  const ingestion = createIngestion({
    ...{ database, providers: [recorded.provider], clock: Date.now, gitRoots: null },
    ...{ dataDirectory: folder, environment: {}, fetch: createGuardedFetch(['127.0.0.1']) },
    log: (level, message) => (level === 'debug' ? undefined : say(message)),
    keyRing: createKeyRing([{ id: 'bench', bytes: randomBytes(32) }]),
  });
  const viewerOf = async (): Promise<Viewer> => ({
    ...{ account: await database.createAccount(), key: 0, keyName: 'bench' },
    ...{ role: 'ADMIN', reveals: true },
  });
  try {
    const viewer = await viewerOf();
    const { number } = await ingestion.connect(viewer, {
      ...{ provider: github.id, name: null },
      settings: {
        ...{ baseUrl: played.url, token: played.token, organizations: played.organization },
        ...{ since: '2020-01-01', issues: 'false', tags: 'false' },
      },
    });
    const before = await requests();
    const read = await timed(() => ingestion.sync(viewer.account, number));
    const calls = (await requests()) - before;
    await recorded.end();
    const memory = megabytes();
    const { status, message, counts } = read.result;
    if (status !== 'SUCCEEDED') throw new Error(`${status}: ${message}`);
    const sent = await timed(async () =>
      ingestion.ingest(await viewerOf(), {
        source: 'The same',
        lines: createInterface({ input: createReadStream(file), crlfDelay: Infinity }),
      }),
    );
    const { accepted, refusedCount, refused } = sent.result;
    if (refusedCount > 0) say(`refused: ${refusedCount}, ${JSON.stringify(refused[0])}`);
    const done = counts.written.PULL_REQUEST ?? 0;
    say(
      `${done} pull requests: ${calls} calls, ${((1000 * calls) / done).toFixed(1)} a thousand; ${read.took.toFixed(1)} s (processor ${read.cpu.toFixed(1)} s), memory ${memory} MB; the same ${accepted} facts by import: ${sent.took.toFixed(1)} s (processor ${sent.cpu.toFixed(1)} s); ${(read.took / sent.took).toFixed(2)} times`,
    );
  } finally {
    await ingestion.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Reads pull requests with commits, reviews and comments from a server that plays GitHub, a tenth first and then all. Compares them with the same
 * facts from a file of lines: calls, memory and time.
 */
export async function benchmark(): Promise<void> {
  const server = await startPostgres();
  try {
    for (const size of [PULL_REQUESTS / 10, PULL_REQUESTS]) {
      const played = await play(size);
      try {
        await measure(server, played, size);
      } finally {
        played.stop();
      }
    }
  } finally {
    await server.stop();
  }
}
