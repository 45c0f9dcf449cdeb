import { type Forge, type NoreplyLogin, noreplyLogin } from '../../model/facts/noreply.js';
import type { ApplicationType, Developer, Identity } from '../../model/facts/people.js';
import { fold, type OneDeveloper, oneDeveloper } from './one-developer.js';

const forges: readonly Forge[] = ['GITHUB', 'GITLAB'];
/** The endings of a column of the developers file after the tool's name. */
const suffixes = /^(?:|id|user|userid|username|login|handle|account|accountid|name|profile)$/;

/**
 * True if a column of the developers file holds accounts of a tool, such as `GitHub` or
 * `jira_account_id`.
 */
export function isLoginColumn(attribute: string, tool: ApplicationType): boolean {
  const letters = fold(attribute).replaceAll(/[^a-z]/g, '');
  const name = tool.toLowerCase().replaceAll('_', '');
  return letters.startsWith(name) && suffixes.test(letters.slice(name.length));
}

const keyOf = (forge: Forge, login: string) => `${forge}:${fold(login).replace(/^@/, '')}`;

function* loginsOf(developer: Developer): Generator<string> {
  for (const [attribute, value] of Object.entries(developer.attributes))
    for (const forge of forges)
      if (value.trim() !== '' && isLoginColumn(attribute, forge)) yield keyOf(forge, value);
  for (const address of [developer.email, ...developer.alternateEmails]) {
    const said = noreplyLogin(address);
    if (said) yield keyOf(said.forge, said.login);
  }
}

interface Matched {
  readonly identity: Identity;
  readonly developer: number | null;
}

function loginsOfIdentity({ applicationType, externalId, email }: Identity): string[] {
  const forge = forges.find((name) => name === applicationType);
  const said = email ? noreplyLogin(email) : null;
  return [
    ...(forge ? [keyOf(forge, externalId)] : []),
    ...(said ? [keyOf(said.forge, said.login)] : []),
  ];
}

function* loginsOfIdentities(matched: readonly Matched[], numbers: ReadonlyMap<number, Developer>) {
  for (const { identity, developer } of matched) {
    const owner = developer === null ? undefined : numbers.get(developer);
    if (owner) for (const login of loginsOfIdentity(identity)) yield [login, owner] as const;
  }
}

/**
 * Creates a function that finds the owner of a login, by the developers file or by other identities
 * whose developer is known.
 */
export function createLogins(
  developers: readonly Developer[],
  matched: readonly Matched[],
): (said: NoreplyLogin) => Developer | null {
  const numbers = new Map(developers.map((developer) => [developer.number, developer]));
  const declared: OneDeveloper = oneDeveloper(
    developers.flatMap((developer) =>
      [...loginsOf(developer)].map((login) => [login, developer] as const),
    ),
  );
  const seen: OneDeveloper = oneDeveloper(loginsOfIdentities(matched, numbers));
  return ({ forge, login, id }) => {
    const keys = [keyOf(forge, login), ...(id ? [keyOf(forge, id)] : [])];
    const found = [declared, seen].flatMap((find) => keys.map(find));
    return found.find((developer) => developer !== null) ?? null;
  };
}
