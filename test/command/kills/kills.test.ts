import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawRuns } from '../../law-runs.js';
import { type DatabaseKind, databaseKinds } from '../../storage/databases.js';
import { LONG, newFolder } from '../program.js';
import {
  type Company,
  organise,
  perform,
  type RulesRequest,
  rulesRequest,
  steps,
  writeCompany,
} from './company.js';
import { contentOf } from './content.js';
import { Life, type Work } from './life.js';
import { olderOf } from './older.js';
import { copyOf, newMigratedPlace, newPlace, type Place, within } from './place.js';

const SEED = 20261128;
const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let company: Company;
/** An organised company without a fact, in each database. */
const begun = new Map<DatabaseKind, Place>();
let rules: RulesRequest;
/** The same when all has happened to it. */
let ended: Place;
/** The content in the end if nothing was killed. */
let whole: Record<string, unknown>;

beforeAll(async () => {
  company = writeCompany(folder);
  for (const kind of databaseKinds) {
    const place = await newMigratedPlace(kind);
    rules = await within(place, async (app, viewer) => {
      await organise(app, viewer, company);
      return rulesRequest(app, viewer);
    });
    begun.set(kind, place);
  }
  ended = await copyOf(begun.get('POSTGRESQL')!);
  whole = await within(ended, async (app, viewer) => {
    for (const step of steps) await perform(step, app, viewer, company);
    return contentOf(app, viewer);
  });
  const figures = Object.entries(
    whole.figures as Record<string, { headline: { sampleSize: number } }>,
  );
  const empty = figures.filter(
    ([name, { headline }]) => /^Organisation [A-Z_]+$/.test(name) && headline.sampleSize === 0,
  );
  expect(empty).toEqual([]);
}, LONG);

/** Numbers from 0 up to 1, the same for the same seed. */
function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const dice = diceOf(SEED);
const lengths = new Map<Work, number>();
const times = lawRuns(1, 6);
const LONGEST = lawRuns(LONG, 20 * LONG);

/** All steps in an order of the dice; an embedded database is copied in the end. */
const inDisorder = (kind: DatabaseKind): Work[] => {
  const shuffled = [...steps].map((step) => ({ step, place: dice() }));
  shuffled.sort((left, right) => left.place - right.place);
  return [...shuffled.map(({ step }) => step), ...(kind === 'EMBEDDED' ? ['COPY' as const] : [])];
};

const lifeIn = (place: Place) => new Life({ company, rules, place, dice, lengths });

async function expectWhole(life: Life, expected = whole): Promise<void> {
  expect(await life.end(), life.killed.join('\n')).toEqual(expected);
}

describe('a company whose processes are killed ends as one that was left alone', () => {
  it.each([
    ['EMBEDDED', ['IMPORT', 'RULES', 'COPY']],
    ['POSTGRESQL', ['SYNC', 'RECALCULATION']],
  ] as const)(
    'on %s, through %s',
    async (kind, usual) => {
      for (let lives = lawRuns(1, 3); lives > 0; lives -= 1) {
        const life = lifeIn(await copyOf(begun.get(kind)!));
        for (const work of lawRuns<readonly Work[]>(usual, inDisorder(kind)))
          await life.disturb(work, times);
        await expectWhole(life);
      }
    },
    LONGEST,
  );

  it.each(lawRuns<readonly DatabaseKind[]>(['POSTGRESQL'], databaseKinds))(
    'where its first start is killed, on %s',
    async (kind) => {
      const place = await newPlace(kind);
      const life = lifeIn(place);
      await life.disturb('FIRST_START', lawRuns(1, 10));
      await within(place, (app, viewer) => organise(app, viewer, company));
      await expectWhole(life);
    },
    LONGEST,
  );

  it.each(lawRuns<readonly DatabaseKind[]>(['EMBEDDED'], databaseKinds))(
    'where a migration is killed, on %s',
    async (kind) => {
      const older = await olderOf(ended, kind);
      const undisturbed = await copyOf(older);
      const expected = await within(undisturbed, contentOf);
      const life = lifeIn(older);
      await life.disturb('MIGRATION', lawRuns(1, 9));
      await expectWhole(life, expected);
    },
    LONGEST,
  );
});
