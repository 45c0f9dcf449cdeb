import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operator } from '../../src/directory/context.js';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/correlate/mailmap.js';
import type { Facts } from '../../src/model/facts.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import type { Database } from '../../src/storage/database.js';
import { forgetDerived } from '../../src/storage/derived.js';
import { writeFacts } from '../../src/storage/facts.js';
import {
  ancestry,
  anyGraph,
  deploymentOf,
  type RandomCommit,
} from '../engine/correlate/random-graph.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';

const DAY = 86_400_000;
const day = (count: number) => Date.UTC(2026, 0, 5) + count * DAY;
const person = { applicationType: 'CUSTOM', id: 'ada', name: 'Ada', email: 'ada@work.io' } as const;
const hash = (index: number) => index.toString(16).padStart(40, 'c');
const both = { updatedAt: day(0), repository: 'shop' };

const commitFact = ({ parents }: RandomCommit, index: number, at: number): Facts => ({
  COMMIT: [
    {
      ...{
        ...both,
        id: `shop:${hash(index)}`,
        sha: hash(index),
        title: `Commit ${index}`,
        body: null,
      },
      ...{ author: person, committer: person, authoredAt: day(at), committedAt: day(at) },
      ...{ parents: parents.map(hash), isRoot: parents.length === 0, files: [], trailers: [] },
      ...{ doubt: null, incomplete: false, tooManyRenames: false },
    },
  ],
});

interface Merged {
  readonly merge: number | null;
  readonly head: number | null;
  readonly mergedAt: number;
}
const pullRequestFact = ({ merge, head, mergedAt }: Merged, index: number): Facts => ({
  PULL_REQUEST: [
    {
      ...{ ...both, id: `shop!${index}`, number: index, title: `Change ${index}`, body: null },
      ...{
        author: person,
        sourceBranch: 'topic',
        targetBranch: 'main',
        labels: [],
        state: 'MERGED',
      },
      ...{ openedAt: day(0), readyAt: null, mergedAt: day(mergedAt), closedAt: null },
      ...{ mergeMethod: null, reverts: null, additions: null, deletions: null, files: [] },
      mergeSha: merge === null ? null : hash(merge),
      headSha: head === null ? null : hash(head),
      ...{ commits: [], reviews: [], comments: [], url: null },
    },
  ],
});

interface Release {
  readonly endedAt: number;
  readonly services: readonly string[];
  readonly commits: readonly number[];
}
const runFact = ({ endedAt, services, commits }: Release, index: number): Facts => ({
  PIPELINE_RUN: [
    {
      ...{ ...both, id: `run-${index}`, pipeline: 'deploy', kinds: ['CD'], number: null },
      ...{ run: `${index}`, attempt: 1, parent: null, project: null, organization: null },
      ...{ branch: 'release', commits: commits.map(hash), status: 'SUCCESS', statusName: 'ok' },
      ...{ rollback: false, startedAt: day(endedAt), endedAt: day(endedAt), services },
      ...{ environment: 'prod', environmentType: null, infrastructure: null, tags: [] },
      ...{ artifactsIn: [], artifactsOut: [], triggeredBy: null, url: null },
    },
  ],
});

const tagFact = (commit: number, index: number): Facts => ({
  TAG: [
    {
      ...{ ...both, id: `shop:v${index}`, name: `v${index}.0.0`, sha: hash(commit) },
      ...{ taggedAt: day(index), position: null },
    },
  ],
});

const world = anyGraph(9).chain((graph) => {
  const commit = fc.nat(graph.length - 1);
  const maybeUnknown = fc.option(fc.nat(graph.length + 1));
  return fc.record({
    graph: fc.constant(graph),
    dates: fc.array(fc.nat(20), { minLength: graph.length, maxLength: graph.length }),
    merged: fc.array(fc.record({ merge: maybeUnknown, head: maybeUnknown, mergedAt: fc.nat(20) }), {
      minLength: 1,
      maxLength: 4,
    }),
    releases: fc.array(
      fc.record({
        endedAt: fc.nat(20),
        services: fc.constantFrom(['a'], ['b'], ['a', 'b']),
        commits: fc.array(commit, { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    tags: fc.array(commit, { maxLength: 4 }),
    /** Where each fact comes among the others, and after which of them all is settled. */
    order: fc.infiniteStream(fc.nat(1000)),
    settled: fc.array(fc.nat(30), { maxLength: 3 }),
  });
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function factsOf({ graph, dates, merged, releases, tags, order }: World): Facts[] {
  const facts = [
    ...graph.map((commit, index) => commitFact(commit, index, dates[index]!)),
    ...merged.map(pullRequestFact),
    ...releases.map(runFact),
    ...tags.map(tagFact),
  ];
  const places = [...order.take(facts.length)];
  return facts
    .map((fact, index) => ({ fact, place: places[index]! }))
    .sort((left, right) => left.place - right.place)
    .map(({ fact }) => fact);
}

/** The commit by which a pull request is known; undefined where the graph has none of its commits. */
const askedOf = ({ graph }: World, { merge, head }: Merged): number | undefined =>
  [merge, head].find((each) => each !== null && each < graph.length) ?? undefined;

function expectedDeployments(told: World): string[] {
  const deployments = told.releases.map((each, index) => ({ ...each, id: `run-${index}` }));
  return told.merged.flatMap((one, index) => {
    const asked = askedOf(told, one);
    if (asked === undefined) return [];
    const id = deploymentOf(deployments, ({ commits }) =>
      commits.some((commit) => ancestry(told.graph, commit).has(asked)),
    );
    return id === null ? [] : [`shop!${index} ${id}`];
  });
}

/** Tags of one commit are one release. */
function expectedReleases(told: World): string[] {
  const first = told.tags.filter((commit, index) => told.tags.indexOf(commit) === index);
  return told.merged.flatMap((one, index) => {
    const asked = askedOf(told, one);
    if (asked === undefined) return [];
    const found = first.findIndex((commit) => ancestry(told.graph, commit).has(asked));
    if (found < 0) return [];
    return [
      `shop!${index} ${found === 0 ? 'BASELINE' : `v${told.tags.indexOf(first[found]!)}.0.0`}`,
    ];
  });
}

const developers = 'Name,Email,Manager Email\nBoss,boss@work.io,\nAda,ada@work.io,boss@work.io\n';

async function openWorld(database: Database) {
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const recalculation = createRecalculation({
    database,
    metrics: [],
    onError: (error) => {
      throw error;
    },
  });
  const account = await directory.account.create(`Graph ${Math.random()}`);
  const viewer = operator(account);
  const file = { content: developers, fileName: null, effectiveOn: null };
  const { number } = await directory.imports.upload(viewer, file);
  await directory.imports.activate(viewer, number);
  const rows = (sql: string) =>
    database.read(account, async (session) => {
      const found = await session.query<{ row: string }>(sql, [account]);
      return found.map(({ row }) => row);
    });
  const known = (told: World) => {
    const ids = told.merged.flatMap((one, index) =>
      askedOf(told, one) === undefined ? [] : [`shop!${index}`],
    );
    return (row: string) => ids.includes(row.split(' ')[0]!);
  };
  return {
    write: (facts: Facts) => database.write(account, (session) => writeFacts(session, 77, facts)),
    forget: () => database.write(account, forgetDerived),
    settle: () => recalculation.settle(account),
    deployments: async (told: World) => {
      const all = await rows(
        `select p.id || ' ' || r.id || case l.rule when 'BASELINE' then ' BASELINE' else '' end as row from fact_link l
           join pull_request p on p.account_id = $1 and p.number = l.source join pipeline_run r on r.account_id = $1 and r.number = l.target
         where l.account_id = $1 and l.relation = 'PULL_REQUEST_DEPLOYMENT' order by p.id collate "C"`,
      );
      return all.filter(known(told));
    },
    releases: async (told: World) => {
      const all = await rows(
        `select p.id || ' ' || coalesce(t.name, 'BASELINE') as row from pull_request_release l join pull_request p on p.account_id = $1 and p.number = l.pull_request
           left join release t on t.account_id = $1 and t.number = l.release and t.pattern = l.pattern where l.account_id = $1 order by p.id collate "C"`,
      );
      return all.filter(known(told));
    },
    links: () =>
      rows(
        `select p.id || ' ' || r.id || ' ' || l.rule as row from fact_link l join pull_request p on p.account_id = $1 and p.number = l.source
           join pipeline_run r on r.account_id = $1 and r.number = l.target where l.account_id = $1 order by 1`,
      ),
  };
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('deployments and releases contain what the parents of commits say, in whatever order all that is imported', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (told) => {
        const { write, settle, forget, deployments, releases, links } = await openWorld(database);
        for (const [index, facts] of factsOf(told).entries()) {
          await write(facts);
          if (told.settled.includes(index)) await settle();
        }
        await settle();
        expect(await deployments(told)).toEqual(expectedDeployments(told));
        expect(await releases(told)).toEqual(expectedReleases(told));
        const increment = await links();
        await forget();
        await settle();
        expect(await links()).toEqual(increment);
        expect(await releases(told)).toEqual(expectedReleases(told));
      }),
      { numRuns: kind === 'EMBEDDED' ? 25 : 15 },
    );
  }, 240_000);
});
