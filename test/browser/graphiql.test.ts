import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOperations } from '../../src/server/operations.js';
import { adminKey } from '../server/small-services.js';
import { eventually, type Started, start } from '../server/start.js';
import { chromiumPath, GraphiqlPage, hasChromium, openBrowser } from './graphiql.js';

const title = hasChromium ? 'GraphiQL' : `GraphiQL (skipped: there is no ${chromiumPath})`;

describe.skipIf(!hasChromium)(title, () => {
  let browser: Browser;
  let started: Started;
  beforeAll(async () => {
    [browser, started] = await Promise.all([openBrowser(), start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await started?.server.stop();
  });

  test('opens with the key, runs a query and shows a change by itself', async () => {
    const operations = await readOperations();
    const page = await GraphiqlPage.open(browser, started.server.url, adminKey);
    expect(page.address()).toBe(`${started.server.url}/`);
    expect(await page.tabs()).toBe(operations.length);

    await page.show(0);
    await page.run();
    await page.shows('ADMIN key');

    await page.show(operations.findIndex(({ query }) => /^subscription /m.test(query)));
    await page.run();
    await eventually(() => started.company.watching > 0);
    started.company.change(11);
    await page.shows('PT11H');
    expect(page.errors).toEqual([]);
  });
});
