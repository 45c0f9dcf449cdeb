import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as listen } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { git } from '../../../../src/providers/git/index.js';
import {
  createAddressesOf,
  createGuardedFetch,
} from '../../../../src/providers/http/guarded-fetch.js';
import type { CollectContext } from '../../../../src/providers/provider.js';
import { resolveAs } from '../../http/resolve-as.js';
import { contextAt, temporaryDirectory } from '../gather.js';
import { serveRepository } from '../serve-repository.js';
import { certificate } from './certificate.js';

const NOW = Date.UTC(2026, 0, 2);
const TOKEN = 'token-of-the-shop';
const OPERATOR = 'login-of-the-operator';
const login = (user: string, token: string) =>
  `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;

/** The home of a user whose git helps itself to a login, and notes that it did. */
function homeOfOperator() {
  const home = temporaryDirectory();
  const trap = join(home, 'helped');
  const helper = join(home, 'helper');
  const said = `username=operator\npassword=${OPERATOR}\n`;
  writeFileSync(helper, `#!/bin/sh\ntouch ${trap}\nprintf '${said}'\n`);
  chmodSync(helper, 0o755);
  const configuration = `[credential]\n\thelper = ${helper}\n[http]\n\textraHeader = X-Operator: ${OPERATOR}\n`;
  writeFileSync(join(home, '.gitconfig'), configuration);
  mkdirSync(join(home, 'git'));
  writeFileSync(join(home, 'git', 'config'), configuration);
  writeFileSync(join(home, '.netrc'), `machine 127.0.0.1 login operator password ${OPERATOR}\n`);
  const all = { HOME: home, XDG_CONFIG_HOME: home, GIT_ASKPASS: helper, SSH_ASKPASS: helper };
  return { ...all, GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
}

/** Returns the context of an account's key, with the hosts that are allowed. */
function contextOfKey(allowed: readonly string[], more: Partial<CollectContext> = {}) {
  const { environment } = contextAt(NOW);
  return contextAt(NOW, {
    fetch: createGuardedFetch(allowed),
    addressesOf: createAddressesOf(allowed),
    logins: { hosts: [], addresses: [] },
    dataDirectory: temporaryDirectory(),
    environment: { ...environment, ...homeOfOperator() },
    ...more,
  });
}

async function kindsOf(settings: Record<string, string>, context: CollectContext) {
  const kinds: string[] = [];
  for await (const page of git.collect(git.settings.parse(settings), context))
    kinds.push(page.kind);
  return kinds;
}
const outcomeOf = async (settings: Record<string, string>, context: CollectContext) => {
  const report = await git.check(git.settings.parse(settings), context);
  return report.ok ? 'read' : (report.items.at(-1)?.message ?? '');
};

describe('a private URL', () => {
  it('is read with the token of its own settings, and no other secret goes along', async () => {
    const { asked, url } = await serveRepository(login('git', TOKEN));
    const context = contextOfKey(['127.0.0.1']);
    expect(await outcomeOf({ location: url(), token: TOKEN }, context)).toBe('read');
    expect(await kindsOf({ location: url(), token: TOKEN }, context)).toContain('COMMITS');
    expect(await outcomeOf({ location: url('moved'), token: TOKEN }, context)).toBe('read');
    const without = await outcomeOf({ location: url() }, context);
    expect(without).toMatch(/answered 401: .*token/);
    expect(JSON.stringify(asked)).not.toMatch(new RegExp(`operator|${OPERATOR}`, 'i'));
    expect(asked.filter(({ authorization }) => authorization === undefined)).toHaveLength(1);
  });

  it('is read with the login of the operator where the operator connects it, or lists its host', async () => {
    const { url } = await serveRepository(login('operator', OPERATOR));
    const location = url();
    const grants = (await git.grantsOf?.({ location })) ?? [];
    for (const logins of [
      { hosts: [], addresses: null },
      { hosts: [], addresses: grants },
      { hosts: ['127.0.0.1'], addresses: [] },
    ])
      expect(await outcomeOf({ location }, contextOfKey([], { logins }))).toBe('read');
    for (const logins of [
      { hosts: ['other.example'], addresses: [] },
      { hosts: [], addresses: [`${location}/other`] },
    ])
      expect(await outcomeOf({ location }, contextOfKey(['*'], { logins }))).toMatch(
        'answered 401',
      );
  });
});

describe('a URL whose certificate nobody signed', () => {
  const operatorLogin = login('operator', OPERATOR);
  const lent = { logins: { hosts: ['127.0.0.1'], addresses: [] } };
  const certificateFile = () => {
    const file = join(temporaryDirectory(), 'trusted.pem');
    writeFileSync(file, certificate.cert);
    return file;
  };

  it('is not read, and no login is sent to it', async () => {
    const { asked, url } = await serveRepository(operatorLogin, certificate);
    const said = await outcomeOf({ location: url(), token: TOKEN }, contextOfKey(['127.0.0.1']));
    expect(said).toMatch(/could not be reached: .*certificate/);
    expect(await outcomeOf({ location: url() }, contextOfKey([], lent))).toMatch(/certificate/i);
    expect(asked).toEqual([]);
  });

  it('is read where the operator lists the host and trusts the certificate', async () => {
    const { url } = await serveRepository(operatorLogin, certificate);
    for (const trusting of ['http.sslCAInfo', 'GIT_SSL_CAINFO'] as const) {
      const context = contextOfKey([], lent);
      const file = certificateFile();
      const environment: Record<string, string | undefined> = { ...context.environment };
      if (trusting === 'GIT_SSL_CAINFO') environment[trusting] = file;
      else
        appendFileSync(
          join(String(environment.HOME), '.gitconfig'),
          `[http]\n\tsslCAInfo = ${file}\n`,
        );
      expect(await outcomeOf({ location: url() }, { ...context, environment }), trusting).toBe(
        'read',
      );
    }
  });
});

describe('an address that is not public', () => {
  const closed = { port: 0 };
  beforeEach(async () => {
    const server = listen().listen(0, '127.0.0.1');
    await once(server, 'listening');
    closed.port = (server.address() as AddressInfo).port;
    server.close();
  });

  const numbers = fc.constantFrom('127.0.0.1', '127.8.9.10', '10.1.2.3', '169.254.169.254');
  const spelling = fc.tuple(numbers, fc.nat({ max: 8 })).map(([address, how]) => {
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
    const whole = ((a * 256 + b) * 256 + c) * 256 + d;
    const hex = (high: number, low: number) => (high * 256 + low).toString(16);
    const ipv6 = `${hex(a, b)}:${hex(c, d)}`;
    return [
      ...[address, String(whole), `0x${whole.toString(16)}`, `0${a.toString(8)}.${b}.${c}.${d}`],
      ...[`${a}.${(b * 256 + c) * 256 + d}`, `[::ffff:${ipv6}]`, `[::${ipv6}]`],
      ...[`[64:ff9b::${ipv6}]`, `[2002:${ipv6}::1]`],
    ][how] as string;
  });

  it('is never asked, however it is spelled, over whatever protocol', async () => {
    const { asked, url } = await serveRepository(null);
    const { port } = new URL(url());
    const context = contextOfKey([]);
    const names = fc.constantFrom(
      'localhost',
      'LOCALHOST',
      '[::1]',
      '[fe80::1]',
      '[fd00::1]',
      '0.0.0.0',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(spelling, names),
        fc.constantFrom('http', 'https', 'git'),
        async (host, protocol) => {
          const said = await outcomeOf(
            { location: `${protocol}://${host}:${port}/shop.git` },
            context,
          );
          expect(said).toMatch(/could not be reached/);
        },
      ),
      { numRuns: 40 },
    );
    expect(await outcomeOf({ location: `ssh://127.0.0.1:${port}/shop.git` }, context)).toMatch(
      'GIT_HOSTS',
    );
    expect(asked).toEqual([]);
    expect(await outcomeOf({ location: url() }, contextOfKey(['127.0.0.1']))).toBe('read');
  });

  it('says the same whether anything listens there, and what', async () => {
    const { url } = await serveRepository(null);
    const plain = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    onTestFinished(() => void plain.close());
    await once(plain, 'listening');
    const ports = [new URL(url()).port, (plain.address() as AddressInfo).port, closed.port];
    const said = new Set<string>();
    for (const [index, port] of ports.entries())
      for (const protocol of ['http', 'https', 'git']) {
        const location = `${protocol}://127.0.0.1:${port}/shop.git`;
        said.add((await outcomeOf({ location }, contextOfKey([]))).replace(String(port), 'PORT'));
        // Where it is allowed, what cannot be reached and what is no git are one, too.
        if (index === 0) continue;
        const open = await outcomeOf({ location }, contextOfKey(['127.0.0.1']));
        said.add(open.replace(String(port), 'PORT'));
      }
    expect([...said]).toHaveLength(1);
  });

  it('is not reached over a redirect, nor over a name that is resolved again', async () => {
    const { asked, url } = await serveRepository(null);
    const context = contextOfKey(['127.0.0.1']);
    expect(await outcomeOf({ location: url('elsewhere') }, context)).toMatch(
      'could not be reached',
    );
    const { port } = new URL(url());
    const location = `http://rebound.test:${port}/shop.git`;
    const here = resolveAs({ 'rebound.test': ['127.0.0.1'] });
    // The first look goes where the name leads; git is held to the address of the second look-up.
    const fetch = createGuardedFetch(['rebound.test'], here);
    const names: string[] = [];
    const moving = resolveAs({ 'rebound.test': [['127.0.0.1'], ['127.0.0.2']] }, names);
    const pinned = { fetch, addressesOf: createAddressesOf(['rebound.test'], moving) };
    expect(await outcomeOf({ location }, contextOfKey([], pinned))).toBe('read');
    expect(names).toEqual(['rebound.test']);
    asked.length = 0;
    const turned = { fetch, addressesOf: createAddressesOf([], here) };
    expect(await outcomeOf({ location }, contextOfKey([], turned))).toMatch('could not be reached');
    expect(asked).toHaveLength(1);
  });
});
