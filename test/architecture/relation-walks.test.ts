import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { walksOf } from './relation-walks.js';

const MOST_FILES = 3;
const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = new Map(
  globSync('src/**/*.ts', { cwd: root }).map((name) => [name, readFileSync(root + name, 'utf8')]),
);
const relation = 'src/recalculation/relations/sails.ts';
const storage = 'src/storage/relations/sails.ts';
const engine = 'src/engine/correlate/sails.ts';
const planted = {
  [relation]: `import {\n  loadSails,\n  type Sail,\n} from '../../storage/relations/sails.js';
import { sailsOf } from '../../engine/correlate/sails.js';`,
  [storage]: `import { loadMasts } from './masts.js';\nexport const loadSails = () => loadMasts();`,
  [engine]: `import { knotOf } from './knots.js';\nexport const sailsOf = () => knotOf();`,
  'src/storage/relations/masts.ts': `export const loadMasts = () => [];`,
  'src/engine/correlate/knots.ts': `export const knotOf = () => 1;`,
};
const walkOf = (more: Readonly<Record<string, string>> = {}) =>
  walksOf(new Map(Object.entries({ ...planted, ...more }))).get(relation);

describe('the walk of a relation', () => {
  it('is at most three files', () => {
    const walks = [...walksOf(sources).values()];
    expect(walks.filter(({ length }) => length > MOST_FILES)).toEqual([]);
    expect(walks.filter(({ length }) => length === MOST_FILES).length).toBeGreaterThan(10);
  });

  it('leads by storage to what lies behind, and by arithmetic to its first file', () => {
    expect(walkOf()).toEqual([relation, storage, engine, 'src/storage/relations/masts.ts']);
  });

  it('leaves out what another file uses, and what its own file does', () => {
    const other = `import { loadSails as load } from '../storage/relations/sails.js';`;
    const both = `${planted[engine]}\nexport const flagsOf = () => [...sailsOf()];`;
    expect(walkOf({ 'src/recalculation/other.ts': other })).toEqual([relation, engine]);
    expect(walkOf({ [engine]: both })).not.toContain(engine);
  });
});
