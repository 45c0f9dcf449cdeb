import { describe, expect, it } from 'vitest';
import { suggestMapping } from '../../../src/directory/developer-file/column-mapping.js';
import { readCsv } from '../../../src/directory/developer-file/csv.js';
import { recordsOf } from '../../../src/directory/developer-file/developer-record.js';
import { draftDevelopers } from '../../../src/directory/developer-file/draft-developers.js';
import type { SourceAccount } from '../../../src/directory/developer-file/draft-people.js';
import { validateDevelopers } from '../../../src/directory/developer-file/validate-developers.js';
import type { ApplicationType } from '../../../src/model/facts/people.js';

const author = (name: string, email: string, uses = 1): SourceAccount => ({
  ...{ applicationType: 'GIT', externalId: `${name} <${email}>`, name, email, uses },
});
const account = (
  applicationType: ApplicationType,
  externalId: string,
  name: string | null,
  email: string | null,
  uses = 1,
): SourceAccount => ({ applicationType, externalId, name, email, uses });

const linesOf = async (accounts: readonly SourceAccount[], manager: string | null = null) =>
  (await draftDevelopers(accounts, manager)).content.trimEnd().split('\n');

describe('draftDevelopers', () => {
  it('joins the addresses of one full name in histories, the busiest that takes mail first', async () => {
    const lines = await linesOf([
      author('Ada Lovelace', 'ada@home.io', 3),
      author('ada  lovelace', 'Ada@Work.io', 9),
      author('Ada Lovelace', '12+ada@users.noreply.github.com', 50),
      author('bob', 'bob@work.io'),
      author('bob', 'bob@home.io'),
      author('Cy', 'cy@host.(none)'),
      author('Em', '<em@x.io>'),
    ]);
    expect(lines).toEqual([
      'Full Name,Email,Manager Email,Alternate Emails',
      'Ada Lovelace,ada@work.io,,12+ada@users.noreply.github.com; ada@home.io',
      'bob,bob@home.io,,',
      'bob,bob@work.io,,',
      'Cy,cy@host.(none),,',
      'Em,em@x.io,,',
    ]);
  });

  it('joins accounts of all tools by address, and by the login and number of a noreply address', async () => {
    const lines = await linesOf([
      author('ada', '12+ada@users.noreply.github.com', 5),
      author('Ada L', '12+ada-before@users.noreply.github.com'),
      account('GITHUB', 'Ada', 'Ada Lovelace', 'ada@work.io', 2),
      account('JIRA', '712020:1', 'A. Lovelace', 'Ada@work.io', 9),
      account('GITHUB', 'bob', null, '13+bob@users.noreply.github.com', 1),
    ]);
    expect(lines.slice(1)).toEqual([
      'bob,13+bob@users.noreply.github.com,,',
      'A. Lovelace,ada@work.io,,12+ada@users.noreply.github.com; 12+ada-before@users.noreply.github.com',
    ]);
  });

  it('joins no accounts of tools by a name alone, and asks in a comment', async () => {
    const lines = await linesOf([
      account('GITHUB', 'ada', 'Ada Lovelace', '12+ada@users.noreply.github.com'),
      account('JIRA', '712020:1', 'Ada Lovelace', 'ada@work.io'),
      account('JIRA', '712020:2', 'Ada  lovelace', null),
      account('JIRA', '712020:3', 'Bob', null),
    ]);
    expect(lines).toEqual([
      'Full Name,Email,Manager Email,Alternate Emails,Jira',
      'Ada Lovelace,12+ada@users.noreply.github.com,,,',
      'Ada Lovelace,ada@work.io,,,',
      expect.stringMatching(
        /^"# ""Ada Lovelace"" is the name of 2 rows: 12\+ada@\S+, ada@work\.io\. If they are one/,
      ),
      expect.stringMatching(
        /^"# Jira shows no e-mail of Ada {2}lovelace \(712020:2\)\. The same name/,
      ),
      expect.stringMatching(
        /^"# Jira shows no e-mail of Bob \(712020:3\)\. Write 712020:3 into the column/,
      ),
    ]);
  });

  it('keeps authors of one full name apart whose accounts are two of one tool', async () => {
    const lines = await linesOf([
      author('John Smith', '1+js@users.noreply.github.com'),
      author('John Smith', '2+john@users.noreply.github.com'),
      account('GITHUB', 'js', 'John Smith', '1+js@users.noreply.github.com'),
      account('GITHUB', 'john', 'John Smith', '2+john@users.noreply.github.com'),
    ]);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toContain('is the name of 2 rows');
  });

  it('puts everybody under one manager, who may be in no source', async () => {
    const team = [author('Ada Lovelace', 'ada@x.io'), author('Bob Ross', 'bob@x.io')];
    expect((await linesOf(team, 'Ada@x.io')).slice(1)).toEqual([
      'Ada Lovelace,ada@x.io,,',
      'Bob Ross,bob@x.io,ada@x.io,',
    ]);
    expect((await linesOf(team, 'boss@x.io')).slice(1)).toEqual([
      'Ada Lovelace,ada@x.io,boss@x.io,',
      'Bob Ross,bob@x.io,boss@x.io,',
      'boss@x.io,boss@x.io,,',
    ]);
    await expect(linesOf(team, 'nobody')).rejects.toThrow('"nobody" is no e-mail');
  });

  it('shields formulas, and reading takes the shield off and skips the comments', async () => {
    const { content, people, comments } = await draftDevelopers([
      author('=HYPERLINK("http://evil") Smith', '+a@x.io'),
      account('JIRA', '712020:3', 'Bob', null),
    ]);
    expect({ people, comments }).toEqual({ people: 1, comments: 1 });
    expect(content).toContain("'=HYPERLINK");
    const { table, findings } = await readCsv(content);
    expect(findings).toEqual([]);
    const records = recordsOf(table!, suggestMapping(table!.headers, []));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ name: '=HYPERLINK("http://evil") Smith', email: '+a@x.io' });
    expect(validateDevelopers(records)).toEqual([]);
  });
});
