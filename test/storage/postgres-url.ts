import { inject } from 'vitest';

let known: Promise<string> | null = null;

async function ask(): Promise<string> {
  const response = await fetch(inject('postgresOnDemand'));
  const text = await response.text();
  if (!response.ok) throw new Error(`PostgreSQL did not start: ${text}`);
  return text;
}

/** Returns the address of the database `postgres` of a real server, as its superuser. Every test file makes databases of its own in it. */
export function postgresUrl(): Promise<string> {
  known ??= ask();
  return known;
}
