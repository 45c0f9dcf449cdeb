import { createHash } from 'node:crypto';

/** One request as it was asked and answered. Bodies and credentials are not kept, only that they were the same. */
export interface RequestRecord {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** `GET /repos/{owner}/{repo}/pulls`, or the name of a GraphQL operation; `unknown` where nothing is there. */
  readonly operation: string;
  readonly token: string | null;
  /** Equal for the same question: method, path and body. */
  readonly question: string;
  /** 0 where the connection ended without an answer. */
  status: number;
  bytes: number;
}

export const questionOf = (method: string, path: string, body: string): string =>
  createHash('sha1').update(`${method} ${path}\n${body}`).digest('base64url');

/** Returns the questions that were answered with 200 more than once, and how often beyond the first. */
export function repeatedFetches(requests: readonly RequestRecord[]): ReadonlyMap<string, number> {
  const answered = requests.filter(({ status }) => status === 200);
  const repeated = new Map<string, number>();
  const seen = new Set<string>();
  for (const { question, operation } of answered) {
    if (seen.has(question)) repeated.set(operation, (repeated.get(operation) ?? 0) + 1);
    seen.add(question);
  }
  return repeated;
}

/** How many requests each operation had. */
export function countByOperation(requests: readonly RequestRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
