import { type Person, unknownPerson } from '../../model/facts/people.js';

/** An account as GraphQL writes it, or as REST does, whose names for type and number differ. */
export interface WireActor {
  readonly login: string;
  readonly __typename?: string | undefined;
  readonly type?: string | undefined;
  readonly databaseId?: number | null | undefined;
  readonly id?: number | undefined;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** REST adds this to the logins of apps, GraphQL does not: one person has one id. */
const BOT_SUFFIX = '[bot]';
const GHOST = 'ghost';

const withSuffix = (login: string): string =>
  login.endsWith(BOT_SUFFIX) ? login : `${login}${BOT_SUFFIX}`;

/** The address that GitHub itself writes into commits of an account that hides its own. */
function noreplyAddress(host: string, { databaseId, id, login }: WireActor): string | null {
  const number = databaseId ?? id;
  return number ? `${number}+${login}@users.noreply.${host.replace(/:\d+$/, '')}` : null;
}

const isApp = ({ __typename, type, login }: WireActor): boolean =>
  __typename === 'Bot' || type === 'Bot' || login.endsWith(BOT_SUFFIX);

/**
 * Returns who did something; `bots` are logins, lower case, of accounts that call themselves users and are none.
 * Deleted accounts are null, or the account `ghost`: nobody known.
 */
export function personOf(
  host: string,
  actor: WireActor | null | undefined,
  bots: readonly string[] = [],
): Person {
  if (!actor || actor.login.toLowerCase() === GHOST) return unknownPerson;
  const app = isApp(actor);
  const isBot = app || bots.includes(actor.login.toLowerCase());
  return {
    applicationType: 'GITHUB',
    id: app ? withSuffix(actor.login) : actor.login,
    name: actor.name?.trim() || null,
    email: app ? null : actor.email?.trim() || noreplyAddress(host, actor),
    ...(isBot ? { bot: true } : {}),
  };
}
