import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flagOf, readSettings } from '../../src/command/ask-settings.js';
import type { SettingsField } from '../../src/providers/settings-form.js';

const field = (key: string, some: Partial<SettingsField> = {}): SettingsField => ({
  ...{ key, label: key, help: `What ${key} is.`, required: false, secret: false },
  ...some,
});
const fields = [
  field('baseUrl', { default: 'https://tool.example', required: true }),
  field('site', { required: true }),
  field('email', { asked: true }),
  field('apiToken', { secret: true }),
  field('privateKey', { secret: true }),
  field('projects', { kind: 'LIST' }),
];

async function secretFile(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'insights-')), 'secret');
  await writeFile(path, text);
  return path;
}

describe('the settings of a tool', () => {
  it('are given by flags, secrets by files alone', async () => {
    expect(fields.map(flagOf)).toEqual([
      ...['--base-url <value>', '--site <value>', '--email <value>', '--api-token-file <path>'],
      ...['--private-key-file <path>', '--projects <value>'],
    ]);
    const options = { site: 'shop', apiTokenFile: await secretFile('s3cret\n'), name: 'Ours' };
    expect(await readSettings(fields, options, null)).toEqual({ site: 'shop', apiToken: 's3cret' });
  });

  it('are asked for where they are lacking, also those that may stay empty, secrets until one is given', async () => {
    const asked: [string, boolean][] = [];
    const answers = ['shop', '', '', 's3cret'];
    const ask = async (question: string, isSecret: boolean) => {
      asked.push([question, isSecret]);
      return answers[asked.length - 1]!;
    };
    expect(await readSettings(fields, {}, ask)).toEqual({ site: 'shop', privateKey: 's3cret' });
    expect(asked).toEqual([
      ['What site is.\nsite: ', false],
      ['What email is.\nemail, or nothing: ', false],
      ['What apiToken is.\napiToken, or nothing: ', true],
      ['What privateKey is.\nprivateKey, or nothing: ', true],
    ]);
  });

  it('are refused by their flag where they are lacking and nobody can be asked', async () => {
    await expect(readSettings(fields, {}, null)).rejects.toThrow(
      '--site <value> is missing: What site is.',
    );
  });

  it('name the flag of a file that cannot be read', async () => {
    const options = { site: 'shop', apiTokenFile: '/nowhere/at/all' };
    await expect(readSettings(fields, options, null)).rejects.toThrow(/^--api-token-file .*ENOENT/);
  });
});
