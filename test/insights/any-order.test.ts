import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { App } from '../../src/app.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Insight, MetricValue } from '../../src/insights/answer/answer.js';
import type { Facts } from '../../src/model/facts/facts.js';
import type { FilterCondition } from '../../src/model/filter.js';
import { defaultAlignment, fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import { toFacts } from '../../src/providers/custom/to-facts.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { lawRuns } from '../law-runs.js';
import { developersFiles } from '../recalculation/developers-files.js';
import { factsOf, operation, repositories } from '../recalculation/world.js';
import { databaseKinds } from '../storage/databases.js';
import { examples, more } from '../story/imported-lines.js';
import { anyRepository, importStory, openStory } from '../story/open-story.js';

const now = Date.UTC(2026, 5, 15);
const INTEGRATION = 1_000_000;

/** One fact, or its tombstone. */
type Report = Facts;
function reports({ tombstones = [], ...facts }: Facts): Report[] {
  const reported = Object.entries(facts).flatMap(([kind, all]) =>
    (all as readonly object[]).map((fact) => ({ [kind]: [fact] }) as Report),
  );
  return [...reported, ...tombstones.map((tombstone) => ({ tombstones: [tombstone] }))];
}
function together(some: readonly Report[]): Facts {
  const kinds = new Set(some.flatMap((report) => Object.keys(report))) as Set<keyof Facts>;
  return Object.fromEntries(
    [...kinds].map((kind) => [kind, some.flatMap((report) => [...(report[kind] ?? [])])]),
  );
}
/** Number of instants of all reports: few, so that two reports of one thing often share an instant. */
const INSTANTS = 9;

const stamped = (report: Report, index: number): Report =>
  Object.fromEntries(
    Object.entries(report).map(([kind, all]) => [
      kind,
      (all as readonly object[]).map((fact) => ({ ...fact, updatedAt: 1 + (index % INSTANTS) })),
    ]),
  );

/** The facts that give every metric a value. */
const always = reports(toFacts({ body: [...examples, ...more].join('\n'), fetchedAt: now }));

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
const ours: FilterCondition = { property: 'group', operator: 'NOT_EQUALS', values: ['none'] };
const settings: Partial<TeamSettings> = {
  repositories: anyRepository,
  issueManagement: {
    ...emptyTeamSettings.issueManagement,
    projects: [is('project', 'SHOP', 'PAY')],
  },
  pipelines: {
    ...emptyTeamSettings.pipelines,
    scope: [is('pipeline', 'build', 'deploy', 'shop build', 'shop deploy')],
  },
  incidentManagement: {
    incidents: { op: 'OR', conditions: [ours, is('service', 'shop')] },
    changeRequests: { op: 'OR', conditions: [ours, is('service', 'shop')] },
  },
};
const people = [
  developersFiles[0],
  'Ada Example,ada@example.com,eve@work.io',
  'Ben Example,ben@example.com,flo@work.io',
].join('\n');

async function openAccount(app: App) {
  const story = await importStory(app, `World ${Math.random()}`);
  const { viewer } = story;
  // A source that brings every kind must be there before profiles may speak of them.
  await app.ingestion.ingest(viewer, { source: 'Ours', lines: examples.slice(0, 2) });
  return {
    ...story,
    write: (facts: Facts) =>
      app.database.write(viewer.account, (session) => writeFacts(session, INTEGRATION, facts)),
    /** Writes the people, their possessions and their rules. */
    async organise() {
      await story.activate(people);
      const { profiles, trees } = app.directory;
      const named = (name: string) => ({ name, description: null });
      const delivery = { ...named('Delivery'), config: fivePhasesPreset };
      const category = { id: 0, ...named('Checkout'), rank: 1, color: null, goal: null };
      const scope = {
        fetchScope: 'MATCH_ONLY' as const,
        scopeFilters: [[is('label', 'checkout', 'ui')]],
      };
      const effort = {
        ...named('Effort'),
        config: {
          ...defaultAlignment,
          effortCalculation: 'FTE' as const,
          categories: [{ ...category, ...scope }],
        },
      };
      const [tree] = await trees.list(viewer, null);
      await trees.update(viewer, tree!.number, {
        efficiencyProfile: (await profiles.create(viewer, 'EFFICIENCY', delivery)).number,
        businessAlignmentProfile: (await profiles.create(viewer, 'BUSINESS_ALIGNMENT', effort))
          .number,
      });
      await story.save('Organisation', settings);
    },
  };
}
type Account = Awaited<ReturnType<typeof openAccount>>;

/** Everything but the numbers under which an account keeps its things. */
async function contentOf(insight: Insight) {
  const { headline, previous, change, distribution, trend, dataStatus, rating } = insight;
  const query = { first: 500, orderBy: 'AT_ASCENDING', includeExcluded: true } as const;
  const { records, totalCount } = await insight.records(query);
  const { rules, ...explanation } = insight.explanation;
  const parts = async (by: 'CHILD' | 'DEVELOPER') =>
    (await insight.breakdown(by)).map(({ label, value }): [string, MetricValue] => [label, value]);
  return {
    ...{ metric: insight.metric.id, headline, previous, change, distribution, trend },
    ...{ dataStatus, rating, explanation, totalCount },
    rules: rules.map(({ teamName, filters }) => [teamName, filters]),
    series: insight.series.map(({ segments, ...bucket }) => ({
      ...bucket,
      segments: segments.map(({ key: _, ...segment }) => segment),
    })),
    ...{ children: await parts('CHILD'), developers: await parts('DEVELOPER') },
    records: records
      .map(({ record: { kind, at, value, parts, developer, repository, title, excluded } }) =>
        JSON.stringify([kind, at, value, parts, developer?.label, repository, title, excluded]),
      )
      .sort(),
  };
}

async function answers({ settle, ask }: Account) {
  await settle();
  const insights = await ask({
    metrics: metrics.map(({ id }) => id),
    range: { dates: { from: '2026-01-01', to: '2026-04-30' } },
  });
  const reported = [];
  for (const insight of insights) reported.push(await contentOf(insight));
  return reported;
}

/** Everything one to three times, shuffled and cut into batches, after some of which the answers are made. */
const disorderOf = (all: readonly Report[]) =>
  fc
    .noBias(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: all.length, maxLength: all.length }),
    )
    .map((times) => all.flatMap((report, index) => Array<Report>(times[index]!).fill(report)))
    .chain((repeated) => fc.shuffledSubarray(repeated, { minLength: repeated.length }))
    .chain((shuffled) =>
      fc.record({
        shuffled: fc.constant(shuffled),
        size: fc.integer({ min: 5, max: 80 }),
        settles: fc.infiniteStream(fc.boolean()),
        organised: fc.nat(shuffled.length - 1),
      }),
    );
const worlds = fc
  .array(operation, { minLength: 15, maxLength: 40, size: 'max' })
  .map((operations) => operations.flatMap((one, index) => factsOf(one, index + 2) ?? []))
  .map((all) => [repositories, ...all].flatMap(reports).map(stamped))
  .map((reported) => [...reported, ...always])
  .chain((reported) => fc.tuple(fc.constant(reported), disorderOf(reported)));

type Disorder = typeof worlds extends fc.Arbitrary<[unknown, infer Value]> ? Value : never;

/** Writes the facts of a disorder; at some point the people are activated. */
async function report(account: Account, { shuffled, size, settles, organised }: Disorder) {
  for (let start = 0; start < shuffled.length; start += size) {
    const end = start + size;
    if (start <= organised && organised < end) await account.organise();
    await account.write(together(shuffled.slice(start, end)));
    if (settles.next().value) await account.settle();
  }
}

describe.each(databaseKinds)('on %s', (kind) => {
  test('the same facts in any order, in any batches, repeated, corrected late and at one instant, give every metric the same answer', async () => {
    const { app } = await openStory(kind, { clock: () => now });
    await fc.assert(
      fc.asyncProperty(fc.noBias(worlds), async ([reported, disorder]) => {
        const straight = await openAccount(app);
        await straight.organise();
        for (const report of reported) await straight.write(report);
        const expected = await answers(straight);
        const crooked = await openAccount(app);
        await report(crooked, disorder);
        expect(await answers(crooked)).toEqual(expected);
        const sizes = expected.map(({ headline }) => headline.sampleSize);
        expect(sizes).not.toContain(0);
      }),
      { numRuns: lawRuns(1, 4), endOnFailure: true, interruptAfterTimeLimit: 100_000 },
    );
  }, 150_000);
});
