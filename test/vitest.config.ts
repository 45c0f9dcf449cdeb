import { defineConfig } from 'vitest/config';
import { readEnvironment } from '../src/env.js';
import { selectTests } from './select-tests.js';
import { UNOPTIMISED } from './unoptimised.js';

const root = new URL('.', import.meta.url).pathname;
const { tests, pure, small, laws } = selectTests(root);
const isLong = readEnvironment().variables.LAWS === 'long';
/** Folders whose files share their process, and with it what is imported and compiled: what a file begins it ends. */
const sharing = [
  ...['client/', 'directory/', 'graph/', 'ingestion/', 'insights/', 'providers/', 'recalculation/'],
  ...['server/', 'storage/'],
];

const candidates = isLong ? laws : tests;
const among = (names: readonly string[]) => names.filter((name) => candidates.includes(name));
const shared = candidates.filter((name) => sharing.some((folder) => name.startsWith(folder)));

const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const usual = { root, testTimeout: isLong ? 900_000 : 90_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    root,
    globalSetup: ['./storage/run-folders.ts', './storage/lazy-postgres.ts'],
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: {
          ...usual,
          name: 'unit',
          include: among(pure),
          pool: 'threads',
          isolate: false,
        },
      },
      {
        resolve,
        // A process that has grown by its databases stands still for each program that it starts. This one stays small.
        test: { ...usual, name: 'small', include: among(small), isolate: false },
      },
      {
        resolve,
        test: {
          ...{ ...usual, name: 'shared', include: shared, exclude: [...pure, ...small] },
          isolate: false,
        },
      },
      {
        resolve,
        test: {
          ...{
            ...usual,
            name: 'alone',
            include: candidates,
            exclude: [...pure, ...small, ...shared],
          },
          execArgv: UNOPTIMISED,
        },
      },
    ],
  },
});
