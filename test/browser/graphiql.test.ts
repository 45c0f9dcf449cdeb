import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOperations } from '../../src/server/operations.js';
import {
  address,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
  run,
} from '../command/program.js';
import { type CommitStory, writeHistory } from '../story/fast-import.js';
import { chromiumPath, GraphiqlPage, hasChromium, openBrowser } from './graphiql.js';

const title = hasChromium ? 'GraphiQL' : `GraphiQL (skipped: there is no ${chromiumPath})`;

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place), PORT: '0' };
const repository = join(place, 'api.git');
const now = Math.floor(Date.now() / 1000);
const step = (mark: number): CommitStory => ({
  mark,
  branch: 'main',
  message: `Step ${mark}\n`,
  author: 'Al <al@x.io>',
  seconds: now - (5 - mark) * 86_400,
  parents: mark > 1 ? [mark - 1] : [],
  files: { 'a.txt': `${mark}\n` },
});

async function fill(): Promise<void> {
  writeHistory(repository, { commits: [step(1), step(2)] });
  const people = join(place, 'people.csv');
  writeFileSync(people, 'Name,Email,Manager Email\nBo,bo@x.io,\nAl,al@x.io,bo@x.io\n');
  expect(await run(['import', 'developers', people], environment)).toMatchObject({ code: 0 });
  const given = ['import', 'git', repository, '--node', 'Bo'];
  expect(await run(given, environment)).toMatchObject({ code: 0 });
}

describe.skipIf(!hasChromium)(title, () => {
  let browser: Browser;
  let server: Running;
  let at: { url: string; key: string };
  beforeAll(async () => {
    server = launch(['serve', '--empty'], environment);
    at = await address(server);
    await fill();
    browser = await openBrowser();
  }, LONG);
  afterAll(async () => {
    await browser?.close();
    server?.process.kill('SIGTERM');
    expect((await server?.ended)?.code).toBe(0);
    rmSync(place, { recursive: true, force: true });
  }, LONG);

  test(
    'opens with the printed key, runs queries and shows by itself what a sync brought',
    async () => {
      const operations = await readOperations();
      const tab = (pattern: RegExp) => operations.findIndex(({ query }) => pattern.test(query));
      const page = await GraphiqlPage.open(browser, `${at.url}/#key=${at.key}`);
      expect(page.address()).toBe(`${at.url}/`);
      expect(await page.tabs()).toBe(operations.length);

      await page.show(tab(/^query WhoAmI/m));
      await page.run();
      await page.shows('EDIT_KEYS');
      await page.show(tab(/^query HowAreWeDoing/m));
      await page.run();
      await page.shows('DEPLOYMENT_FREQUENCY');

      await page.show(tab(/^subscription /m));
      await page.run();
      await expect.poll(() => page.messages, { timeout: 30_000 }).toContain('sent subscribe');
      writeHistory(repository, { commits: [step(3)] });
      const synced = await run(['sync'], environment);
      expect(synced.stdout).toMatch(/^api: .*1 commit\b/);
      await page.shows('CHANGED');
      expect(page.messages).toContain('received next');
      expect(page.errors).toEqual([]);
    },
    LONG,
  );
});
