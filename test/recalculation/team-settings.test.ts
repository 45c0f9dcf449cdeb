import { afterEach, expect, test, vi } from 'vitest';
import { operator } from '../../src/directory/context.js';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { ChangeFact, TagFact } from '../../src/model/facts/code.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { Session } from '../../src/storage/sql/session.js';
import { newDatabase } from '../storage/databases.js';
import { derivedRows } from './derived-rows.js';

const DAY = 86_400_000;
const author = { applicationType: 'CUSTOM', id: 'ada', name: null, email: null } as const;
const CHANGES = 3;

const changesOf = (team: number): ChangeFact[] =>
  Array.from({ length: CHANGES }, (_, position) => {
    const sha = `${team}`.padStart(20, 'a') + `${position}`.padStart(20, 'b');
    return {
      ...{ id: `r${team}:${sha}`, updatedAt: 1, repository: `r${team}`, sha, branch: 'main' },
      ...{ position, title: 'Change', author, mergedAt: (position + 1) * DAY, pullRequest: null },
      ...{ firstCommitAt: position * DAY, commits: [sha], squashed: false, revertedShas: [] },
      doubt: null,
    };
  });
const tagOf = (team: number, name: string, position: number): TagFact => ({
  ...{ id: `r${team} ${name}`, updatedAt: 1, repository: `r${team}`, sha: name, name, position },
  taggedAt: (position + 2) * DAY,
});
const settingsOf = (team: number, more: Partial<TeamSettings> = {}): TeamSettings => ({
  ...emptyTeamSettings,
  repositories: [{ property: 'repository', operator: 'EQUALS', values: [`r${team}`] }],
  releasePattern: `t${team}-.*`,
  ...more,
});
const peopleOf = (teams: readonly number[]) =>
  [
    'name,email,manager email',
    'boss,boss@work.io,',
    ...teams.flatMap((team) => [
      `lead${team},lead${team}@work.io,boss@work.io`,
      `dev${team},dev${team}@work.io,lead${team}@work.io`,
    ]),
  ].join('\n');

/** Opens a company of so many teams, each with a repository, releases and, as a rule, a pattern of its own. */
async function openTeams(count: number, more: Partial<TeamSettings> = {}) {
  const statements: string[] = [];
  const database = await newDatabase('EMBEDDED', { onStatement: (sql) => statements.push(sql) });
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const onError = (error: unknown) => expect.unreachable(String(error));
  const recalculation = createRecalculation({ database, metrics, onError });
  const account = await directory.account.create('Company');
  const viewer = operator(account);
  const teams = Array.from({ length: count }, (_, team) => team);
  const people = async (some: readonly number[]) => {
    const file = { content: peopleOf(some), fileName: null, effectiveOn: null };
    const { number } = await directory.imports.upload(viewer, file);
    await directory.imports.activate(viewer, number);
    await recalculation.settle(account);
  };
  const write = async (facts: Parameters<typeof writeFacts>[2]) => {
    await database.write(account, (session) => writeFacts(session, 1, facts));
    await recalculation.settle(account);
  };
  const save = async (team: number, settings: TeamSettings, begin = () => {}) => {
    const nodes = await directory.trees.nodes(viewer);
    const { number: node } = nodes.find(({ path }) => path.endsWith(`/lead${team}`))!;
    begin();
    await directory.teams.saveSettings(viewer, { node, settings, expectedVersion: null });
    statements.length = 0;
    await recalculation.settle(account);
    return [...statements];
  };
  await people(teams);
  for (const team of teams) await save(team, settingsOf(team, more));
  await write({
    CHANGE: teams.flatMap(changesOf),
    TAG: teams.flatMap((team) =>
      [`t${team}-`, 'v'].flatMap((name) => [0, 1].map((at) => tagOf(team, `${name}${at}`, at))),
    ),
  });
  const derived = () => derivedRows(database, account);
  return { account, recalculation, statements, people, write, save, derived, teams };
}

const destinationBranches = [{ property: 'branch', operator: 'EQUALS' as const, values: ['main'] }];

/** Returns the statements that settle changes of one team's settings among so many teams. */
async function changesAmong(count: number): Promise<string[][]> {
  const { save } = await openTeams(count);
  return [
    await save(1, settingsOf(1, { destinationBranches })),
    await save(1, settingsOf(1, { destinationBranches, releasePattern: 'v.*' })),
    await save(1, settingsOf(1)),
  ];
}

test('a change of the settings of one team costs the same statements among 3 teams and among 15', async () => {
  const [few, many] = [await changesAmong(3), await changesAmong(15)];
  expect(many.map(({ length }) => length)).toEqual(few.map(({ length }) => length));
}, 120_000);

/** Returns how many rows a change of one team's settings reads among so many teams, with its saving and without the change log. */
async function rowsReadAmong(count: number): Promise<number> {
  const releasePattern = 'v.*';
  const { save } = await openTeams(count, { releasePattern });
  const query = vi.spyOn(Session.prototype, 'query');
  await save(1, settingsOf(1, { releasePattern, destinationBranches }), () => query.mockClear());
  const rows = query.mock.calls.map(([sql], call) =>
    sql.includes('from change_log') ? 0 : query.mock.settledResults[call]!.value.length,
  );
  return rows.reduce((sum, count) => sum + count, 0);
}

afterEach(() => vi.restoreAllMocks());

test('a change of the settings of one team reads as many rows among 3 teams as among 15', async () => {
  expect(await rowsReadAmong(15)).toBe(await rowsReadAmong(3));
}, 120_000);

test('an account at rest is settled by one statement', async () => {
  const { account, recalculation, statements } = await openTeams(3);
  statements.length = 0;
  await recalculation.settle(account);
  expect(statements).toHaveLength(1);
}, 120_000);

test('a change of the settings of one team asks for releases of others only under a new pattern', async () => {
  const [filter, pattern] = await changesAmong(3);
  const ofTags = (statements: readonly string[] = []) =>
    statements.filter((sql) => /from tag\b/.test(sql)).length;
  expect([ofTags(filter), ofTags(pattern)]).toEqual([0, 1]);
}, 120_000);

test('a team that comes back has the releases that were made meanwhile', async () => {
  const { account, recalculation, people, write, derived, teams } = await openTeams(3);
  await people([0, 1]);
  await write({ TAG: [tagOf(2, 't2-2', 2)] });
  await people(teams);
  const now = await derived();
  await recalculation.rebuild(account);
  expect(now.firstReleases).toEqual((await derived()).firstReleases);
  expect(now.firstReleases.length).toBeGreaterThan(0);
}, 120_000);
