import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSignedBy } from '../../../src/providers/http/signature.js';
import { generateWorld } from './github/generated/generate.js';
import { deliver, viewOf } from './github/webhooks/deliver.js';
import { type Payload, payloads } from './github/webhooks/payloads.js';
import { fullNameOf } from './github/world/world.js';
import { pathsBeyond, shapeOf } from './shapes.js';
import { ask, useGithub } from './use-github.js';

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}
const known = (event: string) =>
  (examples as unknown as readonly Example[]).find(({ name }) => name === event)!.examples;

const SECRET = 'a-secret-of-the-hook';

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that takes deliveries. */
async function useReceiver() {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { arrived, hook: { address: `http://127.0.0.1:${port}/hook`, secret: SECRET } };
}

describe('webhooks of GitHub', () => {
  const world = generateWorld({ pullRequests: 200 });
  const [repository] = world.repositories;
  const [number = 0] = repository!.content.order('pullRequests', 'UPDATED_AT', 'DESC');

  it('say what the API says after a change, signed over the raw body', async () => {
    const github = await useGithub({ world });
    const { arrived, hook } = await useReceiver();
    const at = world.now + 5_000;
    const changed = world.changePullRequest(repository!, number, at, (one) => {
      one.title = 'Merged just now';
      one.state = 'CLOSED';
      one.closedAt = at;
    });
    const payload = payloads.pullRequest('closed', changed, repository!, viewOf(github));
    expect(await deliver(payload, hook, { id: 'one' })).toBe(202);
    const [{ headers, body } = arrived[0]!] = arrived;
    expect([headers['x-github-event'], headers['x-github-delivery']]).toEqual([
      'pull_request',
      'one',
    ]);
    const signature = String(headers['x-hub-signature-256']).replace('sha256=', '');
    expect(isSignedBy(SECRET, Buffer.from(body), signature)).toBe(true);
    const api = await ask(github, `/api/v3/repos/${fullNameOf(repository!)}/pulls/${number}`);
    expect((JSON.parse(body) as { pull_request: unknown }).pull_request).toEqual(api.body);
    expect(repository!.content.order('pullRequests', 'UPDATED_AT', 'DESC')[0]).toBe(number);
  });

  it('may be unsigned or signed wrongly', async () => {
    const github = await useGithub({ world });
    const { arrived, hook } = await useReceiver();
    const ping = payloads.ping(viewOf(github));
    await deliver(ping, hook, { signature: null });
    await deliver(ping, hook, { signature: 'sha256=00' });
    expect(arrived.map(({ headers }) => headers['x-hub-signature-256'])).toEqual([
      undefined,
      'sha256=00',
    ]);
  });

  it('have what GitHub’s own examples of the event have, at their top', async () => {
    const view = viewOf(await useGithub({ world }));
    const { content } = repository!;
    const one = content
      .numbersOf('pullRequests')
      .map((each) => content.pullRequest(each)!)
      .find(
        ({ reviews, threads, comments }) => reviews.length * threads.length * comments.length > 0,
      )!;
    const issue = content.issue(content.numbersOf('issues')[0]!)!;
    const made: readonly Payload[] = [
      payloads.pullRequest('opened', one, repository!, view),
      payloads.review('submitted', one.reviews[0]!, one, repository!, view),
      payloads.lineComment(one, repository!, view),
      payloads.comment(one.comments[0]!, one, repository!, view),
      payloads.issue('opened', issue, repository!, view),
      payloads.push(one.commits, repository!, view),
      payloads.repository('renamed', repository!, view, { repository: { name: { from: 'old' } } }),
    ];
    for (const { event, body } of made) {
      const example = shapeOf(known(event));
      const outer = pathsBeyond(shapeOf([body]), example).filter(
        (path) => path.split('.').length < 3,
      );
      expect(
        outer.filter((path) => path !== '.organization'),
        event,
      ).toEqual([]);
    }
  });
});
