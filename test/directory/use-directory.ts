import { afterAll, beforeAll } from 'vitest';
import { operator } from '../../src/directory/context.js';
import { createDirectory, type Directory } from '../../src/directory/directory.js';
import type { Offer } from '../../src/directory/profile/needs.js';
import type { Viewer } from '../../src/model/access.js';
import { Refusal } from '../../src/model/errors.js';
import { type Database, openDatabase } from '../../src/storage/database/database.js';
import { type DatabaseKind, newPlace } from '../storage/databases.js';

export const DAY = 86_400_000;

const offers: Readonly<Record<string, readonly Offer[]>> = {
  GIT: ['SOURCE_CODE_MANAGEMENT'],
  CUSTOM: [
    'SOURCE_CODE_MANAGEMENT',
    'PULL_REQUESTS',
    'ISSUE_MANAGEMENT',
    'CONTINUOUS_INTEGRATION',
    'CONTINUOUS_DEPLOYMENT',
    'INCIDENT_MANAGEMENT',
  ],
};

/** Six people: Eve manages Bo and Flo, Bo manages Al, Cy and Di. */
export const companyFile = [
  'Name,Email,Manager Email,Site',
  'Eve,eve@x.io,,Rome',
  'Bo,bo@x.io,eve@x.io,Rome',
  'Al,al@x.io,bo@x.io,Oslo',
  'Cy,cy@x.io,bo@x.io,Oslo',
  'Di,di@x.io,bo@x.io,Oslo',
  'Flo,flo@x.io,eve@x.io,Rome',
  '',
].join('\n');

/** The codes of the reasons why something was refused; none where it was done. */
export const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof Refusal) return error.errors.map(({ code }) => code);
      throw error;
    },
  );

/** An empty database with its directory for the tests of one file, and a clock that the tests set. */
export function useDirectory(kind: DatabaseKind = 'EMBEDDED') {
  const clock = { now: Date.UTC(2026, 4, 10, 12) };
  const parts = {} as { database: Database; directory: Directory };
  let accounts = 0;
  beforeAll(async () => {
    const options = { clock: () => clock.now };
    parts.database = await openDatabase({ ...options, ...(await newPlace(kind)) });
    parts.directory = createDirectory({
      ...options,
      database: parts.database,
      mailmap: () => (person) => person,
      offers: (provider) => offers[provider] ?? [],
    });
  });
  afterAll(() => parts.database.close());

  const newAccount = async (): Promise<Viewer> => {
    accounts += 1;
    return operator(await parts.directory.account.create(`Company ${accounts}`, 'Europe/Berlin'));
  };
  const upload = (viewer: Viewer, content: string, effectiveOn: string | null = null) =>
    parts.directory.imports.upload(viewer, { content, fileName: 'company.csv', effectiveOn });
  /** A new account with the six people effective. */
  const settled = async (): Promise<Viewer> => {
    const viewer = await newAccount();
    const { number } = await upload(viewer, companyFile);
    await parts.directory.imports.activate(viewer, number);
    return viewer;
  };
  const teamNamed = async (viewer: Viewer, search: string) =>
    (await parts.directory.teams.list(viewer, { search, tree: null }, {})).items[0]!.item;
  const membersOf = async (viewer: Viewer, number: number) =>
    (await parts.directory.teams.members(viewer, [number]))[0]!.map(({ named }) => named?.name);
  return { clock, parts, newAccount, upload, settled, teamNamed, membersOf };
}
