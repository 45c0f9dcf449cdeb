import fc from 'fast-check';
import { operator } from '../../src/directory/context.js';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import type { CommitFact } from '../../src/model/facts/code.js';
import type { Facts } from '../../src/model/facts/facts.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { forgetDerived } from '../../src/storage/change-feed/reemit-facts.js';
import type { Database } from '../../src/storage/database/database.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { anyGraph, type RandomCommit } from '../engine/correlate/random-graph.js';
import { itemFact } from './graph-facts.js';

const DAY = 86_400_000;
const day = (count: number) => Date.UTC(2026, 0, 5) + count * DAY;
const person = { applicationType: 'CUSTOM', id: 'ada', name: 'Ada', email: 'ada@work.io' } as const;
const hash = (index: number) => index.toString(16).padStart(40, 'c');
const both = { updatedAt: day(0), repository: 'shop' };

const commitFact = (
  { parents }: Pick<RandomCommit, 'parents'>,
  index: number,
  at: number,
  { sha = hash(index), ...corrected }: Partial<CommitFact> = {},
): Facts => ({
  COMMIT: [
    {
      ...{ ...both, id: `shop:${hash(index)}`, sha, title: `Commit ${index}`, body: null },
      ...{ author: person, committer: person, authoredAt: day(at), committedAt: day(at) },
      ...{ parents: parents.map(hash), isRoot: parents.length === 0, files: [], trailers: [] },
      ...{ doubt: null, incomplete: false, tooManyRenames: false, ...corrected },
    },
  ],
});

/** The corrections of a commit that was imported: it loses its parents, lies elsewhere, has another hash, or is deleted. */
const corrections = ['NO_PARENTS', 'OTHER_REPOSITORY', 'OTHER_HASH', 'DELETED'] as const;
export interface Correction {
  readonly commit: number;
  readonly kind: (typeof corrections)[number];
}
export const correctionFact = ({ graph, dates }: World, { commit, kind }: Correction): Facts => {
  const id = `shop:${hash(commit)}`;
  const updatedAt = day(30);
  if (kind === 'DELETED') return { tombstones: [{ kind: 'COMMIT', id, updatedAt }] };
  const correct = (corrected: Partial<CommitFact>) =>
    commitFact(graph[commit]!, commit, dates[commit]!, { ...corrected, updatedAt });
  if (kind === 'OTHER_REPOSITORY') return correct({ repository: 'elsewhere' });
  if (kind === 'OTHER_HASH') return correct({ sha: hash(commit + 100) });
  return correct({ parents: [], isRoot: false });
};

const items = ['SHOP-1', 'SHOP-2'] as const;

interface Merged {
  /** The item that it is made for. */
  readonly item: (typeof items)[number] | null;
  readonly merge: number | null;
  readonly head: number | null;
  readonly mergedAt: number;
}
const pullRequestFact = ({ merge, head, mergedAt, item }: Merged, index: number): Facts => ({
  PULL_REQUEST: [
    {
      ...{ ...both, id: `shop!${index}`, number: index, title: `Change ${index}`, body: item },
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

/** Commits, pull requests, deployments and tags of one repository, reported as facts in any order. */
export const world = anyGraph(9).chain((graph) => {
  const commit = fc.nat(graph.length - 1);
  const maybeUnknown = fc.option(fc.nat(graph.length + 1));
  return fc.record({
    graph: fc.constant(graph),
    dates: fc.array(fc.nat(20), { minLength: graph.length, maxLength: graph.length }),
    merged: fc.array(
      fc.record({
        ...{ merge: maybeUnknown, head: maybeUnknown, mergedAt: fc.nat(20) },
        item: fc.constantFrom(null, ...items),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    releases: fc.array(
      fc.record({
        endedAt: fc.nat(20),
        services: fc.constantFrom(['a'], ['b'], ['a', 'b']),
        commits: fc.array(commit, { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    tags: fc.array(commit, { maxLength: 4 }),
    /** The commit that each commit is a cherry-pick of; null where it is none. */
    picked: fc.array(fc.option(commit), { minLength: graph.length, maxLength: graph.length }),
    /** Where each fact comes among the others, and after which of them all is settled. */
    order: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
    settled: fc.array(fc.nat(30), { maxLength: 3 }),
    /** One after the other, by turns with settling. */
    corrections: fc.array(fc.record({ commit, kind: fc.constantFrom(...corrections) }), {
      maxLength: 4,
    }),
    /** True where all parents are corrected away in the end. */
    losesAll: fc.boolean(),
  });
});
export type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** A cherry-pick says what the picked commit says, and which that is. */
const pickOf = (picked: number | null): Partial<CommitFact> =>
  picked === null
    ? {}
    : { title: `Commit ${picked}`, body: `(cherry picked from commit ${hash(picked)})` };

export function factsOf(given: World): Facts[] {
  const { graph, dates, picked, merged, releases, tags, order } = given;
  const facts = [
    ...graph.map((commit, index) => {
      const of = picked[index]!;
      return commitFact(commit, index, dates[of ?? index]!, pickOf(of));
    }),
    ...merged.map(pullRequestFact),
    ...items.map((key): Facts => ({ WORK_ITEM: [itemFact(key, day(0))] })),
    ...releases.map(runFact),
    ...tags.map(tagFact),
  ];
  return facts
    .map((fact, index) => ({ fact, place: order[index]! }))
    .sort((left, right) => left.place - right.place)
    .map(({ fact }) => fact);
}

/** The commit by which a pull request is known; undefined where the graph has none of its commits. */
export const askedOf = ({ graph }: World, { merge, head }: Merged): number | undefined =>
  [merge, head].find((each) => each !== null && each < graph.length) ?? undefined;

const developers = 'Name,Email,Manager Email\nBoss,boss@work.io,\nAda,ada@work.io,boss@work.io\n';

export async function openWorld(database: Database) {
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
  const known = (given: World) => {
    const ids = given.merged.flatMap((one, index) =>
      askedOf(given, one) === undefined ? [] : [`shop!${index}`],
    );
    return (row: string) => ids.includes(row.split(' ')[0]!);
  };
  return {
    write: (facts: Facts) => database.write(account, (session) => writeFacts(session, 77, facts)),
    forget: () => database.write(account, forgetDerived),
    settle: () => recalculation.settle(account),
    deployments: async (given: World) => {
      const all = await rows(
        `select p.id || ' ' || r.id || case l.rule when 'BASELINE' then ' BASELINE' else '' end as row from fact_link l
           join pull_request p on p.account_id = $1 and p.number = l.source join pipeline_run r on r.account_id = $1 and r.number = l.target
         where l.account_id = $1 and l.relation = 'PULL_REQUEST_DEPLOYMENT' order by p.id collate "C"`,
      );
      return all.filter(known(given));
    },
    /** Loads the rows of the items all of whose pull requests the graph knows. */
    items: async (given: World) => {
      const all = await rows(
        `select distinct i.id || ' ' || r.id || case l.rule when 'BASELINE' then ' BASELINE' else '' end as row from fact_link m
           join work_item i on i.account_id = $1 and i.number = m.source join fact_link l on l.account_id = $1 and l.source = m.target
           join pipeline_run r on r.account_id = $1 and r.number = l.target
         where m.account_id = $1 and m.relation in ('ITEM_PULL_REQUEST', 'ITEM_CHANGE') and l.relation in ('PULL_REQUEST_DEPLOYMENT', 'CHANGE_DEPLOYMENT')`,
      );
      const unknown = given.merged.filter((one) => askedOf(given, one) === undefined);
      return all.filter((row) => !unknown.some(({ item }) => item === row.split(' ')[0])).sort();
    },
    releases: async (given: World) => {
      const all = await rows(
        `select p.id || ' ' || coalesce(t.name, 'BASELINE') as row from pull_request_release l join pull_request p on p.account_id = $1 and p.number = l.pull_request
           left join release t on t.account_id = $1 and t.number = l.release and t.pattern = l.pattern where l.account_id = $1 order by p.id collate "C"`,
      );
      return all.filter(known(given));
    },
    links: () =>
      rows(
        `select p.id || ' ' || r.id || ' ' || l.rule as row from fact_link l join pull_request p on p.account_id = $1 and p.number = l.source
           join pipeline_run r on r.account_id = $1 and r.number = l.target where l.account_id = $1
         union all select p.id || ' ' || coalesce(l.release::text, 'BASELINE') || ' ' || l.rule from pull_request_release l
           join pull_request p on p.account_id = $1 and p.number = l.pull_request where l.account_id = $1 order by 1`,
      ),
  };
}
