import { describe, expect, it } from 'vitest';
import { HttpFailure, WrongAnswer } from '../../../src/providers/http/failures.js';
import { LimitReached } from '../../../src/providers/http/limits.js';
import { answerJson, clientOf, SECRET, startVendor, witnessed } from './vendor-server.js';

describe('a client of a vendor', () => {
  it('keeps the path of the base URL as a prefix and sends credentials in headers alone', async () => {
    const { base, asked } = await startVendor((_, response) => answerJson(response, { ok: true }));
    const witness = witnessed();
    const client = clientOf(new URL('/enterprise/api/v3/', base), witness);
    await expect(
      client.askJson('/user', { query: { page: 2, tag: ['a', 'b'], none: null } }),
    ).resolves.toEqual({ ok: true });
    expect(asked[0]).toMatchObject({ path: '/enterprise/api/v3/user?page=2&tag=a&tag=b' });
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(witness.lines).toHaveLength(1);
    expect(witness.lines.join('\n')).not.toContain(SECRET);
  });

  it('asks again what a moment may heal, POST too, and counts only answers', async () => {
    const { base, asked } = await startVendor((_, response, count) => {
      if (count === 1) response.destroy();
      else if (count === 2) answerJson(response, {}, {}, 503);
      else answerJson(response, { count });
    });
    const witness = witnessed();
    await expect(
      clientOf(base, witness).askJson('/graphql', { json: { query: '{a}' } }),
    ).resolves.toEqual({ count: 3 });
    expect(asked.map(({ body }) => body)).toEqual(Array(3).fill('{"query":"{a}"}'));
    expect(witness.calls).toHaveLength(1);
  });

  it('waits as long as a short limit asks for, then asks again', async () => {
    const { base, asked } = await startVendor((_, response, count) =>
      count === 1
        ? answerJson(response, {}, { 'retry-after': '1' }, 429)
        : answerJson(response, [count]),
    );
    const begun = Date.now();
    await expect(clientOf(base).askJson('/a')).resolves.toEqual([2]);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(990);
    expect(asked).toHaveLength(2);
  });

  it('ends with the instant of the reset where the limit lasts longer than a minute', async () => {
    const reset = Math.ceil(Date.now() / 1000) + 900;
    const { base, asked } = await startVendor((_, response) =>
      answerJson(
        response,
        {},
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
        429,
      ),
    );
    const witness = witnessed();
    const error = await clientOf(base, witness)
      .ask('/a')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LimitReached);
    expect(error).toMatchObject({ resetsAt: reset * 1000 });
    await expect(clientOf(base, witness).ask('/b')).rejects.toThrow(LimitReached);
    expect(asked).toHaveLength(1);
  });

  it('spreads calls over several tokens while one of them rests', async () => {
    const { base, asked } = await startVendor(({ headers }, response) =>
      headers.authorization === 'Bearer first'
        ? answerJson(response, {}, { 'retry-after': '3600' }, 429)
        : answerJson(response, { by: headers.authorization }),
    );
    const client = clientOf(base, witnessed(), ['first', 'second']);
    await expect(client.askJson('/a')).resolves.toEqual({ by: 'Bearer second' });
    await client.ask('/b');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
      'Bearer second',
    ]);
  });

  it('reports what remains and when it resets', async () => {
    const { base } = await startVendor((_, response) =>
      answerJson(
        response,
        {},
        { 'x-ratelimit-remaining': '41', 'x-ratelimit-reset': '2000000000' },
      ),
    );
    const witness = witnessed();
    await clientOf(base, witness).ask('/a');
    expect(witness.calls).toEqual([{ isSaved: false, remaining: 41, resetsAt: 2_000_000_000_000 }]);
  });

  it('asks with the validator that is known and counts "not modified" as saved', async () => {
    const { base, asked } = await startVendor(({ headers }, response) => {
      response.writeHead(headers['if-none-match'] === '"7"' ? 304 : 200).end();
    });
    const witness = witnessed({ validatorOf: () => Promise.resolve('"7"') });
    const answer = await clientOf(base, witness).ask('/list', { conditional: true });
    expect(answer.status).toBe(304);
    expect(asked).toHaveLength(1);
    expect(witness.calls).toMatchObject([{ isSaved: true }]);
  });

  it('says what the vendor says of a refusal, and nothing of the credential', async () => {
    const { base } = await startVendor((_, response) =>
      answerJson(response, { message: 'Resource not accessible' }, {}, 403),
    );
    const error = await clientOf(base)
      .ask('/orgs/a')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(HttpFailure);
    expect(error).toMatchObject({
      status: 403,
      message: 'Play answered 403 to /orgs/a: Resource not accessible.',
    });
  });

  it('says that another program answers where a page of HTML comes', async () => {
    const { base } = await startVendor((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
    });
    await expect(clientOf(base).askJson('/a')).rejects.toThrow(
      /answers text\/html where JSON was expected/,
    );
  });

  it('follows redirects within the origin and never takes a credential to another', async () => {
    const other = await startVendor((_, response) => answerJson(response, {}));
    const { base, asked } = await startVendor(({ path }, response) => {
      if (path === '/old') response.writeHead(301, { location: '/new' }).end();
      else if (path === '/away') response.writeHead(302, { location: other.base.href }).end();
      else answerJson(response, { path });
    });
    const client = clientOf(base);
    await expect(client.askJson('/old')).resolves.toEqual({ path: '/new' });
    expect(asked[1]?.headers.authorization).toBe(`Bearer ${SECRET}`);
    await expect(client.ask('/away')).rejects.toThrow(WrongAnswer);
    await expect(client.ask(other.base.href)).rejects.toThrow(WrongAnswer);
    expect(other.asked).toEqual([]);
  });

  it('ends a walk of redirects that never arrives', async () => {
    const { base, asked } = await startVendor((_, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    await expect(clientOf(base).ask('/again')).rejects.toThrow(/redirects without end/);
    expect(asked.length).toBeLessThan(10);
  });

  it('reads no more of a body than it may', async () => {
    const { base } = await startVendor((_, response) => {
      const write = (): void => {
        if (!response.destroyed) response.write('x'.repeat(100_000), () => setImmediate(write));
      };
      write();
    });
    await expect(clientOf(base).ask('/endless', { mostBytes: 1_000_000 })).rejects.toThrow(
      WrongAnswer,
    );
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const { base } = await startVendor(() => controller.abort(new Error('stopped')));
    const witness = witnessed({ signal: controller.signal });
    await expect(clientOf(base, witness).ask('/slow')).rejects.toThrow('stopped');
  });
});
