import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSecretIn, withoutLogins } from '../../../src/model/facts/open-secret.js';

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
      const open = withoutLogins(text);
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
  expect(withoutLogins(text)).toBe(text);
});

it('is quick with whatever it is given', () => {
  for (const text of [
    'a:'.repeat(50_000),
    'https://'.repeat(12_000),
    `https://${'a'.repeat(99_000)}`,
  ])
    expect(openSecretIn(text)).toBeNull();
});
