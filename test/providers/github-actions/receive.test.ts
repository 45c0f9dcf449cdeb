import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import { mapDeployment, mapRuns } from './recorded.js';

interface Example {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}
const examples = createRequire(import.meta.url)(
  '@octokit/webhooks-examples/api.github.com/index.json',
) as readonly Example[];

const settings = githubActions.settings.parse({ token: 't', webhookSecret: 'planted' });
const delivery = (event: string, text: string, headers: object = {}): Delivery => ({
  headers: { 'x-github-event': event, 'x-github-delivery': 'd-1', ...headers },
  body: Buffer.from(text),
  receivedAt: 0,
});
const signed = (event: string, text: string): Delivery =>
  delivery(event, text, {
    'x-hub-signature-256': `sha256=${createHmac('sha256', 'planted').update(text).digest('hex')}`,
  });

it('accepts what is signed with the secret and refuses everything else', () => {
  const { receive } = githubActions;
  expect(receive!(settings, signed('ping', '{}'))).toEqual({
    kind: 'ACCEPTED',
    id: 'd-1',
    event: 'ping',
  });
  expect(receive!(settings, delivery('ping', '{}'))).toEqual({
    kind: 'REFUSED',
    reason: 'UNSIGNED',
  });
  const changed = { ...signed('ping', '{}'), body: Buffer.from('{ }') };
  expect(receive!(settings, changed)).toEqual({ kind: 'REFUSED', reason: 'WRONG_SIGNATURE' });
  const open = githubActions.settings.parse({ token: 't' });
  expect(receive!(open, signed('ping', '{}'))).toEqual({ kind: 'REFUSED', reason: 'NO_SECRET' });
});

it('reads every example of a delivery, or says why nothing is made of it', () => {
  const kinds = new Map<string, Set<string>>();
  for (const { name, examples: all } of examples)
    for (const example of all) {
      const { nudges, ignored, pages } = githubActions.open!(
        delivery(name, JSON.stringify(example)),
      );
      expect(pages).toEqual([]);
      expect(nudges.length > 0).toBe(ignored === null);
      for (const nudge of nudges)
        kinds.set(name, (kinds.get(name) ?? new Set()).add(nudge.replace(/\d+$/, '')));
    }
  expect([...kinds.keys()].sort()).toEqual([
    'deployment',
    'deployment_status',
    'workflow_job',
    'workflow_run',
  ]);
  expect([...kinds.get('deployment_status')!]).toContain('deployment/Codertocat/Hello-World/');
});

it('maps the runs and deployments that the examples of deliveries hold', () => {
  const of = (name: string) => examples.find((one) => one.name === name)!.examples;
  for (const example of of('workflow_run')) {
    const run = example.workflow_run as { readonly repository: { readonly id: number } };
    const mapped = mapRuns([{ run }], {}, { id: run.repository.id, fullName: 'acme/shop' });
    expect(mapped).toMatchObject({ PIPELINE_RUN: [{ kinds: ['CI'] }] });
    expect(mapped.dropped).toBeUndefined();
  }
  for (const example of of('deployment'))
    expect(mapDeployment(example.deployment as object, []).dropped).toBeUndefined();
});

it('reads a delivery of a webhook that is set to forms', () => {
  const payload = JSON.stringify({
    repository: { full_name: 'acme/shop' },
    workflow_run: { id: 100 },
  });
  const form = new URLSearchParams({ payload }).toString();
  expect(githubActions.open!(delivery('workflow_run', form)).nudges).toEqual(['run/acme/shop/100']);
});

it('says that a delivery without its parts is nothing', () => {
  expect(githubActions.open!(delivery('workflow_run', 'no json')).ignored).toMatch(/names no run/);
  expect(githubActions.open!(delivery('ping', '{}')).ignored).toMatch(/tries/);
  expect(githubActions.open!(delivery('toString', '{}')).ignored).toMatch(/toString/);
});
