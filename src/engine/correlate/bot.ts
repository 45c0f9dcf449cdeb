import type { BotRule, Identity } from '../../model/people.js';
import { noreplyLogin } from './noreply.js';

/** Bots that call themselves users: whole names, logins, or local parts of an e-mail. */
const knownBots: ReadonlySet<string> = new Set([
  'allcontributors',
  'codecov-bot',
  'codecov-commenter',
  'dependabot',
  'dependabot-preview',
  'github-actions',
  'github actions',
  'gitlab-bot',
  'gitlab-ci',
  'greenkeeper',
  'greenkeeperio-bot',
  'imgbot',
  'k8s-ci-robot',
  'mergify',
  'pre-commit-ci',
  'pyup-bot',
  'renovate',
  'renovate bot',
  'renovate-bot',
  'semantic-release-bot',
  'snyk-bot',
  'whitesource-bolt',
]);
const knownAddresses: ReadonlySet<string> = new Set([
  'action@github.com',
  'actions@github.com',
  'bot@renovateapp.com',
  'support@dependabot.com',
]);
const SUFFIX = '[bot]';

function namesOf({ name, email, externalId, applicationType }: Identity): string[] {
  const address = email?.toLowerCase() ?? '';
  const names = [
    name?.trim().toLowerCase(),
    noreplyLogin(address)?.login,
    address.split('@')[0],
    applicationType === 'GIT' ? undefined : externalId.toLowerCase(),
  ];
  return names.filter((text) => text !== undefined && text !== '') as string[];
}

/** The rule by which an identity is a bot, null for people. What a person or the tool itself said stands. */
export function botRuleOf(identity: Identity): BotRule | null {
  if (identity.bot === 'MANUAL' || identity.bot === 'VENDOR') return identity.bot;
  const names = namesOf(identity);
  if (names.some((name) => name.endsWith(SUFFIX))) return 'SUFFIX';
  const isKnown =
    names.some((name) => knownBots.has(name)) ||
    knownAddresses.has(identity.email?.toLowerCase() ?? '');
  return isKnown ? 'LIST' : null;
}
