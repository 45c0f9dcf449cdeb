import { rmSync } from 'node:fs';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { playAzure } from '../providers/play/play-azure.js';
import { LONG, newDataFolder, newFolder, run } from './program.js';

const place = newFolder();
afterAll(() => rmSync(place, { recursive: true, force: true }));

it(
  'one answer connects the tools of Azure DevOps, each as an integration of its own',
  async () => {
    const playing = await playAzure({ size: 12, port: 0, token: null, perHour: null });
    onTestFinished(playing.close);
    const environment = {
      ...{ DATA_DIR: await newDataFolder(place), PORT: '0', ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
    };
    const line = playing.lines.find((one) => one.includes(' connect azure-devops '))!;
    const [, given = ''] = / -- (connect .*)$/.exec(line)!;
    const connected = await run(given.split(' '), environment);
    expect(connected).toMatchObject({ code: 0 });
    const listed = await run(['integration', 'list', '--json'], environment);
    const integrations = JSON.parse(listed.stdout) as { name: string; provider: string }[];
    expect(integrations.map(({ provider }) => provider).sort()).toEqual([
      ...['AZURE_BOARDS', 'AZURE_PIPELINES', 'AZURE_REPOS'],
    ]);
    for (const { name } of integrations) expect(name).toMatch(/ - (?:Boards|Pipelines|Repos)$/);
    const wrong = ['--organization', 'https://dev.azure.com/', '--token-file', '/nowhere'];
    expect((await run(['connect', 'azure-devops', ...wrong], environment)).code).not.toBe(0);
  },
  LONG,
);
