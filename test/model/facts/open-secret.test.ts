import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSecretIn, withoutSecrets } from '../../../src/model/facts/open-secret.js';

const word = fc.stringMatching(/^[\w.~%-]{1,30}$/);
const around = fc.stringMatching(/^[\w .,]{0,20}$/);
const scheme = fc.constantFrom('https', 'HTTP', 'git');
const login = fc.oneof(
  word,
  fc.tuple(word, word).map((parts) => parts.join(':')),
  word.map((secret) => `:${secret}`),
);
const query = fc.constantFrom('token', 'access_token', 'private-token', 'api_key', 'PASSWORD');

it('finds a login in whatever web address, and takes it out', () => {
  fc.assert(
    fc.property(around, scheme, login, around, (before, protocol, user, after) => {
      const text = `${before} ${protocol}://${user}@git.example.com/shop ${after}`;
      expect(openSecretIn(text)).not.toBeNull();
      const open = withoutSecrets(text);
      expect(open).toBe(`${before} ${protocol}://git.example.com/shop ${after}`);
      expect(openSecretIn(open)).toBeNull();
    }),
  );
});

it('finds passwords of other addresses, secrets in queries, and tokens by their form', () => {
  fc.assert(
    fc.property(query, word, (name, secret) => {
      expect(openSecretIn(`https://git.example.com/shop?a=b&${name}=${secret}`)).not.toBeNull();
      expect(openSecretIn(`ssh://git:${secret}@git.example.com/shop`)).not.toBeNull();
    }),
  );
  for (const text of [
    ...[`ghp_${'a1'.repeat(18)}`, `our glpat-${'a1'.repeat(10)}`, `github_pat_${'a1'.repeat(20)}`],
    ...['-----BEGIN RSA PRIVATE KEY-----', 'AKIAABCDEFGHIJKLMNOP', `xoxb-${'12'.repeat(8)}`],
  ])
    expect(openSecretIn(text)).toBe('a token or a private key');
});

it.each([
  ...['Ada <ada@example.com>', 'https://example.com/@ada/shop', 'ssh://git@example.com/shop'],
  ...['git@example.com:org/shop.git', 'https://example.com/a?page=2&sort=name', '^v\\d+$'],
  ...['https://example.com/search?q=user@example.com', 'Token service: https://tokens.example.com'],
])('leaves %s alone', (text) => {
  expect(openSecretIn(text)).toBeNull();
  expect(withoutSecrets(text)).toBe(text);
});

it('is quick with whatever it is given', () => {
  for (const text of [
    'a:'.repeat(50_000),
    'https://'.repeat(12_000),
    `https://${'a'.repeat(99_000)}`,
  ])
    expect(openSecretIn(text)).toBeNull();
});

it('takes out all that it finds, of texts and of JSON that holds them, and leaves the rest', () => {
  const secret = fc.constantFrom(
    ...['https://ada:p%40ss@git.example.com/a', 'postgres://ada:pass@db.example.com/x'],
    ...['https://x.example/a?private_token=abc&page=2', `ghp_${'a1'.repeat(18)}`],
    ...[`glpat-${'a1'.repeat(10)}`, `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.c1`],
    '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB+/aa==\n-----END EC PRIVATE KEY-----',
  );
  const plain = fc.constantFrom('Fix it', 'https://x.example/a', 'ada@example.com', '{"a":[1]}');
  const text = fc.array(fc.oneof(secret, plain), { maxLength: 6 }).map((all) => all.join(' \n'));
  fc.assert(
    fc.property(text, fc.nat({ max: 2 }), (given, depth) => {
      let written = given;
      for (let at = 0; at < depth; at += 1) written = JSON.stringify(written);
      let open = withoutSecrets(written);
      for (let at = 0; at < depth; at += 1) open = JSON.parse(open) as string;
      expect(openSecretIn(open)).toBeNull();
      expect(withoutSecrets(open)).toBe(open);
      expect(open.split('Fix it').length).toBe(given.split('Fix it').length);
      expect(open.split('ada@example.com').length).toBe(given.split('ada@example.com').length);
    }),
  );
});

it('keeps the fields apart that a NUL or an escaped line break divides', () => {
  for (const text of ['https://x.example\0ada@x.io', JSON.stringify('https://x.example\nada@x.io')])
    expect(withoutSecrets(text)).toBe(text);
});
