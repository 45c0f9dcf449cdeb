import { describe, expect, it } from 'vitest';
import { botRuleOf } from '../../../src/model/facts/bot.js';
import type { Identity } from '../../../src/model/facts/people.js';

const identity = (name: string, email: string | null, rest: Partial<Identity> = {}): Identity => ({
  ...{ number: 1, applicationType: 'GIT', scope: 0, externalId: `${name} <${email}>` },
  ...{ name, email, developer: null, rule: null, bot: null, ...rest },
});

describe('bots', () => {
  it.each([
    ['Claude', 'noreply@anthropic.com'],
    ['Claude Code', 'dev@example.com'],
    ['Claude Sonnet 4.5', 'dev@example.com'],
    ['Copilot', '198982749+Copilot@users.noreply.github.com'],
    ['GitHub Copilot', 'x@example.com'],
    ['Cursor Agent', 'cursoragent@cursor.com'],
    ['Devin AI', 'devin@example.com'],
    ['devin-ai-integration[bot]', null],
    ['Deploy token', 'project_278964_bot_4ffca233d8298ea1@noreply.gitlab.com'],
    ['Release', 'group_12_bot@noreply.gitlab.com'],
    ['dependabot', 'support@github.com'],
    ['Renovate Bot', 'bot@renovateapp.com'],
  ])('are recognised as what they are: %s <%s>', (name, email) => {
    expect(botRuleOf(identity(name, email))).not.toBe(null);
  });

  it.each([
    ['Claude Monet', 'claude@example.com'],
    ['Claude', 'claude@example.com'],
    ['Devin Example', 'devin@example.com'],
    ['Jules Example', 'jules@example.com'],
    ['Ada Projectbot', 'project_bot@example.com'],
    ['Claudette Opus', 'opus@example.com'],
  ])('are no people: %s <%s>', (name, email) => {
    expect(botRuleOf(identity(name, email))).toBe(null);
  });

  it('keeps what a tool or a person says', () => {
    expect(botRuleOf(identity('Ada', 'ada@example.com', { bot: 'VENDOR' }))).toBe('VENDOR');
    expect(
      botRuleOf(
        identity('x', null, { applicationType: 'GITLAB', externalId: 'project_5_bot_ab12' }),
      ),
    ).toBe('LIST');
  });
});
