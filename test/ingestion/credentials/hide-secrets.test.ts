import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiderOf } from '../../../src/ingestion/credentials/hide-secrets.js';
import { sealedTool } from './sealed-tool.js';

const { provider } = sealedTool();
const hide = (token: string) => hiderOf(provider, { place: 'here', token }).hide;

describe('what hides secrets', () => {
  it('takes them out as they are, part by part, and as addresses and JSON write them', () => {
    const token = 'first "half"\nsecond/half, third+half';
    const json = JSON.stringify(token);
    const lower = encodeURIComponent(token).toLowerCase();
    const spellings = [token, 'second/half', encodeURIComponent(token), lower, json];
    spellings.push(json.replaceAll('/', '\\/'));
    for (const spelling of spellings)
      expect(hide(token)(`it was ${spelling} that was sent`)).not.toMatch(/half/);
  });

  it('takes them out of logins in base64, of either alphabet, wherever they begin', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 6 }).filter((one) => !/\s|,/.test(one));
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 9 }), (token, user) => {
        fc.pre(Buffer.byteLength(token) > 5 && !`path/Basic`.includes(token));
        for (const alphabet of ['base64', 'base64url'] as const) {
          const login = Buffer.from(`${user}:${token}`).toString(alphabet);
          for (const before of ['Basic ', '/', 'a/', 'ab/', '"'])
            expect(hide(token)(`${before}${login}`)).not.toContain(login);
        }
      }),
    );
  });

  it('takes them out of base64 of whatever length, over lines, and as addresses and JSON escape it', () => {
    const written: readonly ((encoded: string) => string)[] = [
      (encoded) => encoded,
      (encoded) => encoded.replace(/.{76}(?=.)/g, '$&\r\n'),
      (encoded) => JSON.stringify(encoded.replace(/.{64}(?=.)/g, '$&\n')),
      (encoded) => encoded.replaceAll('/', '\\/').replaceAll('+', '\\u002b'),
      encodeURIComponent,
    ];
    const far = fc.integer({ min: 0, max: 20_000 });
    const border = fc.integer({ min: 3_050, max: 3_075 });
    fc.assert(
      fc.property(fc.oneof(far, border), fc.constantFrom(...written), (before, write) => {
        const token = 'a~?>planted-secret<~?';
        const bytes = `${'~?>x'.repeat(before).slice(0, before)}${token}${'?~'.repeat(40)}`;
        const said = hide(token)(`It was: ${write(Buffer.from(bytes).toString('base64'))}.`);
        expect(said.replaceAll('"', '')).toBe('It was: (hidden).');
      }),
      { numRuns: 60 },
    );
  });

  it('takes out those that it gets to know later', () => {
    const { hide: hideNow, note } = hiderOf(provider, { place: 'here', token: 'planted-secret' });
    note('ghs_token_for_an_hour');
    const text = 'planted-secret ghs_token_for_an_hour';
    expect(hideNow(text)).toBe('(hidden) (hidden)');
    expect(hideNow(Buffer.from(`x:${text}`).toString('base64'))).toBe('(hidden)');
  });

  it('leaves everything else as it is', () => {
    const text = 'GitHub answered 404 to /repos/harbour-works/storefront/pulls/17: Not Found.';
    expect(hide('planted-secret')(text)).toBe(text);
    expect(hide('at')(text)).toBe(text);
    expect(hide('')(text)).toBe(text);
  });
});
