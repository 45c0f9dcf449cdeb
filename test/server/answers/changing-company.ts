import fc from 'fast-check';
import type { App } from '../../../src/app.js';
import type { Viewer } from '../../../src/model/access.js';
import { DAY_MILLISECONDS, type Instant } from '../../../src/model/time.js';
import { anyRepository, type Story } from '../../story/open-story.js';
import { deployment, eve, flo, gus, ingest, peopleWithBenOf } from '../../story/two-services.js';

export interface ManualClock {
  now: Instant;
}

/** A change by one of two processes over the same database, or time that goes by. */
export const change = fc.oneof(
  fc.record({ kind: fc.constant('settle' as const) }),
  fc.record({
    kind: fc.constant('deploy' as const),
    number: fc.nat(9),
    service: fc.constantFrom('b', 's'),
    failed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('same facts' as const), minutes: fc.constantFrom(0, 1) }),
  fc.record({ kind: fc.constant('settings' as const), of: fc.constantFrom(eve!, gus!) }),
  fc.record({ kind: fc.constant('people' as const), led: fc.constantFrom('flo', 'eve') }),
  fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom('UTC', 'Asia/Tokyo') }),
  fc.record({ kind: fc.constant('rename' as const), name: fc.constantFrom('Ours', 'Theirs') }),
  fc.record({ kind: fc.constant('time' as const), hours: fc.constantFrom(0.01, 1, 7, 25, 400) }),
);
export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

async function rename(app: App, viewer: Viewer, name: string): Promise<void> {
  const { items } = await app.ingestion.integrations(viewer, {}, { after: null, first: 1 });
  const { number: integration, name: before } = items[0]!.item;
  if (before !== name) await app.ingestion.update(viewer, { integration, name });
}

/** Reports a deployment by the name that its source had first: by another it would be one of another source. */
async function report(there: Story, one: ReturnType<typeof deployment>): Promise<void> {
  await rename(there.app, there.viewer, 'Ours');
  await ingest(there, [one]);
}

/** Does a change of the story by the services of an app, which may be another process. */
export async function perform(
  story: Story,
  app: App,
  clock: ManualClock,
  asked: Change,
): Promise<void> {
  const { viewer } = story;
  const there = { ...story, app };
  if (asked.kind === 'settle') await app.recalculation.settle(viewer.account);
  if (asked.kind === 'deploy') {
    const status = asked.failed ? 'FAILURE' : 'SUCCESS';
    const day = String(10 + asked.number);
    await report(there, deployment(`${asked.service}${asked.number}`, day, '07:00', { status }));
  }
  if (asked.kind === 'same facts') {
    clock.now += asked.minutes * 60_000;
    await report(there, deployment('b1', '04', '10:00'));
  }
  if (asked.kind === 'settings') await story.save(asked.of, { repositories: anyRepository });
  if (asked.kind === 'people') await story.activate(peopleWithBenOf(asked.led));
  if (asked.kind === 'zone') await app.directory.account.update(viewer, { timeZone: asked.zone });
  if (asked.kind === 'rename') await rename(app, viewer, asked.name);
  if (asked.kind === 'time') clock.now += (asked.hours * DAY_MILLISECONDS) / 24;
}

const METRICS = '[DEPLOYMENT_FREQUENCY, LEAD_TIME_FOR_CHANGES, CODING_DAYS_PER_DEVELOPER]';
const scopes = ['Organisation', eve, flo, 'Organisation/Nobody'];
const ranges = [
  '{ dates: { from: "2026-03-01", to: "2026-03-31" } }',
  '{ last: { count: 2, unit: MONTH } }',
  '{ preset: LAST_4_WEEKS }',
];
const parts = [
  'headline { value sampleSize dataStatus } dataStatus recalculating sequence',
  'series { from to partial value { value rate dataStatus } } change { relative } trend { slope }',
  'asOf range { from to } rating { level }',
  'explanation { counted notes rules { teamName ruleset filters } }',
  'coverage { from notes lastReportedAt integration { name } }',
  'coverage { from notes lastReportedAt }',
  'breakdown(by: CHILD) { label value { value } }',
  'breakdown(by: DEVELOPER) { developer { label developer { name } } value { value } }',
  'records(first: 5) { nodes { at subject title } totalCount }',
];

/** A document, as a client would send it. */
export const question = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom(...scopes), fc.constantFrom(...ranges), fc.constantFrom(...parts))
      .map(
        ([path, range, part]) =>
          `{ insights(scope: { path: "${path}" }, metrics: ${METRICS}, range: ${range}) { ${part} } }`,
      ),
  },
  fc.constantFrom(
    '{ viewer { name role } metrics { id } }',
    '{ viewer { account { timeZone } } }',
    `{ overallRating(scope: { path: "Organisation" }, range: ${ranges[0]}) { rating { score } parts { metric } } }`,
    '{ teams(first: 5) { nodes { name developerCount } } }',
    '{ integrations { nodes { name } } }',
  ),
);
