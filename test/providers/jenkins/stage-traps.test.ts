import { describe, expect, it } from 'vitest';
import {
  addBuild,
  checkedOut,
  pushedTo,
  shaOf,
  stagesFrom,
  startedBy,
} from '../play/jenkins/generator.js';
import { gather, newItem, playing, runsIn, runsOf, worldOf } from './support.js';

const START = Date.UTC(2026, 3, 1);
const HOUR = 3_600_000;

/** A server with one pipeline of so many builds, each of which deploys. */
function onePipeline(count: number) {
  const job = newItem('PIPELINE', 'only');
  const world = worldOf([job]);
  for (let index = 0; index < count; index += 1) {
    const timestamp = START + index * HOUR;
    const stages = stagesFrom(timestamp, [['Deploy', 2_000, 'SUCCESS']]);
    addBuild(world, job, {
      ...{ timestamp, duration: 3_000, result: 'SUCCESS', actions: [startedBy('a', 'A')], stages },
    });
  }
  return world;
}

describe('stages of Jenkins', () => {
  const withDeploy = () => {
    const main = newItem('PIPELINE', 'main');
    const world = worldOf([newItem('MULTIBRANCH', 'shop', [main])]);
    const sha = shaOf('a commit');
    addBuild(world, main, {
      ...{ timestamp: START, duration: HOUR, result: 'SUCCESS' },
      actions: [pushedTo('main'), checkedOut('https://github.com/acme/shop', 'main', sha)],
      stages: stagesFrom(START, [
        ['build', 1_000, 'SUCCESS'],
        ['Deploy', 2_000, 'FAILED'],
      ]),
    });
    return world;
  };

  it('jenkins 14: without the plugin stages are unknown, and nothing failed', async () => {
    const world = withDeploy();
    world.isWithoutStages = true;
    const { pages } = await gather(await playing({ world }));
    expect(runsIn(pages)).toMatchObject([{ status: 'SUCCESS', pipeline: 'shop' }]);
    const many = onePipeline(12);
    many.isWithoutStages = true;
    const server = await playing({ world: many });
    const { lines } = await gather(server);
    expect(lines.join('\n')).toMatch(/Pipeline: REST API/);
    // After three builds without any, no more are asked for; two are asked at once.
    const asked = server.requests.filter(({ path }) => path.endsWith('/wfapi/describe'));
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('jenkins 17: stages are read build by build, so that no list of runs ends at ten', async () => {
    const server = await playing({ world: onePipeline(30) });
    const { pages } = await gather(server);
    expect(runsOf(pages, 'only / Deploy')).toHaveLength(30);
    expect(server.requests.filter(({ path }) => path.includes('wfapi/runs'))).toEqual([]);
  });

  it('of one build that breaks the plugin are unknown, while the server is well', async () => {
    const world = withDeploy();
    const server = await playing({ world });
    const when = ({ path }: { readonly path: string }) => path.endsWith('describe');
    const body = '<html><body>Oops!</body></html>';
    const times = Number.POSITIVE_INFINITY;
    server.faults.add({ effect: { kind: 'ANSWER', status: 500, body }, when, times });
    const { pages, lines } = await gather(server);
    expect(runsIn(pages)).toMatchObject([{ pipeline: 'shop', status: 'SUCCESS' }]);
    expect(lines.join('\n')).toMatch(/stages of shop\/main #1 cannot be read/);
  }, 30_000);
});
