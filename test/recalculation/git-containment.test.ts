import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/correlate/mailmap.js';
import type { Facts } from '../../src/model/facts.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { forgetDerived } from '../../src/storage/derived.js';
import { writeFacts } from '../../src/storage/facts.js';
import { anyGraph, deploymentOf } from '../engine/correlate/random-graph.js';
import { keyOf, useIngestion } from '../ingestion/use-ingestion.js';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';

const DAY = 86_400;
const day = (count: number) => Date.UTC(2026, 0, 5) / 1000 + count * DAY;
const ada = 'Ada <ada@work.io>';
const person = { applicationType: 'CUSTOM', id: 'ada', name: 'Ada', email: 'ada@work.io' } as const;

const world = anyGraph(9).chain((graph) => {
  const commit = fc.nat(graph.length - 1);
  return fc.record({
    graph: fc.constant(graph),
    head: commit,
    known: fc.nat(graph.length),
    dates: fc.array(fc.nat(20), { minLength: graph.length, maxLength: graph.length }),
    merged: fc.array(fc.record({ merge: fc.option(commit), head: commit }), { maxLength: 4 }),
    releases: fc.array(
      fc.record({
        endedAt: fc.nat(20),
        services: fc.subarray(['a', 'b'], { minLength: 1 }),
        commit,
      }),
      { minLength: 1, maxLength: 5 },
    ),
    tags: fc.array(commit, { maxLength: 3 }),
  });
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** Writes the first commits, each with a branch of its own, and the default branch where its head is among them. */
function write(directory: string, told: World, from: number, to: number): void {
  const { graph, head, dates, tags } = told;
  const commits = graph.slice(from, to).map(({ parents }, at) => {
    const index = from + at;
    return {
      ...{ mark: index + 1, branch: `c${index}`, message: `Commit ${index}`, author: ada },
      ...{ seconds: day(dates[index]!), parents: parents.map((parent) => parent + 1) },
      files: { [`file ${index}`]: `${index}\n` },
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
  return { shas, isAncestor };
}

function factsOf({ merged, releases }: World, shas: readonly string[], repository: string): Facts {
  const told = { updatedAt: day(0) * 1000, repository };
  return {
    PULL_REQUEST: merged.map(({ merge, head }, index) => ({
      ...{ ...told, id: `p${index}`, number: index, title: `Change ${index}`, body: null },
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
    PIPELINE_RUN: releases.map(({ endedAt, services, commit }, index) => ({
      ...{ ...told, id: `run-${index}`, pipeline: 'deploy', kinds: ['CD'], number: null },
      ...{ run: `${index}`, attempt: 1, parent: null, project: null, organization: null },
      ...{ branch: `c${commit}`, commits: [shas[commit]!], status: 'SUCCESS', statusName: 'ok' },
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
      fc.asyncProperty(world, async (told) => {
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
        // What is known at first ends anywhere; the rest comes after all that names it.
        const known = Math.max(1, told.known);
        write(location, told, 0, known);
        const { number } = await connect(viewer, location);
        await ingestion.sync(account, number);
        if (known < told.graph.length) write(location, told, known, told.graph.length);
        else write(location, told, known, known);
        const { shas, isAncestor } = askGit(location, told.graph);
        const [home] = await rows('select id as row from repository where account_id = $1');
        const facts = factsOf(told, shas, home!.row);
        await database.write(account, (session) => writeFacts(session, 9_000_001, facts));
        await settle(account);
        await ingestion.sync(account, number);
        await settle(account);

        const deployments = told.releases.map((each, index) => ({ ...each, id: `run-${index}` }));
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
          ...told.merged.map(
            ({ merge, head }, index) => [`p${index}`, shas[merge ?? head]!] as const,
          ),
          ...changes.map(({ sha }) => [sha, sha] as const),
        ].flatMap(([name, sha]) => {
          const found = expected(sha);
          return found === null ? [] : [`${name} ${found}`];
        });
        const found = (await links()).map(({ row }) => row);
        expect(found.sort()).toEqual(wanted.sort());
        await database.write(account, forgetDerived);
        await settle(account);
        expect((await links()).map(({ row }) => row).sort()).toEqual(found);
      }),
      { numRuns: kind === 'EMBEDDED' ? 15 : 8 },
    );
  }, 300_000);
});
