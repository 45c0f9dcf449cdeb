import { defineConfig } from 'vitest/config';
import { readEnvironment } from '../src/env.js';
import { selectTests } from './select-tests.js';

const root = new URL('.', import.meta.url).pathname;
const { pure, laws } = selectTests(root);
const isLong = readEnvironment().variables.LAWS === 'long';
const all = isLong ? laws : ['**/*.test.ts'];
const unit = isLong ? pure.filter((name) => laws.includes(name)) : pure;
/** These change or measure their own process, so each of their files has one. */
const alone = ['ingestion/credentials/heap.test.ts', 'providers/git/starter.test.ts'];

const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const usual = { root, testTimeout: isLong ? 900_000 : 90_000, hookTimeout: 180_000 };
const shared = { ...usual, include: [...all], exclude: [...pure, ...alone] };

export default defineConfig({
  test: {
    root,
    globalSetup: ['./storage/lazy-postgres.ts'],
    maxWorkers: 2,
    // Files share their process, and with it what is imported and compiled. What a file begins it ends.
    projects: [
      { resolve, test: { ...usual, name: 'unit', include: unit, pool: 'threads', isolate: false } },
      { resolve, test: { ...shared, name: 'shared', isolate: false } },
      { resolve, test: { ...usual, name: 'alone', include: isLong ? [] : alone } },
    ],
  },
});
