import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readEnvironment } from '../../src/env.js';
import { startPostgres } from '../storage/postgres-server.js';
import { serve } from './flood-server.js';
import { type Organisation, sizeOf, writeOrganisation } from './organisation.js';
import { withImported } from './organised.js';
import { say } from './rows.js';

/** People and subscribers; fewer of them by `REACTION=200,500`. */
const { REACTION = '1000,1000' } = readEnvironment().variables;
const [PEOPLE = 0, SUBSCRIBERS = 0] = REACTION.split(',').map(Number);
const SUBSCRIBERS_A_KEY = 100;
const MONTH = 28 * 86_400_000;
/** Facts come in batches, each of one team. */
const [FACTS_A_SECOND, FACTS_AT_ONCE, SECONDS] = [50, 10, 30];

const SUBSCRIPTION = `subscription ($path: String!, $range: DateRangeInput!) {
  insightUpdated(scope: { path: $path }, metrics: [DEPLOYMENT_FREQUENCY], range: $range) { sequence insight { headline { value } } }
}`;
const INGEST = `mutation ($lines: String!) {
  ingestFacts(input: { source: "Facts", lines: $lines }) { userErrors { message } }
}`;

/** The organisation, calculated, with a key for every hundred subscribers and one that writes. */
const prepare = (folder: string, url: string, organisation: Organisation) =>
  withImported(folder, url, organisation, async (app, viewer) => {
    await app.recalculation.settle(viewer.account);
    const key = async (role: 'ADMIN' | 'VIEWER', name: string) => {
      const given = { name, role, reveals: false, expiresAt: null };
      return (await app.directory.keys.create(viewer, given)).secret;
    };
    const readers = Array.from({ length: SUBSCRIBERS / SUBSCRIBERS_A_KEY }, (_, index) => index);
    return {
      writer: await key('ADMIN', 'writer'),
      readers: await Promise.all(readers.map((index) => key('VIEWER', `reader ${index}`))),
    };
  });

/** When a team's last batch was sent, and how long each update took since. */
class Reactions {
  readonly #sent = new Map<string, number>();
  readonly took: number[] = [];
  first = 0;

  send(team: string): void {
    this.#sent.set(team, performance.now());
  }

  receive(team: string): void {
    const sent = this.#sent.get(team);
    if (sent === undefined) this.first += 1;
    else this.took.push(performance.now() - sent);
  }

  /** The milliseconds within which a share of all updates came. */
  within(share: number): number {
    const sorted = this.took.toSorted((left, right) => left - right);
    return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
  }
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

function subscribe(client: Client, { to }: Organisation, team: string, reactions: Reactions): void {
  const range = { dates: { from: day(to - MONTH), to: day(to) } };
  client.subscribe(
    { query: SUBSCRIPTION, variables: { path: `Organisation/Boss/${team} lead`, range } },
    {
      next: () => reactions.receive(team),
      error: (error) => say(`  A subscription of ${team} ended: ${JSON.stringify(error)}`),
      complete: () => undefined,
    },
  );
}

/** Deployments of one team that nobody has reported yet, on the last days of the organisation. */
function deployments({ sample, to }: Organisation, team: string, batch: number): string[] {
  const like = sample
    .map((line) => JSON.parse(line))
    .find(({ kind, kinds }) => kind === 'PIPELINE_RUN' && kinds.includes('CD'));
  return Array.from({ length: FACTS_AT_ONCE }, (_, index) => {
    const endedAt = to - (batch * FACTS_AT_ONCE + index + 1) * 1000;
    return JSON.stringify({
      ...{ ...like, id: `${team} pushed ${batch} ${index}`, pipeline: `${team} deploy` },
      ...{ repository: team, services: [team], commits: [] },
      ...{ startedAt: endedAt - 1000, endedAt, updatedAt: endedAt },
    });
  });
}

async function ingest(url: string, key: string, lines: readonly string[]): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: INGEST, variables: { lines: lines.join('\n') } }),
  });
  const text = await response.text();
  if (text.includes('"message"')) throw new Error(text.slice(0, 500));
}

/** Sends batches of facts at their times, whatever the answers to those before take. */
async function push(
  url: string,
  key: string,
  organisation: Organisation,
  reactions: Reactions,
): Promise<void> {
  const every = (1000 * FACTS_AT_ONCE) / FACTS_A_SECOND;
  const sending: Promise<unknown>[] = [];
  const began = performance.now();
  for (let batch = 0; batch * every < SECONDS * 1000; batch += 1) {
    await pause(Math.max(0, began + batch * every - performance.now()));
    const team = organisation.teams[batch % organisation.teams.length]!;
    reactions.send(team);
    const lines = deployments(organisation, team, batch);
    sending.push(ingest(url, key, lines).catch((error: unknown) => error));
  }
  const failed = (await Promise.all(sending)).find((error) => error !== undefined);
  if (failed) throw failed;
  await pause(3000);
}

/** Measures the time from facts that are sent to updates that subscribers get. */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-reaction-'));
  const postgres = await startPostgres(200, ['-c', 'shared_buffers=512MB']);
  const clients: Client[] = [];
  try {
    const organisation = await writeOrganisation(folder, sizeOf(PEOPLE));
    const { writer, readers } = await prepare(folder, postgres.url, organisation);
    const { url, stop } = await serve(folder, { DATABASE_URL: postgres.url });
    try {
      const reactions = new Reactions();
      for (const [index, reader] of readers.entries()) {
        const client = createClient({
          ...{ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, lazy: false },
          ...{ connectionParams: { 'x-api-key': reader }, retryAttempts: 0 },
        });
        clients.push(client);
        for (let at = 0; at < SUBSCRIBERS_A_KEY; at += 1)
          subscribe(
            client,
            organisation,
            organisation.teams[(index * SUBSCRIBERS_A_KEY + at) % organisation.teams.length]!,
            reactions,
          );
      }
      while (reactions.first < SUBSCRIBERS) await pause(200);
      await push(url, writer, organisation, reactions);
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(reactions.within(share)));
      say(
        `${PEOPLE} people, ${SUBSCRIBERS} subscribers, ${FACTS_A_SECOND} facts a second for ${SECONDS} s: ${reactions.took.length} updates, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`,
      );
    } finally {
      for (const client of clients) await client.dispose();
      await stop();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
