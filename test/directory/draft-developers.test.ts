import { describe, expect, it } from 'vitest';
import { suggestMapping } from '../../src/directory/column-mapping.js';
import { readCsv } from '../../src/directory/csv.js';
import { recordsOf } from '../../src/directory/developer-record.js';
import { draftDevelopers } from '../../src/directory/draft-developers.js';
import { validateDevelopers } from '../../src/directory/validate-developers.js';

const author = (name: string, email: string, commits = 1, bot = false) => ({
  name,
  email,
  commits,
  bot,
});

describe('draftDevelopers', () => {
  it('joins the addresses of one full name, the busiest that takes mail first', async () => {
    const draft = await draftDevelopers([
      author('Ada Lovelace', 'ada@home.io', 3),
      author('ada  lovelace', 'Ada@Work.io', 9),
      author('Ada Lovelace', '12+ada@users.noreply.github.com', 50),
      author('bob', 'bob@work.io'),
      author('bob', 'bob@home.io'),
      author('renovate[bot]', 'bot@x.io', 99, true),
      author('Cy', 'cy@host.(none)'),
      author('Di', 'di at x.io'),
      author('Em', '<em@x.io>'),
    ]);
    expect(draft.split('\n')).toEqual([
      'Full Name,Email,Manager Email,Alternate Emails',
      'Ada Lovelace,ada@work.io,,12+ada@users.noreply.github.com; ada@home.io',
      'bob,bob@home.io,,',
      'bob,bob@work.io,,',
      'Cy,cy@host.(none),,',
      '',
    ]);
  });
  it('shields formulas, and reading takes the shield off', async () => {
    const draft = await draftDevelopers([author('=HYPERLINK("http://evil") Smith', '+a@x.io')]);
    expect(draft).toContain("'=HYPERLINK");
    const { table } = await readCsv(draft);
    const records = recordsOf(table!, suggestMapping(table!.headers, []));
    expect(records[0]).toMatchObject({ name: '=HYPERLINK("http://evil") Smith', email: '+a@x.io' });
    expect(validateDevelopers(records)).toEqual([]);
  });
});
