import { Pool } from 'undici';

const CONNECTIONS = 16;

/** The body of a question, as it is sent. */
export interface Question {
  readonly query: string;
  readonly variables?: object;
}
/** Where questions go, and the key that asks them. */
export interface Asked {
  readonly url: string;
  readonly key: string;
}
export interface Load {
  readonly rate: number;
  /** Milliseconds in which half, and nineteen of twenty, were answered. */
  readonly median: number;
  readonly p95: number;
  readonly answers: number;
  readonly failed: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Asks over 16 connections for so many seconds, each question as soon as its connection is free. */
export async function load(
  { url, key }: Asked,
  next: () => Question,
  seconds: number,
): Promise<Load> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const ends = began + seconds * 1000;
  const connection = async () => {
    while (performance.now() < ends) {
      const asked = performance.now();
      const request = { headers, body: JSON.stringify(next()) };
      const { statusCode, body } = await pool.request({
        ...{ path: '/graphql', method: 'POST', ...request },
      });
      const text = Buffer.from(await body.arrayBuffer());
      times.push(performance.now() - asked);
      if (statusCode !== 200 || text.includes('"errors":')) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const spent = performance.now() - began;
  await pool.close();
  times.sort((one, other) => one - other);
  return {
    rate: (times.length / spent) * 1000,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    answers: times.length,
    failed,
  };
}

/** Asks one question. Returns the text of the answer. */
export async function askOnce({ url, key }: Asked, question: Question): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(question),
  });
  return response.text();
}
