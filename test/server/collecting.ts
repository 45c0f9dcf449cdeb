import type { Client } from 'graphql-ws';

export const subscription =
  'subscription ($after: String) { insightUpdated(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES], range: { preset: LAST_MONTH }, after: $after) { sequence reason insight { headline { value } } } }';

/** Subscribes and collects; `ended` holds what ended it. */
export function collecting(made: Client, query: string, variables: Record<string, unknown> = {}) {
  const results: unknown[] = [];
  const ended: unknown[] = [];
  const stop = made.subscribe(
    { query, variables },
    {
      next: (result) => results.push(result),
      error: (error) => ended.push(error),
      complete: () => ended.push('complete'),
    },
  );
  return { results, ended, stop };
}
