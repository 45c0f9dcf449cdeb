import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/errors.js';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import { lacks } from '../../../src/providers/jenkins/lacks.js';
import { witnessed } from '../http/vendor-server.js';
import {
  gather,
  greenBuild,
  mapped,
  plainSettings,
  playing,
  runsIn,
  settingsOf,
} from './support.js';

const faultsOf = (more: Readonly<Record<string, string>>) => {
  try {
    plainSettings(more);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ field }) => field?.[0]);
  }
};

describe('the settings of Jenkins', () => {
  it('name what is wrong by its field', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ baseUrl: 'https://a:b@ci.example.com' })).toEqual(['baseUrl']);
    expect(faultsOf({ user: '', token: '' })).toEqual(['user', 'token']);
    expect(faultsOf({ token: 'two words' })).toEqual(['token']);
    expect(faultsOf({ since: 'yesterday' })).toEqual(['since']);
    expect(faultsOf({ environments: 'staging' })).toEqual(['environments']);
    expect(faultsOf({ deployJobs: '*'.repeat(9).replaceAll('**', '*a') })).toEqual(['deployJobs']);
    expect(faultsOf({ unstable: 'MAYBE' })).toEqual(['unstable']);
  });

  it('identify a server by its address and path, in any spelling', () => {
    const placeOf = (baseUrl: string) => jenkins.identify(plainSettings({ baseUrl })).place;
    expect(placeOf('ci.example.com')).toBe('ci.example.com');
    expect(placeOf('https://CI.example.com/')).toBe('ci.example.com');
    expect(placeOf('https://ci.example.com/jenkins/')).toBe('ci.example.com/jenkins');
    const sealed = { baseUrl: 'ci.example.com', user: 'reader' };
    expect(jenkins.settings.parse(sealed, 'SEALED')).toMatchObject({ token: '' });
  });

  it('say which jobs are offered, and which builds are found', async () => {
    const server = await playing({ prefix: '/jenkins' });
    const { context } = witnessed();
    const request = { kind: 'JOB', search: 'CRANE', first: 10, after: null };
    expect(await jenkins.discover!(settingsOf(server), request, context)).toEqual({
      items: [{ value: 'harbour/crane', label: 'harbour/crane', detail: 'Multibranch job' }],
      cursor: null,
    });
    const { pages } = await gather(server);
    const [run] = runsIn(pages).filter(({ branch }) => branch === 'feature/buoy');
    for (const what of [run!.url!, `harbour/crane/feature%2Fbuoy#${run!.number}`])
      expect(await jenkins.spotCheck!(settingsOf(server), what, context)).toMatchObject({
        ...{ found: true, factId: run!.id },
      });
    for (const what of ['harbour/crane/main#99999', 'whatever'])
      expect(await jenkins.spotCheck!(settingsOf(server), what, context)).toMatchObject({
        found: false,
      });
  });

  it('keep parameters out of pages that no rule asks for', async () => {
    const server = await playing();
    const secret = { name: 'PASSWORD', value: 'planted-secret' };
    const target = { name: 'TARGET', value: 'berth-3' };
    const [build] = server.world.items.find(({ name }) => name === 'nightly')!.builds;
    Object.assign(build!, { actions: [{ parameters: [secret, target] }] });
    const bodies = (await gather(server, {}, { services: 'nightly = $TARGET' })).pages.map(
      ({ body }) => body,
    );
    expect(bodies.join('')).toContain('berth-3');
    expect(bodies.join('')).not.toContain('planted-secret');
  });
});

describe('the check of Jenkins', () => {
  it('names jobs that the user does not see, and the plugin that is missing', async () => {
    const server = await playing();
    const check = (given = {}) => jenkins.check(settingsOf(server, given), witnessed().context);
    const { ok, items } = await check({ jobs: 'harbour, nowhere' });
    expect(ok).toBe(false);
    expect(items.map((item) => [item.what, item.ok])).toEqual([
      ...[
        ['Server', true],
        ['Jobs', true],
        ['Jobs harbour', true],
        ['Jobs nowhere', false],
      ],
      ['Stages', true],
    ]);
    expect(items[3]).toMatchObject({ permission: 'Job/Read' });
    server.world.isWithoutStages = true;
    const without = await check();
    expect(without.ok).toBe(true);
    expect(without.items.at(-1)).toMatchObject({
      ...{ ok: false, optional: true, permission: 'plugin Pipeline: REST API' },
    });
  });
});

it('what Jenkins lacks is unknown in every run', () => {
  const [run] = mapped(greenBuild).PIPELINE_RUN ?? [];
  for (const { field } of lacks) {
    const value = field
      .split('.')
      .reduce<unknown>(
        (at, key) => (at as Readonly<Record<string, unknown>> | null)?.[key] ?? null,
        run,
      );
    expect(field === 'attempt' ? value : [value].flat().filter(Boolean)).toEqual(
      field === 'attempt' ? 1 : [],
    );
  }
});
