import { describe, expect, it } from 'vitest';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import type { Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { gather, plainSettings, playing, runsIn, settingsOf } from './support.js';

const SECRET = 'secret-of-the-plugin';
const settings = plainSettings({ webhookSecret: SECRET });
const deliveryOf = (body: unknown, headers: Record<string, string> = {}) => ({
  ...{ headers, receivedAt: 0 },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const bearer = { authorization: `Bearer ${SECRET}` };
/** The form of the plugin Notification. */
const finished = (url: string, phase = 'FINALIZED') => ({
  name: 'main',
  url: 'job/harbour/job/crane/job/main/',
  build: {
    ...{ full_url: `http://jenkins.internal:8080/${url}`, url, number: 3, phase },
    status: 'SUCCESS',
  },
});
const URL_OF_BUILD = 'job/harbour/job/crane/job/main/3/';

describe('a notification of Jenkins', () => {
  it('is taken with the secret alone, whatever else it says', () => {
    const body = finished(URL_OF_BUILD);
    const reasonOf = (given: typeof settings, headers = {}, of: unknown = body) =>
      jenkins.receive!(given, deliveryOf(of, headers));
    expect(reasonOf(plainSettings())).toMatchObject({ reason: 'NO_SECRET' });
    expect(reasonOf(settings)).toMatchObject({ reason: 'UNSIGNED' });
    expect(reasonOf(settings, { authorization: 'Bearer guessed' })).toMatchObject({
      reason: 'WRONG_SIGNATURE',
    });
    expect(reasonOf(settings, bearer, 'no json')).toMatchObject({ reason: 'MALFORMED' });
    const taken = reasonOf(settings, bearer);
    expect(taken).toMatchObject({ kind: 'ACCEPTED', event: 'FINALIZED' });
    expect(reasonOf(settings, bearer)).toEqual(taken);
    const basic = `Basic ${Buffer.from(`jenkins:${SECRET}`).toString('base64')}`;
    expect(reasonOf(settings, { authorization: basic })).toEqual(taken);
  });

  it('points at a build, whichever address it is given by', () => {
    const open = (body: unknown) => jenkins.open!(deliveryOf(body));
    const nudges = ['build/job/harbour/job/crane/job/main/3'];
    expect(open(finished(URL_OF_BUILD))).toMatchObject({ nudges });
    const whole = { build: { full_url: `https://ci.example.com/jenkins/${URL_OF_BUILD}` } };
    expect(open(whole)).toMatchObject({ nudges });
    expect(open(finished(URL_OF_BUILD, 'QUEUED')).ignored).not.toBeNull();
    expect(open({ build: { url: '../../etc/passwd' } }).ignored).not.toBeNull();
    expect(open([]).ignored).not.toBeNull();
  });

  it('has the build read as a sync reads it', async () => {
    const server = await playing({ prefix: '/ci', queued: 5_000 });
    const { pages } = await gather(server);
    const nudged: Page[] = [];
    const nudges = [
      ...['build/job/harbour/job/crane/job/main/3', 'build/job/harbour/job/crane/job/main/3'],
      ...['build/job/nowhere/3', 'build/job/nightly/9999', 'something else'],
    ];
    const { context } = witnessed();
    for await (const page of jenkins.fetchNudged!(settingsOf(server), nudges, context))
      nudged.push(page);
    const runs = runsIn(nudged);
    expect(runs.length).toBeGreaterThan(1);
    const synced = runsIn(pages);
    for (const run of runs) expect(run).toEqual(synced.find(({ id }) => id === run.id));
  });

  it('of a job that the settings leave out is not read', async () => {
    const server = await playing();
    const given = settingsOf(server, { jobs: 'fleet' });
    const { context } = witnessed();
    const pages = jenkins.fetchNudged!(given, ['build/job/nightly/1'], context);
    for await (const _ of pages) expect.fail('It was read.');
  });
});
