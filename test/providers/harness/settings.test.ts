import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/model/errors.js';
import { harness } from '../../../src/providers/harness/index.js';
import { witnessed } from '../http/vendor-server.js';
import { playing, settingsOf } from './support.js';

const parse = (values: object) =>
  harness.settings.parse({ accountId: 'ACC', token: 'sat.ACC.key.planted', ...values });
const faultOf = (values: object) => {
  try {
    parse(values);
    return null;
  } catch (error) {
    const [first] = (error as Refusal).errors;
    return { field: first!.field.join('.'), message: first!.message };
  }
};

describe('the settings of Harness', () => {
  it('harness 18: the first generation and its keys are refused, with what to use instead', () => {
    for (const baseUrl of [
      'https://app.harness.io/gateway/api/graphql?accountId=ACC',
      'https://app.harness.io/#/account/ACC/dashboard',
    ])
      expect(faultOf({ baseUrl })).toEqual({
        ...{ field: 'baseUrl', message: expect.stringMatching(/first generation.*ended/) },
      });
    const fault = faultOf({ token: 'UGxhbnRlZDo6b2xkLWtleQ==' });
    expect(fault).toEqual({
      field: 'token',
      message: expect.stringMatching(/begins with "sat\."/),
    });
    expect(fault?.message).not.toContain('UGxhbnRlZDo6b2xk');
  });

  it('take the address of any page, and of other clusters', () => {
    const baseOf = (baseUrl: string) => parse({ baseUrl }).baseUrl;
    expect(baseOf('')).toBe('https://app.harness.io');
    expect(baseOf('https://app.harness.io/ng/#/account/ACC/home')).toBe('https://app.harness.io');
    expect(baseOf('app3.harness.io/ng/account/ACC')).toBe('https://app3.harness.io');
    expect(baseOf('https://app.harness.io/gratis/gateway/ng/api/x')).toBe(
      'https://app.harness.io/gratis',
    );
    expect(faultOf({ baseUrl: 'https://me:secret@app.harness.io' })?.field).toBe('baseUrl');
  });

  it('name the field that is wrong', () => {
    expect(faultOf({ accountId: '' })?.field).toBe('accountId');
    expect(faultOf({ token: '' })?.field).toBe('token');
    expect(faultOf({ token: 'sat.OTHER.key.planted' })?.message).toContain('account OTHER');
    expect(faultOf({ projects: 'Shop' })?.field).toBe('projects');
    expect(faultOf({ organizations: 'a/b' })?.field).toBe('organizations');
    expect(faultOf({ since: 'yesterday' })?.field).toBe('since');
    expect(faultOf({ production: '*a*b*c*d*e' })?.field).toBe('production');
    expect(faultOf({ images: 'perhaps' })?.field).toBe('images');
    expect(faultOf({ token: 'pat.key.secret\nsat.ACC.other.secret' })).toBeNull();
  });

  it('are one place for all selections of an account, and need no secrets for that', () => {
    const sealed = { baseUrl: '', accountId: 'ACC', projects: 'default/Shop' };
    const { id, place } = harness.identify(harness.settings.parse(sealed, 'SEALED'));
    expect(id).toBe('harness:app.harness.io/ACC');
    expect(harness.identify(parse({})).place).toBe(place);
    expect(harness.identify(parse({ baseUrl: 'app3.harness.io' })).place).not.toBe(place);
  });
});

describe('the check of Harness', () => {
  it('passes where everything is granted', async () => {
    const server = await playing();
    const { ok, items } = await harness.check(
      settingsOf(server, { projects: 'default/Shop' }),
      witnessed().context,
    );
    expect(ok).toBe(true);
    expect(items.map(({ what }) => what)).toEqual(['Projects', 'Executions of default/Shop']);
  });

  it('names what is missing: a permission, a project, the case of an identifier', async () => {
    const server = await playing();
    server.world.closed.add('default/Search');
    const given = {
      organizations: 'platform',
      projects: 'default/Shop, default/Search, default/Mail',
    };
    const { ok, items } = await harness.check(settingsOf(server, given), witnessed().context);
    expect(ok).toBe(false);
    expect(items.filter((item) => !item.ok)).toMatchObject([
      { what: 'Organisation platform', message: expect.stringContaining('There is Platform') },
      { what: 'Project default/Mail', permission: 'core_project_view' },
      {
        ...{ what: 'Executions of default/Search', permission: 'core_pipeline_view' },
        message: expect.stringContaining('Account Viewer'),
      },
    ]);
  });

  it('offers organisations and projects to choose from', async () => {
    const server = await playing();
    const discover = async (kind: string, after: string | null = null) => {
      const request = { kind, search: null, first: 2, after };
      return harness.discover!(settingsOf(server), request, witnessed().context);
    };
    const { items, cursor } = await discover('PROJECT');
    expect(items.map(({ value }) => value)).toEqual(['Platform/Basics', 'default/Search']);
    expect((await discover('PROJECT', cursor)).items).toMatchObject([{ value: 'default/Shop' }]);
    expect(await discover('ORGANIZATION')).toMatchObject({
      items: [{ value: 'Platform', detail: '1 project' }, { value: 'default' }],
      cursor: null,
    });
  });

  it('looks an execution up by its path or its address', async () => {
    const server = await playing();
    const spotCheck = (what: string) =>
      harness.spotCheck!(settingsOf(server), what, witnessed().context);
    const address = `${server.url}/ng/#/account/ACCOUNT/cd/orgs/default/projects/Shop/pipelines/x/executions/Shop-2/pipeline`;
    for (const what of ['default/Shop/Shop-2', address])
      expect(await spotCheck(what)).toMatchObject({
        found: true,
        factId: expect.stringMatching(/:Shop-2$/),
      });
    expect(await spotCheck('default/Shop/none')).toMatchObject({ found: false });
    expect(await spotCheck('default/None/x')).toMatchObject({ found: false });
    expect(await spotCheck('Shop-2')).toMatchObject({ found: false });
  });
});
