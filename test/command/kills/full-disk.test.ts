import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isConflict } from '../../../src/storage/sql/sql-state.js';
import { administer } from '../../storage/databases.js';
import { factContent } from '../../storage/fact-content.js';
import { address, ask, LONG, launch, newFolder, run } from '../program.js';
import { type Company, organise, perform, SOURCE, writeCompany } from './company.js';
import { ADMIN_KEY, environmentOf, newMigratedPlace, type Place, within } from './place.js';

const folder = newFolder();
const more = join(folder, 'more');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let company: Company;
let importing: readonly string[];
/** The facts of an import that had room. */
let whole: Record<string, unknown[]>;
let served: Place;

const factsIn = (place: Place) =>
  within(place, (app, { account }) => factContent(app.database, account));
beforeAll(async () => {
  company = writeCompany(folder);
  importing = ['import', 'facts', company.facts, '--source', SOURCE];
  served = await newMigratedPlace('POSTGRESQL');
  const other = await newMigratedPlace('POSTGRESQL');
  await within(served, (app, viewer) => organise(app, viewer, company));
  whole = await within(other, async (app, viewer) => {
    await organise(app, viewer, company);
    await perform('IMPORT', app, viewer, company);
    return factContent(app.database, viewer.account);
  });
}, LONG);

/** Returns the lines written to people, without the lines of the log. */
const linesOf = (stderr: string): string[] =>
  stderr.split('\n').filter((line) => line.startsWith('insights:'));
const FULL = [
  expect.stringMatching(
    /^insights: The disk of \S.* is full.*: make room .*whole\.$|^insights: The disk of .*whole\.$/,
  ),
];

/** The program on a disk of so many bytes more. */
function runWithin(given: readonly string[], place: Place, room: number) {
  const disk = new URL('./full-disk.ts', import.meta.url);
  const limits = { room: String(room), folder: place.dataDirectory, more };
  for (const [name, value] of Object.entries(limits)) disk.searchParams.set(name, value);
  const NODE_OPTIONS = `--import ${disk.href}`;
  return run(given, { ...environmentOf(place), NODE_OPTIONS });
}

it(
  'a full disk under the embedded database ends commands in one line and harms nothing',
  async () => {
    const place = await newMigratedPlace('EMBEDDED');
    await within(place, (app, viewer) => organise(app, viewer, company));
    const before = await factsIn(place);
    for (const [given, room] of [
      [importing, 300_000],
      [['key', 'list'], 0],
    ] as const) {
      const ended = await runWithin(given, place, room);
      expect(ended).toMatchObject({ code: 6, stdout: '' });
      expect(linesOf(ended.stderr)).toEqual(FULL);
    }
    expect(await factsIn(place)).toMatchObject({ repository: before.repository! });
    writeFileSync(more, '');
    expect(await runWithin(importing, place, 0)).toMatchObject({ code: 0 });
    expect(await factsIn(place)).toEqual(whole);
  },
  LONG,
);

/** Every statement that writes meets what a server says whose disk is full. */
const FILL = `create function full_disk() returns trigger language plpgsql as $$ begin
    raise exception using errcode = '53100', message = 'could not extend file "base/5/1": No space left on device'; end $$;
  do $$ declare name text; begin for name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('create trigger full_disk before insert or update or delete on %I for each statement execute function full_disk()', name);
  end loop; end $$`;
/** Fills the disk. The server works meanwhile in tables of which this locks all, so that one of the two may be refused. */
async function fill(url: string): Promise<void> {
  for (;;)
    try {
      await administer(url, FILL);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
}
const MAKE_KEY = 'mutation { createApiKey(input: { name: "x", role: VIEWER }) { secret } }';
const MAKE_ROOM = 'drop function full_disk cascade';

it(
  'a full disk under PostgreSQL ends commands in one line, a server goes on with it, deaf to no signal',
  async () => {
    const environment = environmentOf(served);
    const first = launch(['serve', '--empty'], environment);
    const { url } = await address(first);
    await fill(served.url!);
    const refused = await run(importing, environment);
    expect(refused).toMatchObject({ code: 6, stdout: '' });
    expect(linesOf(refused.stderr)).toEqual(FULL);
    const changing = () => ask(url, ADMIN_KEY, MAKE_KEY);
    await expect.poll(async () => (await changing()).status, { timeout: 60_000 }).toBe(503);
    expect(JSON.stringify((await changing()).body)).toMatch(/The disk of the database is full/);
    expect((await ask(url, ADMIN_KEY, '{ viewer { name } }')).status).toBe(200);
    first.process.kill('SIGTERM');
    const { code, stderr } = await first.ended;
    expect(code).toBe(0);
    const said = stderr.split('\n').filter((line) => /The disk of the database is full/.test(line));
    // A sync that ended names its reason in a line of its own.
    expect(said.filter((line) => !/"msg":"Sync of /.test(line))).toHaveLength(1);
    await administer(served.url!, MAKE_ROOM);
    expect(await run(importing, environment)).toMatchObject({ code: 0 });
    expect(await factsIn(served)).toEqual(whole);
  },
  LONG,
);
