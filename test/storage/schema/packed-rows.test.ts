import { expect, test } from 'vitest';
import { monthWindow } from '../../../src/model/month.js';
import {
  type Exclusion,
  exclusionReasons,
  type Observation,
} from '../../../src/model/observation.js';
import { packRows } from '../../../src/storage/cells/packed-rows.js';
import { migrations } from '../../../src/storage/database/migrations.js';
import { openOrm } from '../../command/kills/older.js';
import { newPlace } from '../../command/kills/place.js';
import { databaseKinds } from '../databases.js';

const PACKED = 'Migration20261130003000_packed_rows';
const MONTH = 671;
const { from } = monthWindow(MONTH);
const cell = `1, 2, 3, ${MONTH}`;

const observations: readonly Observation[] = [
  { subject: 7, developer: null, at: from, value: 0.1, parts: [1, 2.5], tags: [-1, 9] },
  { subject: 7, subKey: 4, developer: null, at: from, value: -3, parts: [0, 0], tags: [5, 9] },
  {
    ...{ subject: 8, developer: 11, at: from + 1, value: 1_234_567_890, parts: [3, 4] },
    ...{ tags: [6, -1], others: [12, 13] },
  },
];
const exclusions: readonly Exclusion[] = exclusionReasons.map((reason, index) => ({
  ...{ subject: 20 + index, developer: index === 0 ? null : index, at: from + index },
  ...{ tags: [index, -1], reason },
}));

const listOf = (numbers: readonly number[]) => `'{${numbers.join()}}'`;
const instantOf = (at: number) => `'${new Date(at).toISOString()}'`;
const observed = ({
  subject,
  developer,
  subKey = 0,
  at,
  value,
  parts,
  tags,
  others = [],
}: Observation) =>
  `(${cell}, 'COUNTED', ${subject}, ${developer ?? 0}, ${subKey}, ${instantOf(at)}, ${value}, ${listOf(parts)}, ${listOf(tags)}, ${listOf(others)})`;
const excluded =
  (metric: string) =>
  ({ subject, developer, at, tags, reason }: Exclusion) =>
    `(${cell}, '${metric}', ${subject}, ${developer ?? 0}, ${instantOf(at)}, ${listOf(tags)}, '${reason}')`;
const KEYS = 'account_id, team, ruleset, month, metric, subject, developer';

/** The rows in another order than theirs. */
const statements = [
  `insert into observation (${KEYS}, facet, at, value, parts, tags, others) values ${observations.map(observed).reverse().join()}`,
  `insert into exclusion (${KEYS}, at, tags, reason) values ${exclusions.map(excluded('COUNTED')).reverse().join()}`,
  `insert into exclusion (${KEYS}, at, tags, reason) values ${exclusions.map(excluded('LEFT')).join()}`,
];

test.each(databaseKinds)(
  'rows of before are packed by the migration as the program packs them, on %s',
  async (kind) => {
    const orm = await openOrm(await newPlace(kind));
    try {
      const before = migrations.findIndex(({ name }) => name === PACKED) - 1;
      await orm.migrator.up({ to: migrations[before]!.name });
      const connection = orm.em.getConnection();
      for (const statement of statements) await connection.execute(statement);
      await orm.migrator.up({ to: PACKED });
      expect(
        await connection.execute('select metric, month, rows from cell_rows order by 1'),
      ).toEqual([
        { metric: 'COUNTED', month: MONTH, rows: packRows(MONTH, { observations, exclusions }) },
        { metric: 'LEFT', month: MONTH, rows: packRows(MONTH, { observations: [], exclusions }) },
      ]);
      const subjects = await connection.execute(
        'select account_id::int as account, subject::int as subject, team::int as team, ruleset::int as ruleset, month from cell_subject order by 2',
      );
      const all = [7, 8, ...exclusions.map(({ subject }) => subject)];
      expect(subjects).toEqual(
        all.map((subject) => ({ account: 1, subject, team: 2, ruleset: 3, month: MONTH })),
      );
    } finally {
      await orm.close(true);
    }
  },
);
