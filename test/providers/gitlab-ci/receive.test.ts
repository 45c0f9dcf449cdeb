import { describe, expect, it } from 'vitest';
import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import { NOW } from '../gitlab/made.js';
import { playing } from '../gitlab/support.js';
import { witnessed } from '../http/vendor-server.js';
import { addDeployment, addEnvironment } from '../play/gitlab/pipelines.js';
import { onePipeline } from './made.js';
import { gather, runsIn, settingsOf } from './support.js';

describe('a webhook of GitLab CI/CD', () => {
  const open = (body: unknown) =>
    gitlabCi.open!({ headers: {}, receivedAt: NOW, body: Buffer.from(JSON.stringify(body)) });

  it('points at a pipeline or at the deployments of a project, or is ignored', () => {
    const project = { id: 7 };
    const pipeline = { object_kind: 'pipeline', project, object_attributes: { id: 31, iid: 3 } };
    expect(open(pipeline).nudges).toEqual(['pipeline/7/31']);
    const job = { object_kind: 'build', project_id: 7, pipeline_id: 31, build_id: 5 };
    expect(open(job).nudges).toEqual(['pipeline/7/31']);
    const deployment = { object_kind: 'deployment', project, deployment_id: 15 };
    expect(open(deployment).nudges).toEqual(['deployments/7/15']);
    expect(open({ object_kind: 'push', project }).ignored).toMatch(/"push"/);
    expect(open({ object_kind: 'pipeline', project }).ignored).not.toBeNull();
    expect(open('text').ignored).not.toBeNull();
  });

  it('has what it points at read once', async () => {
    const { world, shop, pipeline, job } = onePipeline();
    const environment = addEnvironment(world, shop, { name: 'live', tier: 'production' });
    const { id } = addDeployment(world, shop, { pipeline, job, environment });
    const server = await playing({ world });
    const { context } = witnessed({ now: NOW });
    const nudges = [`pipeline/${shop.id}/${pipeline.fields.id}`, `deployments/${shop.id}/${id}`];
    const read = async (given: Record<string, string>) => {
      const settings = settingsOf(server, given);
      const twice = [...nudges, `deployments/${shop.id}/999`, ...nudges, 'nonsense'];
      return runsIn(await Array.fromAsync(gitlabCi.fetchNudged!(settings, twice, context)));
    };
    const { pages } = await gather(server);
    expect(await read({})).toEqual(runsIn(pages));
    expect(await read({ groups: 'elsewhere' })).toEqual([]);
  });
});
