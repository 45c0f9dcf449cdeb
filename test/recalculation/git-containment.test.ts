import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import type { Facts } from '../../src/model/facts/facts.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { forgetDerived } from '../../src/storage/change-feed/reemit-facts.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { anyGraph, deploymentOf } from '../engine/correlate/random-graph.js';
import { keyOf, useIngestion } from '../ingestion/use-ingestion.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';
import { itemFact } from './graph-facts.js';

const DAY = 86_400;
const day = (count: number) => Date.UTC(2026, 0, 5) / 1000 + count * DAY;
const ada = 'Ada <ada@work.io>';
const person = { applicationType: 'CUSTOM', id: 'ada', name: 'Ada', email: 'ada@work.io' } as const;

const items = ['SHOP-1', 'SHOP-2', 'SHOP-3'] as const;
const anyItem = fc.constantFrom(null, ...items);

const world = anyGraph(9).chain((graph) => {
  const commit = fc.nat(graph.length - 1);
  return fc.record({
    graph: fc.constant(graph),
    head: commit,
    known: fc.nat(graph.length),
    dates: fc.array(fc.nat(20), { minLength: graph.length, maxLength: graph.length }),
    merged: fc.array(fc.record({ merge: fc.option(commit), head: commit, item: anyItem }), {
      maxLength: 4,
    }),
    /** The commit that each commit is a cherry-pick of, and the item that its message names. */
    picked: fc.array(fc.option(commit), { minLength: graph.length, maxLength: graph.length }),
    written: fc.array(anyItem, { minLength: graph.length, maxLength: graph.length }),
    releases: fc.array(
      fc.record({
        endedAt: fc.nat(20),
        services: fc.subarray(['a', 'b'], { minLength: 1 }),
        commit,
        ofTag: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    tags: fc.array(commit, { maxLength: 3 }),
  });
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** The item that a commit is written for: that of what it was picked from. */
const itemOf = ({ picked, written }: World, index: number) => written[picked[index] ?? index]!;
const messageOf = (given: World, index: number) => {
  const of = given.picked[index];
  const text = `Commit ${of ?? index} ${itemOf(given, index) ?? ''}`;
  return of == null ? text : `${text}\n\n(cherry picked from commit ${of})`;
};

/** Writes the first commits, each with a branch of its own, and the default branch where its head is among them. */
function write(directory: string, given: World, from: number, to: number): void {
  const { graph, head, dates, picked, tags } = given;
  const commits = graph.slice(from, to).map(({ parents }, at) => {
    const index = from + at;
    const of = picked[index] ?? index;
    return {
      ...{ mark: index + 1, branch: `c${index}`, message: messageOf(given, index), author: ada },
      ...{ seconds: day(dates[of]!), parents: parents.map((parent) => parent + 1) },
      files: { [`file ${of}`]: `${of}\n` },
    };
  });
  const isWhole = to === graph.length;
  writeHistory(directory, {
    commits,
    branches: { main: isWhole ? head + 1 : 1 },
    tags: isWhole
      ? tags.map((commit, index) => ({
          ...{ name: `v${index}.0.0`, commit: commit + 1, tagger: ada, seconds: day(30 + index) },
        }))
      : [],
  });
}

/** Asks git of one commit after the other. */
function askGit(directory: string, graph: World['graph']) {
  const shas = graph.map((_, index) => git(directory, ['rev-parse', `c${index}`]));
  const isAncestor = (commit: string, of: string) =>
    spawnSync('git', ['-C', directory, 'merge-base', '--is-ancestor', commit, of]).status === 0;
  /** The commits, but merges, that a step of a first-parent line brings in. */
  const broughtIn = (step: string) =>
    git(
      directory,
      ['rev-list', '--no-merges', step, `^${step}^1`].filter(
        (each) => hasParent(step) || !each.startsWith('^'),
      ),
    )
      .split('\n')
      .filter((sha) => sha !== '');
  const hasParent = (sha: string) =>
    git(directory, ['rev-list', '--parents', '-1', sha]).includes(' ');
  return { shas, isAncestor, broughtIn };
}

function factsOf({ merged, releases }: World, shas: readonly string[], repository: string): Facts {
  const given = { updatedAt: day(0) * 1000, repository };
  return {
    WORK_ITEM: items.map((key) => itemFact(key, day(0) * 1000)),
    PULL_REQUEST: merged.map(({ merge, head, item }, index) => ({
      ...{ ...given, id: `p${index}`, number: index, title: `Change ${index}`, body: item },
      ...{
        author: person,
        sourceBranch: 'topic',
        targetBranch: 'main',
        labels: [],
        state: 'MERGED',
      },
      ...{ openedAt: day(0) * 1000, readyAt: null, mergedAt: day(3) * 1000, closedAt: null },
      ...{ mergeMethod: null, reverts: null, additions: null, deletions: null, files: [] },
      ...{ mergeSha: merge === null ? null : shas[merge]!, headSha: shas[head]! },
      ...{ commits: [], reviews: [], comments: [], url: null },
    })),
    PIPELINE_RUN: releases.map(({ endedAt, services, commit, ofTag }, index) => ({
      ...{ ...given, id: `run-${index}`, pipeline: 'deploy', kinds: ['CD'], number: null },
      ...{ run: `${index}`, attempt: 1, parent: null, project: null, organization: null },
      ...{
        branch: ofTag ? 'refs/tags/v1' : `c${commit}`,
        commits: [shas[commit]!],
        status: 'SUCCESS',
        statusName: 'ok',
      },
      ...{ rollback: false, startedAt: day(endedAt) * 1000, endedAt: day(endedAt) * 1000 },
      ...{ services, environment: 'prod', environmentType: null, infrastructure: null, tags: [] },
      ...{ artifactsIn: [], artifactsOut: [], triggeredBy: null, url: null },
    })),
  };
}

describe.each(databaseKinds)('on %s', (kind) => {
  const { folder, parts, connect } = useIngestion(kind);
  let histories = 0;

  test('each change and pull request of a git history is in the first deployment of which git says that it is an ancestor', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { database, ingestion } = parts;
        const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
        const { settle } = createRecalculation({
          database,
          metrics: [],
          onError: (error) => {
            throw error;
          },
        });
        const account = await directory.account.create(`Git ${Math.random()}`);
        const viewer = keyOf(account);
        const rows = (sql: string) =>
          database.read(account, (session) =>
            session.query<{ row: string; sha: string }>(sql, [account]),
          );
        histories += 1;
        const location = join(folder, `graph-${histories}.git`);
        // The first part of the history ends anywhere; the rest comes after all that names it.
        const known = Math.max(1, given.known);
        write(location, given, 0, known);
        const { number } = await connect(viewer, location);
        await ingestion.sync(account, number);
        if (known < given.graph.length) write(location, given, known, given.graph.length);
        else write(location, given, known, known);
        const { shas, isAncestor, broughtIn } = askGit(location, given.graph);
        const [home] = await rows('select id as row from repository where account_id = $1');
        const facts = factsOf(given, shas, home!.row);
        await database.write(account, (session) => writeFacts(session, 9_000_001, facts));
        await settle(account);
        await ingestion.sync(account, number);
        await settle(account);

        const deployments = given.releases.map((each, index) => ({ ...each, id: `run-${index}` }));
        const expected = (sha: string) =>
          deploymentOf(deployments, ({ commit }) => isAncestor(sha, shas[commit]!));
        const links = () =>
          rows(
            `select f.id || ' ' || r.id || case l.rule when 'BASELINE' then ' BASELINE' else '' end as row from fact_link l
               join (select id, number from pull_request where account_id = $1 union all select sha, number from change where account_id = $1) f on f.number = l.source
               join pipeline_run r on r.account_id = $1 and r.number = l.target
             where l.account_id = $1 and l.relation in ('PULL_REQUEST_DEPLOYMENT', 'CHANGE_DEPLOYMENT') order by 1`,
          );
        const changes = await rows(
          'select sha, sha as row from change where account_id = $1 and deleted_at is null',
        );
        const wanted = [
          ...given.merged.map(
            ({ merge, head }, index) => [`p${index}`, shas[merge ?? head]!] as const,
          ),
          ...changes.map(({ sha }) => [sha, sha] as const),
        ].flatMap(([name, sha]) => {
          const found = expected(sha);
          return found === null ? [] : [`${name} ${found}`];
        });
        const found = (await links()).map(({ row }) => row);
        expect(found.sort()).toEqual(wanted.sort());
        const itemLinks = () =>
          rows(
            `select distinct i.id || ' ' || r.id || case l.rule when 'BASELINE' then ' BASELINE' else '' end as row from fact_link m
               join work_item i on i.account_id = $1 and i.number = m.source join fact_link l on l.account_id = $1 and l.source = m.target
               join pipeline_run r on r.account_id = $1 and r.number = l.target
             where m.account_id = $1 and m.relation in ('ITEM_PULL_REQUEST', 'ITEM_CHANGE')
               and l.relation in ('PULL_REQUEST_DEPLOYMENT', 'CHANGE_DEPLOYMENT')`,
          );
        const reviewed = new Set(
          given.merged.flatMap(({ merge, head }) => [
            shas[head]!,
            ...(merge === null ? [] : [shas[merge]!]),
          ]),
        );
        const pushed = changes.flatMap(({ sha }) => {
          const own = [...new Set([sha, ...broughtIn(sha)])];
          if (own.some((each) => reviewed.has(each))) return [];
          return own.map((each) => [itemOf(given, shas.indexOf(each)), sha] as const);
        });
        const made = [
          ...given.merged.map(({ merge, head, item }) => [item, shas[merge ?? head]!] as const),
          // The merge commit of a pull request may name items too.
          ...given.merged.flatMap(({ merge }) =>
            merge === null ? [] : [[itemOf(given, merge), shas[merge]!] as const],
          ),
          ...pushed,
        ].flatMap(([item, sha]) => {
          const carrier = item === null ? null : expected(sha);
          return carrier === null ? [] : [`${item} ${carrier}`];
        });
        expect((await itemLinks()).map(({ row }) => row).sort()).toEqual([...new Set(made)].sort());
        await database.write(account, forgetDerived);
        await settle(account);
        expect((await itemLinks()).map(({ row }) => row).sort()).toEqual([...new Set(made)].sort());
        expect((await links()).map(({ row }) => row).sort()).toEqual(found);
      }),
      { numRuns: lawRuns(2, 15), endOnFailure: true },
    );
  }, 300_000);
});
