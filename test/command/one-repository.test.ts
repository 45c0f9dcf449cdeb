import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHistory } from '../story/fast-import.js';
import {
  address,
  ask,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
  run,
} from './program.js';

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place), PORT: '0' };
const insights = (...given: string[]) => run(given, environment);
let server: Running;
let at: { url: string; key: string };
beforeAll(async () => {
  server = launch(['serve', '--empty'], environment);
  at = await address(server);
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
});

const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(place, name), `${lines.join('\n')}\n`);
  return join(place, name);
};
const now = Math.floor(Date.now() / 1000);
const history = (name: string) => {
  const directory = join(place, name);
  writeHistory(directory, {
    commits: [1, 2].map((mark) => ({
      ...{ mark, branch: 'main', message: `${name} ${mark}\n`, author: 'Al <al@x.io>' },
      ...{ seconds: now - (3 - mark) * 86_400, parents: mark > 1 ? [mark - 1] : [] },
      files: { 'a.txt': `${mark}\n` },
    })),
  });
  return directory;
};
const deployment = (repository: string) =>
  JSON.stringify({
    ...{ kind: 'PIPELINE_RUN', id: `run of ${repository}`, updatedAt: new Date().toISOString() },
    ...{ pipeline: 'deploy', kinds: ['CD'], repository, status: 'SUCCESS' },
  });
const REPOSITORIES = '{ repositories { nodes { id name url } } }';
const repositories = async () =>
  (await ask(at.url, at.key, REPOSITORIES)).body.data as unknown as {
    readonly repositories: { readonly nodes: readonly { id: string; name: string }[] };
  };
const listed = async () =>
  (await repositories()).repositories.nodes.map(({ id, name }) => [id, name]).sort();

describe('a repository', { timeout: LONG }, () => {
  it('has an id that its import prints and the API has, and that can be given', async () => {
    const first = await insights('import', 'git', history('one/shop.git'));
    const [, id] = /^shop: .* Its id is (git:[0-9a-f]{12})\.$/m.exec(first.stdout) ?? [];
    expect(await listed()).toEqual([[id, 'shop']]);
    const again = await insights('import', 'git', join(place, 'one/shop.git'), '--id', 'the-shop');
    expect(again.stdout).toMatch(/^shop: 1 repository in .* Its id is the-shop\.$/m);
    expect(await listed()).toEqual([['the-shop', 'shop']]);
    const both = await insights('import', 'git', place, join(place, 'one/shop.git'), '--id', 'x');
    expect(both).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/An id or a name is that of one repository/),
    });
  });

  it('is joined by facts that name its id or its name, whichever comes first', async () => {
    const early = await insights('import', 'facts', file('early.ndjson', [deployment('web')]));
    expect(early).toMatchObject({ code: 0 });
    expect(await listed()).toContainEqual(['web', 'web']);
    await insights('import', 'git', history('web.git'));
    const names = ['the-shop', 'shop', 'SHOP', 'web'].map(deployment);
    expect(await insights('import', 'facts', file('named.ndjson', names))).toMatchObject({
      code: 0,
    });
    await expect
      .poll(async () => (await listed()).map(([, name]) => name), { timeout: 10_000 })
      .toEqual([...['web', 'shop']]);
  });

  it('that shares its name with another is distinguished by id, and facts that name both are refused by line', async () => {
    await insights('import', 'git', history('two/shop.git'), '--id', 'other-shop');
    const lines = [deployment('the-shop'), deployment('shop'), deployment('other-shop')];
    const { code, stderr } = await insights('import', 'facts', file('both.ndjson', lines));
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^both\.ndjson:2: repository: "shop" may be shop \(id (?:the|other)-shop, /m,
    );
    expect(stderr).toMatch(/1 of 3 lines were refused; the others are written/);
    const named = await insights('import', 'git', join(place, 'two/shop.git'), '--name', 'shop 2');
    expect(named.stdout).toMatch(/^shop 2: /m);
    const renamed = await insights('import', 'facts', file('both.ndjson', lines));
    expect(renamed).toMatchObject({ code: 0 });
  });
});
