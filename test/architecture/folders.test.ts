import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MOST_FILES = 30;
/** Files of one kind, whose order of names is how they are read: a folder may hold as many as it needs. Migrations lie with their list and their digests. */
const kinds = [
  /\/(?:Migration\d{14}_\w+|digests|index)\.ts$/,
  /\/\d\d-[a-z-]+\.(?:graphql|variables\.json)$/,
];

/** Returns the folders that hold too many files, with how many, unless all are of one kind. */
function crowded(files: readonly string[]): string[] {
  return [...Map.groupBy(files, dirname)]
    .filter(([, inside]) => inside.length > MOST_FILES)
    .filter(([, inside]) => !kinds.some((kind) => inside.every((file) => kind.test(file))))
    .map(([folder, { length }]) => `${folder}: ${length} files, at most ${MOST_FILES}`);
}

it('no folder holds more than 30 files, unless all are of one kind', () => {
  const files = globSync('{src,test,schema,migrations}/**/*.*', {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    exclude: ['**/node_modules/**'],
  });
  expect(files.length).toBeGreaterThan(1_000);
  expect(crowded(files)).toEqual([]);
});

it('a folder of 31 files is found, and one of 31 migrations with another file', () => {
  const many = (name: (index: number) => string) => Array.from({ length: 31 }, (_, at) => name(at));
  const migrations = many((at) => `migrations/Migration202601010000${at + 10}_what.ts`);
  expect(crowded(many((at) => `src/model/file-${at}.ts`))).toEqual([
    'src/model: 31 files, at most 30',
  ]);
  expect(crowded(many((at) => `src/model/${at}/file.ts`))).toEqual([]);
  expect(crowded(many((at) => `src/model/file-${at}.ts`).slice(1))).toEqual([]);
  expect(crowded(migrations)).toEqual([]);
  expect(crowded([...migrations, 'migrations/other.ts'])).toHaveLength(1);
});
