import { setTimeout as pause } from 'node:timers/promises';

/** Counts of answers, and their times. */
export class Answers {
  answers = 0;
  refused = 0;
  /** Milliseconds. */
  largest = 0;
  /** Responses that were neither an answer nor a refusal that says when to ask again. */
  readonly broken: string[] = [];

  add({ answers, refused, largest, broken }: Answers): this {
    this.answers += answers;
    this.refused += refused;
    this.largest = Math.max(this.largest, largest);
    this.broken.push(...broken);
    return this;
  }
}

/** Nobody waits longer than that for an answer that should come within 10 s. */
const NEVER_MILLISECONDS = 60_000;

export type Outcome = { readonly data: Record<string, unknown> } | 'REFUSED';

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

function outcomeOf(response: Response, text: string): Outcome | null {
  const isLater = Number(response.headers.get('retry-after')) > 0;
  const { data = null, errors = [] } = JSON.parse(text) as Body;
  if (response.status === 503 && isLater && errors[0]?.extensions?.code === 'UNAVAILABLE')
    return 'REFUSED';
  return response.status < 300 && errors.length === 0 ? { data: data ?? {} } : null;
}

/** Asks once and counts what comes. */
export async function count(
  counted: Answers,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Outcome> {
  const began = performance.now();
  let outcome: Outcome | null = null;
  let said = '';
  try {
    const signal = AbortSignal.timeout(NEVER_MILLISECONDS);
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    said = await response.text();
    outcome = outcomeOf(response, said);
    said = `${response.status} ${said}`;
  } catch (error) {
    said = `${error} ${(error as Error).cause ?? ''}`;
  }
  counted.largest = Math.max(counted.largest, performance.now() - began);
  if (outcome === null) counted.broken.push(said.slice(0, 500));
  else if (outcome === 'REFUSED') counted.refused += 1;
  else counted.answers += 1;
  return outcome ?? 'REFUSED';
}

/** Asks a question of GraphQL once and counts what comes. */
export const countGraph = (
  counted: Answers,
  { url, key }: { readonly url: string; readonly key: string },
  query: string,
  variables: object = {},
): Promise<Outcome> =>
  count(
    counted,
    `${url}/graphql`,
    { 'content-type': 'application/json', 'x-api-key': key },
    JSON.stringify({ query, variables }),
  );

/** Asks again, after a pause, until there is an answer. */
export async function untilAnswered(ask: () => Promise<Outcome>): Promise<Record<string, unknown>> {
  for (;;) {
    const outcome = await ask();
    if (outcome !== 'REFUSED') return outcome.data;
    await pause(500);
  }
}
