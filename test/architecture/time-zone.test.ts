import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRoot } from './dependencies.js';

it('one place alone moves the process to another time zone', () => {
  const files = globSync('test/**/*.ts', { cwd: new URL('../..', import.meta.url) });
  const moving = files.filter((file) => /\benv\.TZ\b|stubEnv\('TZ'/.test(readRoot(file)));
  expect(files.length).toBeGreaterThan(400);
  expect(moving.filter((file) => file !== 'test/architecture/time-zone.test.ts')).toEqual([
    'test/in-time-zone.ts',
  ]);
});
