import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey, viewerKey } from './small-services.js';
import { eventually, type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start({}, 700);
});
afterAll(() => started.server.stop());

/** The samples by their names with labels. */
async function metrics(): Promise<Record<string, number>> {
  const response = await fetch(`${started.server.url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).trim().split('\n');
  const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines.length).toBeGreaterThan(samples.length);
  return Object.fromEntries(
    samples.map((line) => {
      expect(line).toMatch(/^[a-z_0-9]+(\{[^}]+\})? (?:[0-9.e+-]+|Nan)$/);
      const [name = '', value] = line.split(' ');
      return [name, Number(value)];
    }),
  );
}
const asking = (path: string, number: number) =>
  `{ of${number}: insights(scope: { path: "${path}" }, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { id } }`;

test('shows memory, what is under way and what was refused and why, and nothing of an account', async () => {
  expect(await metrics()).toMatchObject({
    insights_questions_under_way: 0,
    insights_questions_weight: 0,
    insights_questions_waiting: 0,
    'insights_questions_refused_total{reason="given_up"}': 0,
  });
  const many = Array.from({ length: 12 }, (_, number) =>
    started.ask(asking('Endless', number), {}, viewerKey),
  );
  await eventually(() => started.company.askedBy.length === 8);
  const during = await metrics();
  expect(during).toMatchObject({
    insights_questions_under_way: 8,
    insights_questions_weight: 8,
    'insights_questions_weight_limit{of="key"}': 8,
    insights_answers_awaited: 12,
    insights_websocket_connections: 0,
  });
  expect(during.process_resident_memory_bytes).toBeGreaterThan(during.nodejs_heap_size_used_bytes!);
  expect(Object.keys(during).join()).not.toMatch(new RegExp(`${adminKey}|${viewerKey}|Small`));
  for (const { status } of await Promise.all(many)) expect(status).toBe(503);
  expect(await metrics()).toMatchObject({
    insights_questions_waiting: 0,
    insights_answers_awaited: 0,
    'insights_questions_refused_total{reason="given_up"}': 4,
  });
});
