import { createClient, documents, type VariablesOf } from '../../../src/client/index.js';

/** A subscriber of the package's own client, and all that happened to it. */
export interface Subscriber {
  /** By metric, the sample of the newest update. */
  readonly held: ReadonlyMap<string, number>;
  /** Why its WebSocket was lost, each time. */
  readonly lost: readonly string[];
  /** Why it ended; null while it goes on. */
  ended(): string | null;
  /** Updates that did not go on from the one before them. */
  readonly gaps: readonly string[];
  stop(): Promise<void>;
}

export const followed: VariablesOf<typeof documents.TellMeWhenItChanges> = {
  path: 'Organisation',
  metrics: ['PR_VELOCITY_PER_DEVELOPER', 'PR_CYCLE_TIME'],
  range: { last: { count: 4, unit: 'WEEK' } },
};

export function subscribe(url: string, key: string): Subscriber {
  const held = new Map<string, number>();
  const lost: string[] = [];
  const gaps: string[] = [];
  let ended: string | null = null;
  let sequence = 0;
  const client = createClient(`${url}/graphql`, key, {
    onState: (state, reason) => {
      if (state === 'lost') lost.push(reason ?? '');
    },
  });
  const follow = async () => {
    for await (const { insightUpdated } of client.subscribe(
      documents.TellMeWhenItChanges,
      followed,
    )) {
      const { insight, previousValue, reason } = insightUpdated;
      const metric = insight.metric.id;
      const before = held.get(metric);
      if (reason === 'CHANGED' && before !== previousValue?.sampleSize)
        gaps.push(`${metric}: ${before} was held, ${previousValue?.sampleSize} was replaced`);
      if (Number(insightUpdated.sequence) < sequence)
        gaps.push(`${insightUpdated.sequence} came after ${sequence}`);
      sequence = Number(insightUpdated.sequence);
      held.set(metric, insight.headline.sampleSize);
    }
    ended = 'it was completed';
  };
  follow().catch((error: unknown) => {
    ended = String(error);
  });
  return { held, lost, gaps, ended: () => ended, stop: () => client.close() };
}
