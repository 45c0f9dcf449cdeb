import type { ApplicationType } from '../../model/facts/people.js';
import { type DraftPerson, fullNameOf, type SourceAccount } from './draft-people.js';

/** Names of the columns for the accounts of a tool, by which developers are matched. */
const columns: Readonly<Partial<Record<ApplicationType, string>>> = {
  GITHUB: 'GitHub',
  GITLAB: 'GitLab',
  BITBUCKET: 'Bitbucket',
  AZURE_DEVOPS: 'Azure DevOps',
  HARNESS: 'Harness',
  JENKINS: 'Jenkins',
  JIRA: 'Jira',
  SERVICENOW: 'ServiceNow',
  PAGERDUTY: 'PagerDuty',
};

const isPlaced = ({ emails }: DraftPerson): boolean => emails.length > 0;

/** Returns the columns to add, since accounts of these tools show no address. */
export function accountColumns(people: readonly DraftPerson[]): string[] {
  const lacking = people.filter((person) => !isPlaced(person));
  const tools = lacking.flatMap(({ accounts }) => accounts.map((one) => one.applicationType));
  return [...new Set(tools.flatMap((tool) => columns[tool] ?? []))].sort();
}

/** Everybody under each of their full names. */
function namesakes(people: readonly DraftPerson[]): Map<string, DraftPerson[]> {
  const pairs = people.flatMap((person) => {
    const names = new Set(person.accounts.flatMap((account) => fullNameOf(account) ?? []));
    return [...names].map((name) => ({ name, person }));
  });
  const groups = Map.groupBy(pairs, ({ name }) => name);
  return new Map([...groups].map(([name, all]) => [name, all.map(({ person }) => person)]));
}

const listed = (people: readonly DraftPerson[]): string =>
  people.map(({ emails }) => emails[0]).join(', ');

/** Two rows may be one human, which a full name alone does not prove. */
function alikeComments(all: ReadonlyMap<string, readonly DraftPerson[]>): string[] {
  const alike = [...all.values()].map((people) => people.filter(isPlaced));
  const lines = alike.flatMap((people) =>
    people.length < 2
      ? []
      : `# "${people[0]!.name}" is the name of ${people.length} rows: ${listed(people)}. If they are one human, make one row of them, further addresses under "Alternate Emails".`,
  );
  return [...new Set(lines)];
}

function lackingComment(
  { name, applicationType, externalId }: SourceAccount,
  same: readonly DraftPerson[],
): string {
  const column = columns[applicationType];
  const who =
    name?.trim() && name.trim() !== externalId ? `${name.trim()} (${externalId})` : externalId;
  const rows = same.length > 0 ? ` The same name has: ${listed(same)}.` : '';
  return column === undefined || applicationType === 'GIT'
    ? `# ${applicationType === 'GIT' ? 'A history' : 'A tool'} shows no e-mail of ${who}, so no row matches.${rows} Link it by hand: linkIdentity.`
    : `# ${column} shows no e-mail of ${who}.${rows} Write ${externalId} into the column "${column}" of their row.`;
}

/**
 * Returns comments for people whose address no tool shows and who therefore can have no row. A
 * column of the row that is theirs names the account.
 */
const lackingComments = (
  people: readonly DraftPerson[],
  all: ReadonlyMap<string, readonly DraftPerson[]>,
): string[] =>
  people
    .filter((person) => !isPlaced(person))
    .flatMap(({ accounts }) => accounts)
    .map((account) => {
      const same = all.get(fullNameOf(account) ?? '') ?? [];
      return lackingComment(account, same.filter(isPlaced));
    })
    .sort();

/** Returns what no source says, as comments of the file: nothing is guessed. */
export function draftComments(people: readonly DraftPerson[]): string[] {
  const all = namesakes(people);
  return [...alikeComments(all), ...lackingComments(people, all)];
}
