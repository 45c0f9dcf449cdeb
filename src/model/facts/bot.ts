import { noreplyLogin } from './noreply.js';
import type { BotRule, Identity } from './people.js';

/** Bots and assistants that call themselves users: whole names, logins, or local parts of an e-mail. */
const knownBots: ReadonlySet<string> = new Set([
  'allcontributors',
  'aider',
  'amazon q developer',
  'amazon-q-developer',
  'azure-pipelines',
  'bitbucket-pipelines',
  'bors',
  'claude-code',
  'claude code',
  'coderabbitai',
  'codex',
  'cursor',
  'copilot',
  'copilot-swe-agent',
  'copilot-pull-request-reviewer',
  'cursor agent',
  'cursor-agent',
  'cursoragent',
  'devin ai',
  'devin-ai-integration',
  'gemini-code-assist',
  'gitlab-duo',
  'github copilot',
  'google-jules',
  'openai codex',
  'sourcery-ai',
  'sweep-ai',
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
/**
 * Users of access tokens as GitLab calls them, and assistants by their models. A first name alone, such as Claude or Devin, is a
 * person's: assistants of that name are known by their addresses.
 */
const patterns = [
  /^(?:project|group)_\d+_bot\w*$/,
  /^service_account_(?:group|project)?_?\w+$/,
  /^claude (?:code|sonnet|opus|haiku|\d[\d.]*)\b/,
];
const knownAddresses: ReadonlySet<string> = new Set([
  'cursoragent@cursor.com',
  'devin-ai-integration@users.noreply.github.com',
  'noreply@anthropic.com',
  'noreply@aider.chat',
  'copilot@github.com',
  'codex@openai.com',
  'jules@google.com',
  'action@github.com',
  'actions@github.com',
  'bot@renovateapp.com',
  'support@dependabot.com',
]);
const SUFFIX = '[bot]';

type Named = Pick<Identity, 'applicationType' | 'externalId' | 'name' | 'email' | 'bot'>;

function namesOf({ name, email, externalId, applicationType }: Named): string[] {
  const address = email?.toLowerCase() ?? '';
  const names = [
    name?.trim().toLowerCase(),
    noreplyLogin(address)?.login,
    address.split('@')[0],
    applicationType === 'GIT' ? undefined : externalId.toLowerCase(),
  ];
  return names.filter((text) => text !== undefined && text !== '') as string[];
}

/**
 * Returns the rule by which an identity is a bot, null for people. A decision of a person or of the
 * tool itself overrides every other rule.
 */
export function botRuleOf(identity: Named): BotRule | null {
  if (identity.bot === 'MANUAL' || identity.bot === 'VENDOR') return identity.bot;
  const names = namesOf(identity);
  if (names.some((name) => name.endsWith(SUFFIX))) return 'SUFFIX';
  const isKnown =
    names.some((name) => knownBots.has(name) || patterns.some((one) => one.test(name))) ||
    knownAddresses.has(identity.email?.toLowerCase() ?? '');
  return isKnown ? 'LIST' : null;
}
