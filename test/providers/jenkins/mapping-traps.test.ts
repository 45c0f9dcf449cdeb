import { describe, expect, it } from 'vitest';
import { inTimeZone } from '../../in-time-zone.js';
import { checkedOut, shaOf, startedBy, startedByBuild } from '../play/jenkins/generator.js';
import { branchJob, described, greenBuild, mapped, plainJob, runsFrom } from './support.js';

const LIBRARY = 'https://git.example.com/platform/library.git';
const [own, library] = [shaOf('own'), shaOf('library')];

describe('the code of a build of Jenkins', () => {
  const both = [
    {},
    checkedOut(LIBRARY, 'refs/remotes/origin/main', library),
    {},
    checkedOut('git@github.com:acme/shop.git', 'main', own),
  ];

  it('jenkins 5: it is that of the job, not that of a shared library, in whichever order', () => {
    for (const actions of [both, both.toReversed()])
      expect(runsFrom({ ...greenBuild, actions }, { job: branchJob('main') })).toMatchObject([
        { repository: 'https://github.com/acme/shop', commits: [own], branch: 'main' },
      ]);
    const job = { ...plainJob, fullName: 'x', pipeline: 'x' };
    expect(runsFrom({ ...greenBuild, actions: both }, { job })[0]!.commits).toEqual([own]);
    const given = { libraries: '*/platform/*' };
    const last = { ...greenBuild, actions: both.toReversed() };
    expect(runsFrom(last, { job }, given)[0]!.commits).toEqual([own]);
    const rule = { repositories: 'x = https://git.example.com/platform/library' };
    expect(runsFrom(last, { job }, rule)[0]).toMatchObject({
      ...{ repository: 'https://git.example.com/platform/library', commits: [library] },
    });
  });

  it('jenkins 6: changes are read of free-style builds and of pipelines; a first build has the commit alone', () => {
    const items = [
      { commitId: own, timestamp: 20 },
      { commitId: shaOf('before'), timestamp: 10 },
    ];
    const actions = both;
    const expected = [own, shaOf('before')];
    const classic = { ...greenBuild, actions, changeSet: { kind: 'git', items } };
    expect(runsFrom(classic)[0]!.commits).toEqual(expected);
    const other = { items: [{ commitId: library, timestamp: 30 }] };
    const pipeline = { ...greenBuild, actions, changeSets: [other, { items: items.toReversed() }] };
    expect(runsFrom(pipeline)[0]!.commits).toEqual(expected);
    expect(runsFrom({ ...greenBuild, actions })[0]!.commits).toEqual([own]);
    const bare = { ...greenBuild, actions: [], changeSet: { items } };
    expect(runsFrom(bare)[0]!.commits).toEqual(expected);
  });

  it('is on the branch that git names, unless a rule says so', () => {
    const branchOf = (name: string, given = {}) => {
      const actions = [checkedOut(LIBRARY, name, own)];
      return runsFrom({ ...greenBuild, actions }, {}, given)[0]!.branch;
    };
    expect(branchOf('refs/remotes/origin/release/1.2')).toBe('release/1.2');
    expect(branchOf('origin/main')).toBe('main');
    expect(branchOf('detached')).toBeNull();
    expect(branchOf('detached', { branches: 'shop = main' })).toBe('main');
  });
});

describe('the outcome of a build of Jenkins', () => {
  it.each([
    ['SUCCESS', 'SUCCESS'],
    ['UNSTABLE', 'SUCCESS'],
    ['FAILURE', 'FAILURE'],
    ['NOT_BUILT', 'SKIPPED'],
    ['ABORTED', 'ABORTED'],
  ])('jenkins 7: a build that ends as %s is a %s', (result, status) => {
    expect(runsFrom({ ...greenBuild, result })).toMatchObject([{ status, statusName: result }]);
  });

  it.each([
    ['SUCCESS', 'SUCCESS'],
    ['FAILED', 'FAILURE'],
    ['ABORTED', 'ABORTED'],
    ['NOT_EXECUTED', 'SKIPPED'],
    ['IN_PROGRESS', 'RUNNING'],
    ['PAUSED_PENDING_INPUT', 'RUNNING'],
    ['UNSTABLE', 'SUCCESS'],
  ])('jenkins 7: a stage that is %s is a %s under a green build', (word, status) => {
    const stages = described(['build', 'SUCCESS'], ['Deploy', word]);
    expect(runsFrom(greenBuild, { stages })).toMatchObject([
      { status: 'SUCCESS', kinds: ['CI'] },
      { status, statusName: word, kinds: ['CD'], environment: 'production' },
    ]);
  });

  it('jenkins 7: what is unstable is a failure where the settings say so', () => {
    const stages = described(['Deploy', 'UNSTABLE']);
    const runs = runsFrom(
      { ...greenBuild, result: 'UNSTABLE' },
      { stages },
      { unstable: 'FAILURE' },
    );
    expect(runs.map(({ status }) => status)).toEqual(['FAILURE', 'FAILURE']);
  });

  it('jenkins 13: a build of long ago, whose id is a date, is called by its number', () => {
    const build = { ...greenBuild, queueId: -1, id: '2013-05-01_10-00-00' };
    expect(runsFrom(build)).toMatchObject([
      { number: '7', id: `jenkins:ci.example.com:shop#7@${greenBuild.timestamp}` },
    ]);
  });
});

describe('what a build of Jenkins is', () => {
  it('jenkins 16: it deploys where its job is said to, and where to is said by rules', () => {
    const job = { ...plainJob, fullName: 'acme/shop-deploy', pipeline: 'acme/shop-deploy' };
    expect(runsFrom(greenBuild)).toMatchObject([
      { kinds: ['CI'], environment: null, services: [] },
    ]);
    expect(runsFrom(greenBuild, { job })).toMatchObject([
      { kinds: ['CD'], environment: 'production', environmentType: null, artifactsIn: [] },
    ]);
    const parameters = [
      { name: 'TARGET', value: 'eu-live' },
      { name: 'PASSWORD', value: 'planted' },
    ];
    const actions = [{ _class: 'hudson.model.ParametersAction', parameters }];
    const given = {
      ...{ environments: '* = $TARGET', production: '*-live', services: 'acme/*-deploy = $1' },
      builds: '*shop*',
    };
    expect(runsFrom({ ...greenBuild, actions }, { job }, given)).toMatchObject([
      {
        kinds: ['CI', 'CD'],
        environment: 'eu-live',
        environmentType: 'PRODUCTION',
        services: ['shop'],
      },
    ]);
    // Without the parameter nothing says where to.
    expect(runsFrom(greenBuild, { job }, given)[0]).toMatchObject({ environment: null });
  });

  it('jenkins 16: a stage deploys where it is called so, on branches that deploy', () => {
    const stages = described(['Deploy to staging', 'SUCCESS'], ['Deploy to production', 'FAILED']);
    const on = (branch: string) => runsFrom(greenBuild, { stages, job: branchJob(branch) });
    expect(on('main').slice(1)).toMatchObject([
      { pipeline: 'acme/shop / Deploy to staging', environment: 'staging', status: 'SUCCESS' },
      {
        pipeline: 'acme/shop / Deploy to production',
        environment: 'production',
        status: 'FAILURE',
      },
    ]);
    for (const stage of on('main').slice(1)) expect(stage.parent).toBe(on('main')[0]!.id);
    // Jenkins shows stages that a branch skips as successful.
    expect(on('feature%2Fx')).toHaveLength(1);
  });

  it('is below the build that started it, and by the person who did', () => {
    const actions = [startedBy('mreyes', 'Maria Reyes')];
    expect(runsFrom({ ...greenBuild, actions }, { parent: 'the id of another' })).toMatchObject([
      {
        parent: 'the id of another',
        triggeredBy: {
          ...{ applicationType: 'JENKINS', id: 'ci.example.com:mreyes', email: null },
          name: 'Maria Reyes',
        },
      },
    ]);
    const upstream = { ...greenBuild, actions: [startedByBuild('acme/shop/main', 4)] };
    expect(runsFrom(upstream)[0]!.triggeredBy).toBeNull();
  });

  it('is dropped alone where it cannot be read, and so is a stage', () => {
    expect(mapped({ ...greenBuild, timestamp: 'soon' }).dropped).toEqual({ MALFORMED_BUILD: 1 });
    const stages = { startTimeMillis: 1, stages: [{ name: 'Deploy' }] };
    expect(mapped(greenBuild, { stages }).dropped).toEqual({ MALFORMED_STAGE: 1 });
  });

  it('says the same in any time zone', async () => {
    const read = () => runsFrom(greenBuild, { stages: described(['Deploy', 'SUCCESS']) });
    const facts = await inTimeZone('Pacific/Kiritimati', read);
    expect(await inTimeZone('UTC', read)).toEqual(facts);
    expect(facts[0]).toMatchObject({ endedAt: Date.UTC(2026, 4, 4, 9, 10) });
  });
});
