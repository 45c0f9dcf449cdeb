import { beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../storage/databases.js';
import { deployed, faultsOf, GUID, type OpenCalls, openCalls, START } from './open-calls.js';

interface Run {
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

describe.each(databaseKinds)('the call of a pipeline step, in the %s database,', (kind) => {
  let calls: OpenCalls;
  const runs = () =>
    calls.rows<Run>('select id, to_jsonb(f) as row from pipeline_run f order by id');
  const counts = async () => {
    const [row] = await calls.rows<{ runs: number; pages: number; marks: number }>(
      `select (select count(*)::int from pipeline_run) as runs, (select count(*)::int from page) as pages,
         (select count(*)::int from deployment_mark) as marks`,
    );
    return row!;
  };
  beforeAll(async () => {
    calls = await openCalls(kind);
  });

  it('is refused whole where it does not fit: each field is named with a code, and nothing is written', async () => {
    const wrong = {
      ...{ ...deployed, pipeline: undefined, instance_guid: 'one', start_time: 1_772_442_000 },
      ...{ duration: -1, result: 'MAYBE', ci: true, artifacts: [{ name: 'shop' }] },
      web_url: 'nowhere',
    };
    const reply = await calls.report(wrong);
    expect(reply.status).toBe(400);
    expect(faultsOf(reply).toSorted()).toEqual([
      ...[
        ['artifacts.0.location', 'MISSING'],
        ['ci', 'INVALID'],
        ['duration', 'INVALID'],
      ],
      ...[
        ['instance_guid', 'INVALID'],
        ['pipeline', 'MISSING'],
        ['result', 'INVALID'],
      ],
      ...[
        ['start_time', 'INVALID'],
        ['web_url', 'INVALID'],
      ],
    ]);
    const neither = await calls.report({ ...deployed, cd: false });
    expect(faultsOf(neither)).toEqual([['ci', 'MISSING']]);
    const later = await calls.report({ ...deployed, start_time: Date.now(), duration: 2e9 });
    expect(faultsOf(later)).toEqual([['duration', 'INVALID']]);
    for (const body of [null, [], 'text', 7, {}])
      expect((await calls.report(JSON.stringify(body))).status).toBe(400);
    expect(faultsOf(await calls.report({})).map(([field]) => field)).toEqual([
      ...['pipeline', 'job_full_name', 'qualified_name', 'instance_name', 'instance_guid'],
      ...['start_time', 'duration', 'result', 'ci'],
    ]);
    expect(await counts()).toEqual({ runs: 0, pages: 0, marks: 0 });
    expect(await calls.rows('select number from integration')).toEqual([]);
  });

  it('is taken from keys that may import alone', async () => {
    const { story, server, post } = calls;
    const path = '/v1/custom-cicd';
    expect((await post(path, deployed, {})).status).toBe(401);
    expect((await post(path, deployed, { 'x-api-key': 'guessed' })).status).toBe(401);
    for (const role of ['VIEWER', 'MANAGER'] as const) {
      const key = await server.key(story.viewer.account, role);
      const refused = await post(path, deployed, { 'x-api-key': key });
      expect(refused).toMatchObject({ status: 403 });
      const instance = { integration_id: 1, name: 'x', type: 'jenkins' };
      const other = await post('/v1/cicd/instances', instance, { 'x-api-key': key });
      expect(other).toMatchObject({ status: 403 });
    }
    expect((await counts()).runs).toBe(0);
    const key = await server.key(story.viewer.account, 'INGESTION');
    const asked = { authorization: `ApiKey ${key}` };
    expect(await post(path, deployed, asked)).toMatchObject({
      ...{ status: 200, body: { status: 'CREATED' } },
    });
    expect((await fetch(server.url + path, { headers: { 'x-api-key': key } })).status).toBe(404);
  });

  it('that comes again changes nothing, and with another content replaces what was said', async () => {
    const id = `pipeline-call:${GUID}:shop deploy:build:33`;
    const before = await calls.sequence();
    const [known, held] = [await runs(), await counts()];
    const quoted = {
      ...{ ...deployed, result: 'success', start_time: String(START), duration: '90000' },
      ...{ cd: 'TRUE', ci: 'false', build_number: '33', user_id: '', artifacts: null },
    };
    for (const same of [deployed, quoted, { ...deployed, instance_guid: GUID.toUpperCase() }])
      expect(await calls.report(same)).toEqual({ status: 200, body: { id, status: 'UNCHANGED' } });
    expect(await calls.sequence()).toBe(before);
    expect(await counts()).toEqual(held);
    expect((await runs()).map(({ row }) => row.digest)).toEqual(known.map(({ row }) => row.digest));
    const shorter = { ...deployed, result: 'FAILURE', duration: 10 };
    expect(await calls.report(shorter)).toMatchObject({ body: { id, status: 'UPDATED' } });
    expect((await runs())[0]!.row).toMatchObject({ status: 'FAILURE' });
    expect(await calls.report(deployed)).toMatchObject({ body: { id, status: 'UPDATED' } });
    expect((await runs())[0]!.row).toMatchObject({ status: 'SUCCESS' });
  });

  it('is about one run by its instance, its job and its execution, else its number, else its start', async () => {
    const held = (await counts()).runs;
    const others = [
      { ...deployed, instance_guid: GUID.replace('5f', '6f') },
      { ...deployed, job_full_name: 'shop deploy of old' },
      { ...deployed, execution_id: 'x1' },
      { ...deployed, build_number: undefined },
    ];
    for (const body of [...others, ...others]) await calls.report(body);
    await calls.report({ ...deployed, execution_id: 'x1', build_number: 99 });
    expect((await counts()).runs).toBe(held + 4);
    const long = { ...deployed, job_full_name: 'x'.repeat(990) };
    const reply = await calls.report(long);
    expect(reply.body.id!.length).toBeLessThan(200);
    expect(await calls.report(long)).toMatchObject({ body: { status: 'UNCHANGED' } });
  });

  it('keeps what metrics need, and nothing of parameters', async () => {
    const whole = {
      ...{ ...deployed, cd: false, ci: true, build_number: 7, job_full_name: 'shop build' },
      ...{ user_id: 'ada@example.com', scm_commit_ids: ['A1B2C3D4E5', 'a1b2c3d4e5', 'b2c3d4e5f6'] },
      ...{ repo_url: 'https://ci:planted@git.example.com/shop.git', branch_name: 'main' },
      ...{ web_url: 'https://ci.example.com/7', project_name: 'SHOP', themes: ['basket'] },
      ...{ module_name: 'web', trigger_chain: [{ id: 'x', type: 'y' }], qualifies: 'unknown' },
      job_run_params: [{ type: 'text', name: 'PASSWORD', value: 'planted' }],
      job_run: { stages: [{ displayName: 'build', result: 'SUCCESS', steps: [] }] },
      artifacts: [
        { output: true, location: 'registry', name: 'shop', qualifier: '7' },
        { input: 'true', location: 'registry', name: 'base', hash: 'sha256:1' },
      ],
    };
    expect(await calls.report(whole)).toMatchObject({ body: { status: 'CREATED' } });
    const run = (await runs()).find(({ id }) => id.endsWith('shop build:build:7'))!.row;
    expect(run).toMatchObject({
      ...{ kinds: ['CI'], project: 'SHOP', branch: 'main' },
      tags: ['basket', 'instance:Build farm', 'module:web'],
      artifacts_in: [{ location: 'registry', name: 'base', qualifier: 'sha256:1' }],
      artifacts_out: [{ location: 'registry', name: 'shop', qualifier: '7' }],
    });
    expect(Date.parse(String(run.ended_at)) - Date.parse(String(run.started_at))).toBe(90_000);
    expect(JSON.stringify(run)).not.toContain('planted');
    const people = await calls.rows("select email from identity where external_id like '%ada@%'");
    expect(people).toEqual([{ email: 'ada@example.com' }]);
  });

  it('labels a change failure, and leaves the label of somebody else', async () => {
    const { story, rows } = calls;
    const failed = { ...deployed, job_full_name: 'failing', cfr_status: true };
    const marks = () =>
      rows<{ mark: string }>(
        `select m.mark from deployment_mark m join pipeline_run r on r.account_id = m.account_id and r.number = m.run
         where r.id like '%:failing:%'`,
      );
    await calls.report(failed);
    expect(await marks()).toEqual([{ mark: 'FAILED' }]);
    expect(await calls.report(failed)).toMatchObject({ body: { status: 'UNCHANGED' } });
    await calls.report({ ...failed, cfr_status: false });
    expect(await marks()).toEqual([]);
    const [run] = await rows<{ number: number }>(
      "select number::float8 as number from pipeline_run where id like '%:failing:%'",
    );
    await story.app.ingestion.mark(story.viewer, run!.number, 'NOT_A_DEPLOYMENT');
    for (const cfr_status of [true, true, false]) await calls.report({ ...failed, cfr_status });
    expect(await marks()).toEqual([{ mark: 'NOT_A_DEPLOYMENT' }]);
  });

  it('gives one GUID for an instance, which its runs may be reported under', async () => {
    const instance = { integration_id: 17, name: 'Build farm', type: 'jenkins' };
    const register = (body: unknown) => calls.post('/v1/cicd/instances', body);
    const first = await register(instance);
    expect(first).toMatchObject({
      status: 200,
      body: { integration_id: '17', name: 'Build farm' },
    });
    expect(await register(instance)).toEqual(first);
    expect((await register({ ...instance, name: 'Other' })).body.id).not.toBe(first.body.id);
    const reported = await calls.report({ ...deployed, instance_guid: first.body.id });
    expect(reported).toMatchObject({ status: 200, body: { status: 'CREATED' } });
    expect(faultsOf(await register({ integration_id: [], name: '' }))).toEqual([
      ...[
        ['integration_id', 'INVALID'],
        ['name', 'MISSING'],
        ['type', 'MISSING'],
      ],
    ]);
  });

  it('is refused where it is too long, too deep, packed or no JSON', async () => {
    const { post } = calls;
    const key = { 'x-api-key': calls.key };
    const path = '/v1/custom-cicd';
    const long = { ...deployed, job_run: { stages: ['x'.repeat(1_100_000)] } };
    expect((await post(path, long)).status).toBe(413);
    expect((await post(path, `${'['.repeat(99)}${']'.repeat(99)}`)).status).toBe(400);
    expect((await post(path, '{"pipeline":')).status).toBe(400);
    expect((await post(path, 'a=b', { ...key, 'content-type': 'text/csv' })).status).toBe(415);
    const packed = { ...key, 'content-encoding': 'gzip' };
    expect((await post(path, deployed, packed)).status).toBe(415);
    expect((await post(path, '{"__proto__":{"pipeline":"x"}}')).status).toBe(400);
  });

  it('waits for a source that is paused', async () => {
    const { story, rows } = calls;
    const [source] = await rows<{ number: number; name: string }>(
      'select number::float8 as number, name from integration',
    );
    expect(source!.name).toBe('Custom CI/CD');
    await story.app.ingestion.pause(story.viewer, source!.number);
    expect((await calls.report({ ...deployed, build_number: 500 })).status).toBe(409);
    await story.app.ingestion.resume(story.viewer, source!.number);
    expect((await calls.report({ ...deployed, build_number: 500 })).status).toBe(200);
  });

  it('comes out the same where all stored pages are mapped again', async () => {
    const { story, rows } = calls;
    const contents = async () => (await runs()).map(({ id, row }) => [id, row.digest]);
    const before = await contents();
    const [source] = await rows<{ number: number }>(
      'select number::float8 as number from integration',
    );
    const run = await story.app.ingestion.replay(story.viewer, source!.number);
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(await contents()).toEqual(before);
  });
});
