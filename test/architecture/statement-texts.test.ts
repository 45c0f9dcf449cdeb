import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { relationName } from '../../src/model/relation.js';
import { longLines, spelledNames } from './statement-texts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('src/storage/**/*.ts', { cwd: root }).map((name) => ({
  name,
  content: readFileSync(root + name, 'utf8'),
}));
const MOST = 160;

describe('the texts of statements', () => {
  it('have no line of more than 160 characters', () => {
    const long = files.flatMap(({ name, content }) =>
      longLines(name, content, MOST).map((line) => `${name}:${line}`),
    );
    expect(long).toEqual([]);
  });

  it('take the names of relations from their constants', () => {
    const spelled = files.flatMap(({ name, content }) =>
      spelledNames(name, content, Object.values(relationName)).map((found) => `${name}:${found}`),
    );
    expect(spelled).toEqual([]);
  });
});
