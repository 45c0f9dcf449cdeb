import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestMapping } from '../../src/directory/developer-file/column-mapping.js';
import { readCsv } from '../../src/directory/developer-file/csv.js';
import { recordsOf, tidyEmails } from '../../src/directory/developer-file/developer-record.js';
import { validateDevelopers } from '../../src/directory/developer-file/validate-developers.js';
import { identify } from '../../src/engine/identity/identify.js';
import { characterName } from '../../src/model/look-alike.js';
import { lawRuns } from '../law-runs.js';

const hidden = [
  ...['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u200E', '\u200F'],
  ...['\u202A', '\u202D', '\u202E', '\u2066', '\u2069', '\u00A0', '\u3000', '\u2009', '\uFE0F'],
];
const quoted = (value: string) => `"${value}"`;

/** Returns the findings about Ada's addresses in a file of two people. */
async function read(email: string, manager = 'eve@x.io', alternates = '') {
  const { table, findings } = await readCsv(
    `Name,Email,Manager Email,Alternate Emails\nEve,eve@x.io,,\nAda,${[email, manager, alternates].map(quoted).join(',')}\n`,
  );
  expect(findings).toEqual([]);
  const mapping = suggestMapping(table!.headers, []);
  const records = recordsOf(table!, mapping);
  return { ada: records[1]!, errors: validateDevelopers(records, () => 2) };
}
const identity = (email: string) => ({
  ...{ number: 1, applicationType: 'GIT' as const, scope: 1, externalId: 'x', name: null, email },
  ...{ developer: null, rule: null, bot: null },
});

/** An address with some hidden characters in it. */
const disguised = fc
  .array(fc.tuple(fc.nat(8), fc.constantFrom(...hidden)), { minLength: 1, maxLength: 3 })
  .map((inserted) => {
    const letters = [...'ada@x.io'];
    for (const [place, character] of inserted)
      letters.splice(Math.min(place, letters.length), 0, character);
    return { text: letters.join(''), names: inserted.map(([, one]) => characterName(one)) };
  });

describe('an e-mail with characters that nobody sees', () => {
  it('is the address that was meant, or refused with the character by name, in every column', async () => {
    await fc.assert(
      fc.asyncProperty(
        disguised,
        fc.constantFrom('EMAIL', 'MANAGER_EMAIL', 'ALTERNATE_EMAILS'),
        async ({ text, names }, field) => {
          const given = {
            EMAIL: () => read(text),
            MANAGER_EMAIL: () => read('ada2@x.io', text.replace('ada', 'eve')),
            ALTERNATE_EMAILS: () => read('ada3@x.io', 'eve@x.io', `other@x.io; ${text}`),
          };
          const { ada, errors } = await given[field as keyof typeof given]();
          const found = [ada.email, ada.managerEmail, ...ada.alternateEmails];
          const meant = {
            EMAIL: 'ada@x.io',
            MANAGER_EMAIL: 'eve@x.io',
            ALTERNATE_EMAILS: 'ada@x.io',
          };
          const invalid = errors.filter(({ code }) => code === 'INVALID_EMAIL');
          if (invalid.length === 0) expect(found).toContain(meant[field as keyof typeof meant]);
          else expect(names.some((name) => JSON.stringify(invalid).includes(name))).toBe(true);
        },
      ),
      { numRuns: lawRuns(150, 1000) },
    );
  });

  it('is reported by line and column', async () => {
    const { errors } = await read('a\u200Bda@x.io');
    const [error] = errors;
    expect(JSON.stringify(error)).toContain('ZERO WIDTH SPACE (U+200B)');
    expect(JSON.stringify(error)).toContain('Line 3');
  });

  it('matches its developer when a commit has it', () => {
    fc.assert(
      fc.property(disguised, ({ text }) => {
        const developer = {
          ...{ number: 7, email: 'ada@x.io', name: 'Ada', managerEmail: null, active: true },
          ...{ alternateEmails: [], attributes: {} },
        };
        fc.pre(!/[\u00A0\u3000\u2009]/.test(text.slice(1, -1)));
        const [found] = identify({
          ...{ identities: [identity(text)], developers: [developer], mailmaps: new Map() },
        });
        expect(found!.developer).toBe(7);
      }),
      { numRuns: lawRuns(150, 1000) },
    );
  });

  it('may stand in angle brackets, also in a list', () => {
    expect(tidyEmails('Ada <ada@x.io>, mailto:ada@y.io; ada@z.io ada@w.io')).toEqual([
      ...['ada@x.io', 'ada@y.io', 'ada@z.io', 'ada@w.io'],
    ]);
  });

  it('does not hide a column: its name is found without them', () => {
    const headers = ['Name\u200B', '\uFEFFE-Mail', 'Manager\u00A0Email'];
    expect(suggestMapping(headers, []).map(({ target }) => target)).toEqual([
      ...['NAME', 'EMAIL', 'MANAGER_EMAIL'],
    ]);
  });
});
