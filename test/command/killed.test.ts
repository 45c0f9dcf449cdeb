import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import type { Database } from '../../src/storage/database/database.js';
import { factContent } from '../storage/fact-content.js';
import { derivedContent } from '../story/derived-content.js';
import { git } from '../story/fast-import.js';
import { writeLargeHistory } from '../story/git-history.js';
import { openStory } from '../story/open-story.js';
import { address, ask, LONG, launch, newFolder, type Running, run } from './program.js';

const place = newFolder();
const repository = join(place, 'busy.git');
const company = join(place, 'company.csv');
const TEAM = 'Organisation/The Manager';
const COMMITS = 3000;
const running: Running[] = [];
const start = (given: readonly string[], environment: Readonly<Record<string, string>>) => {
  const process = launch(given, environment);
  running.push(process);
  return process;
};
afterAll(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(place, { recursive: true, force: true });
});

const content = async (database: Database) => {
  const [account] = await database.accounts();
  return {
    ...(await factContent(database, account!.id)),
    ...(await derivedContent(database, account!.id)),
  };
};

/** The content after an import that nobody disturbed. */
let whole: Record<string, unknown[]>;
beforeAll(async () => {
  writeLargeHistory(repository, { commits: COMMITS, seed: 7 });
  const authors = git(repository, ['log', '--all', '--format=%ae']).split('\n');
  const people = [...new Set(authors)].filter((email) => /^person\d+@example\.com$/.test(email));
  const rows = people.map((email) => `${email.split('@')[0]},${email},manager@example.com`);
  writeFileSync(
    company,
    ['Name,Email,Manager Email', 'The Manager,manager@example.com,', ...rows, ''].join('\n'),
  );
  const story = await openStory('EMBEDDED');
  await story.connect(repository);
  await story.activate(
    ['Name,Email,Manager Email', 'The Manager,manager@example.com,', ...rows, ''].join('\n'),
  );
  await story.save(TEAM, {
    repositories: [{ property: 'repository', operator: 'EQUALS', values: ['busy'] }],
  });
  await story.settle();
  whole = await content(story.app.database);
  expect(whole.observation!.length).toBeGreaterThan(1000);
  expect(JSON.stringify(whole.observation)).not.toContain('"subject":null');
}, LONG);

interface Integrations {
  readonly integrations: {
    readonly nodes: readonly {
      readonly lastRun: {
        readonly status: string;
        readonly written: readonly { readonly kind: string; readonly count: number }[];
      } | null;
    }[];
  };
}
interface Insights {
  readonly insights: readonly { readonly recalculating: boolean }[];
}
const RECALCULATING = `{ insights(scope: { path: "${TEAM}" }, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { recalculating } }`;

const importing = ['import', 'git', repository, '--node', TEAM];

/** Ends a process without a warning as soon as some, but not all commits are written. */
async function killMidway(victim: Running, written: () => Promise<number | undefined>) {
  await expect.poll(written, { timeout: 60_000, interval: 20 }).toBeGreaterThan(200);
  victim.process.kill('SIGKILL');
  await victim.ended;
}

async function contentOf(dataDirectory: string) {
  const directory = join(dataDirectory, 'database');
  const app = await createApp({ database: { url: null, directory }, dataDirectory });
  const found = await content(app.database);
  await app.stop();
  return found;
}

describe('an import that was killed ends like one that was not', { timeout: LONG }, () => {
  it('on the embedded database, whose next server goes on by itself', async () => {
    const environment = { DATA_DIR: join(place, 'embedded'), PORT: '0' };
    const server = start(['serve', '--empty'], environment);
    const { url, key } = await address(server);
    expect((await run(['import', 'developers', company], environment)).code).toBe(0);
    const progress = async (at: string) => {
      const { body } = await ask(
        at,
        key,
        '{ integrations { nodes { lastRun { status written { kind count } } } } }',
      );
      const last = (body.data as never as Integrations).integrations.nodes[0]?.lastRun;
      const commits = last?.written.find(({ kind }) => kind === 'COMMIT')?.count;
      return { status: last?.status, commits };
    };

    const command = start(importing, environment);
    await killMidway(server, async () => (await progress(url)).commits);
    const lost = await command.ended;
    expect(lost).toMatchObject({ code: 6, stdout: '' });
    expect(lost.stderr).toMatch(
      /insights: The process that owns the data folder ended: repeat the command\.\n$/,
    );

    const again = start(['serve', '--empty'], environment);
    const { url: next } = await address(again);
    await expect
      .poll(async () => (await progress(next)).status, { timeout: 60_000, interval: 100 })
      .toBe('SUCCEEDED');
    expect((await run(importing, environment)).stdout).toMatch(/^busy: nothing new/);
    const recalculating = async () =>
      ((await ask(next, key, RECALCULATING)).body.data as never as Insights).insights[0]!
        .recalculating;
    await expect.poll(recalculating, { timeout: 60_000, interval: 100 }).toBe(false);
    again.process.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
    expect(await contentOf(environment.DATA_DIR)).toEqual(whole);
  });
});
