import { metrics } from '../../src/engine/metrics/index.js';
import type { Insight, InsightQuery, MetricValue } from '../../src/insights/answer/answer.js';
import { type OverallQuestion, overallQuery } from '../../src/insights/answer/overall-rating.js';
import type { RecordPage, RecordQuery } from '../../src/insights/answer/record.js';
import type { InsightUpdate } from '../../src/insights/answer/update.js';
import { insightId } from '../../src/insights/watch/query-id.js';
import type { KeyEnd, Viewer } from '../../src/model/access.js';
import { Fault, Outage } from '../../src/model/errors.js';
import type { ServerOptions } from '../../src/server/server-options.js';

export const adminKey = 'ei_admin_0123456789';
export const viewerKey = 'ei_viewer_0123456789';

const viewerOf = (key: number, role: Viewer['role']): Viewer => ({
  account: 1,
  key,
  keyName: `${role} key`,
  role,
  reveals: role === 'ADMIN',
});

const hoursOf = (hours: number): MetricValue => ({
  value: hours * 3_600_000,
  milliseconds: hours * 3_600_000,
  rate: null,
  sampleSize: 3,
  numerator: null,
  denominator: null,
  numeratorUnit: null,
  dataStatus: 'FULL',
});

const monday = Date.UTC(2025, 2, 3);
const week = 7 * 86_400_000;

const records = (query: RecordQuery): RecordPage => ({
  records: [1, 2, 3].slice(0, query.first ?? 3).map((subject) => ({
    cursor: `after-${subject}`,
    record: {
      subject,
      kind: 'change',
      at: monday + subject,
      unit: 'DURATION',
      value: subject * 3_600_000,
      parts: [
        { name: 'commitToRelease', value: subject * 3_600_000, isFlag: false },
        { name: 'withCommitToRelease', value: 1, isFlag: true },
      ],
      developer: { id: 'alias7', label: 'Developer 7', developer: null },
      repository: 'shop',
      title: `Change ${subject}`,
      url: null,
      detail: {
        sha: 'abc',
        pullRequest: subject,
        firstCommitAt: monday,
        firstCommitUnknown: false,
      },
      columns: {},
      release: { name: 'v1.0.0', at: monday + week, rule: 'TAG_CONTAINS_MERGE' as const },
      teams: [4],
      excluded: null,
    },
  })),
  hasNextPage: (query.first ?? 3) < 3,
  hasPreviousPage: false,
  totalCount: 3,
});

function insightOf(
  query: InsightQuery,
  metric: string,
  hours: number,
  sequence: number,
  held: Promise<unknown> = Promise.resolve(),
): Insight {
  const definition = metrics.find(({ id }) => id === metric)!;
  const value = hoursOf(hours);
  return {
    id: insightId(query, metric),
    metric: definition,
    aggregation: 'MEAN',
    unit: definition.unit,
    range: { from: monday, to: monday + week },
    headline: value,
    rating: null,
    previous: hoursOf(4),
    change: { absolute: (hours - 4) * 3_600_000, relative: hours / 4 - 1, isImprovement: true },
    distribution: null,
    segments: [],
    goalScore: null,
    series: [
      {
        ...{ from: monday, to: monday + week, partial: false },
        ...{ label: null, subject: null },
        distribution: null,
        value,
        rating: null,
        segments: [],
        goalScore: null,
      },
    ],
    trend: null,
    explanation: {
      formula: definition.formula,
      ...{ notes: [], warnings: [], rules: [] },
      counted: 3,
      excluded: [{ reason: 'BOT', count: 2 }],
      ...{ developers: null, units: null, zone: 'UTC' },
    },
    coverage: [],
    ...{ asOf: monday + week, isSynced: true, steadyUntil: Number.NEGATIVE_INFINITY },
    sequence,
    recalculating: false,
    dataStatus: 'FULL',
    breakdown: async () => [
      await held.then(() => ({
        ...{ key: 'team:4', label: 'Checkout' },
        node: { number: 4, name: 'Checkout', path: 'Organisation/Checkout', isTeam: true },
        developer: null,
        ...{ repository: null, service: null, pipeline: null },
        value,
        rating: null,
        ...{ segments: [], goalScore: null, goal: null, goalStatus: null },
        series: [],
      })),
    ],
    records: async (query) => records(query),
  };
}

/**
 * A company of one number that can be changed, kept in memory. It answers through the same interface as
 * the real rooms, with a log of changes and keys that can be revoked.
 */
export class SmallCompany {
  readonly keys = new Map<string, Viewer>([
    [adminKey, viewerOf(1, 'ADMIN')],
    [viewerKey, viewerOf(2, 'VIEWER')],
  ]);
  /** Why secrets that were keys are none any more. */
  readonly ends = new Map<string, KeyEnd>();
  readonly askedBy: Viewer[] = [];
  watching = 0;
  /** Ends when questions about the scope "Held" may be answered, with what was known when they were begun. */
  held: Promise<unknown> = Promise.resolve();
  /** True while its database cannot be reached. */
  outage = false;
  #sequence = 10;
  #hours = 3;
  #waiting = new Set<() => void>();

  /** Moves the number and notifies the watchers. */
  change(hours: number): void {
    this.#hours = hours;
    this.#sequence += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  get services(): ServerOptions['services'] {
    const services = {
      access: {
        authenticate: async (secret: string) => {
          if (this.outage) throw new Outage(new Error('connect ECONNREFUSED'));
          return this.keys.get(secret) ?? null;
        },
        endOf: async (secret: string) => this.ends.get(secret) ?? null,
      },
      account: { describe: async () => ({ name: 'Small company', timeZone: 'Europe/Berlin' }) },
      dimensions: {
        list: async () => ({
          ...{ hasNextPage: false, hasPreviousPage: false, totalCount: 1 },
          items: [{ cursor: 'after-shop', item: { number: 5, name: 'shop' } }],
        }),
      },
      insights: {
        answer: (viewer: Viewer, query: InsightQuery) => this.#answer(viewer, query),
        overallRating: async (viewer: Viewer, question: OverallQuestion) => ({
          rating: null,
          parts: (await this.#answer(viewer, overallQuery(question))).map((insight) => ({
            ...{ metric: insight.metric.id, rating: null, insight },
          })),
        }),
        watch: (_viewer: Viewer, query: InsightQuery, after: string | null, signal: AbortSignal) =>
          this.#watch(query, after, signal),
      },
    };
    return services as unknown as ServerOptions['services'];
  }

  async #answer(viewer: Viewer, query: InsightQuery): Promise<readonly Insight[]> {
    this.askedBy.push(viewer);
    if (query.scope.path === 'Nowhere') throw new Fault('NOT_FOUND', 'There is no node Nowhere.');
    if (query.scope.path === 'Broken')
      throw new Error('select secret from api_key: column missing');
    if (query.scope.path === 'Away') throw new Outage(new Error('connect ECONNREFUSED'));
    if (query.scope.path === 'Endless') return new Promise(() => undefined);
    const insights = query.metrics.map((metric) =>
      insightOf(query, metric, this.#hours, this.#sequence),
    );
    if (query.scope.path === 'Held') await this.held;
    return insights;
  }

  async *#watch(
    query: InsightQuery,
    after: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<InsightUpdate> {
    this.watching += 1;
    let seen = after === null ? this.#sequence : Number(after);
    let reason: InsightUpdate['reason'] = after === null ? 'CHANGED' : 'REPLAY';
    try {
      while (!signal.aborted) {
        if (this.#sequence > seen) {
          seen = this.#sequence;
          for (const metric of query.metrics)
            yield {
              sequence: seen,
              occurredAt: monday,
              reason,
              insight: insightOf(query, metric, this.#hours, seen, this.held),
              previousValue: null,
            };
        } else await this.#next(signal);
        reason = 'CHANGED';
      }
    } finally {
      this.watching -= 1;
    }
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
