import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRoot } from './dependencies.js';

const files = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `/${file}`);

/** The rows of the promises: what is promised, and the names that stand beside it. */
const rows = [...readRoot('.github/SECURITY.md').matchAll(/^\| ([^|]+) \| ([^|]*) \|$/gm)].filter(
  ([, promise]) => !/^(?:promise|---|\*\*.*\*\*)$/.test(promise!),
);
const claims = rows.map(([, promise, held]) => ({
  promise,
  names: [...held!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
}));

/** Returns the fault of a name such as `storage/limits: words of a law`; null if there is none. */
function faultOf(name: string): string | null {
  const [file = '', ...words] = name.split(': ');
  // Folders may lie between those that are named.
  const place = new RegExp(`/${file.replaceAll('/', '/(?:.+/)?')}\\.test\\.ts$`);
  const found = files.filter((path) => place.test(path));
  if (found.length !== 1) return `${file} is the name of ${found.length} files`;
  if (words.length === 0) return null;
  const law = words.join(': ');
  return readRoot(`test${found[0]}`).includes(law) ? null : `${file} holds no law "${law}"`;
}

it('every promise is held by tests that are there', () => {
  expect(claims.length).toBeGreaterThan(30);
  expect(claims.filter(({ names }) => names.length === 0)).toEqual([]);
  expect(
    claims
      .flatMap(({ names }) => names)
      .map(faultOf)
      .filter(Boolean),
  ).toEqual([]);
});

it('a name that no file or no law has is found', () => {
  expect(faultOf('no/such-file')).toMatch('0 files');
  expect(faultOf('limits')).toMatch('files');
  expect(faultOf('storage/limits: no such law')).toMatch('no law');
});
