import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTextOf, openUsage } from '../../src/command/open-output.js';
import { parseEnvironment } from '../../src/env.js';
import { plantedTexts, shownIn } from '../server/planted-secrets.js';

/** A word of an operator without the form of any token. */
const word = fc.stringMatching(/^[A-Za-z\d+/%-]{24,40}$/).map((text) => `S0${text}`);

it('hides the secrets of the environment wherever they stand, in JSON too', () => {
  fc.assert(
    fc.property(
      word,
      word,
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (key, password, bytes) => {
        const sealing = Buffer.from(bytes).toString('base64');
        const environment = parseEnvironment({
          ...{ INSIGHTS_ADMIN_KEY: key, INSIGHTS_SECRET_KEYS: `2026:${sealing}` },
          DATABASE_URL: `postgres://reader:${encodeURIComponent(password)}@db.example.com/x`,
        });
        const written = openTextOf(environment)(
          JSON.stringify({ key, password, url: environment.databaseUrl, sealing }),
        );
        for (const secret of [key, password, sealing]) expect(written).not.toContain(secret);
        expect(JSON.parse(written)).toMatchObject({ key: '(hidden)', password: '(hidden)' });
      },
    ),
  );
});

it('leaves short words alone, such as a password that is the name of the database', () => {
  const open = openTextOf(
    parseEnvironment({ DATABASE_URL: 'postgres://insights:insights@db/insights' }),
  );
  expect(open('insights: 3 rows')).toBe('insights: 3 rows');
});

it('hides what is recognised', () => {
  const text = plantedTexts.join(' ');
  expect(shownIn(openTextOf(parseEnvironment({}))(text))).toEqual([]);
  expect(shownIn(openUsage(text))).toEqual([]);
});

it.each([
  ["error: unknown option '--token=word'", "error: unknown option '--token=(hidden)'"],
  ["error: unknown option '-pword'", "error: unknown option '-p(hidden)'"],
  ["error: unknown option '--tokn'", "error: unknown option '--tokn'"],
  [
    "error: option '--role <role>' argument 'BOSS' is invalid. Allowed choices are VIEWER, ADMIN.",
    "error: option '--role <role>' argument 'BOSS' is invalid. Allowed choices are VIEWER, ADMIN.",
  ],
  ["error: unknown command 'conect'", "error: unknown command 'conect'"],
])('of the message %s leaves what helps', (message, left) => {
  expect(openUsage(message)).toBe(left);
});
