import { describe, expect, it } from 'vitest';
import { branchOf } from '../../../src/providers/jenkins/jobs.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { branchJob, gather, mapped, plainJob, playing, runsFrom } from './support.js';

const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]),
  );

interface Build {
  readonly number: number;
  readonly timestamp: number;
  readonly duration: number;
}
const buildsIn = (name: string): readonly Build[] =>
  recorded<Build>('jenkins', name).map(({ data }) => data);
/** The stages that were recorded of a build, as one answer; the recorder took the answers apart. */
const stagesBy = (name: string) =>
  Map.groupBy(recorded('jenkins', name), ({ input }) => String(input?.Number));

describe.skipIf(!hasRecordings('jenkins'))('every recorded answer of Jenkins', () => {
  it('of classic builds is a run, with the outcome that it had', () => {
    const builds = buildsIn('builds');
    const all = builds.map((build) => mapped(build, { job: plainJob }));
    expect(all.map(({ dropped }) => dropped ?? null)).toEqual(builds.map(() => null));
    const runs = all.flatMap(({ PIPELINE_RUN }) => PIPELINE_RUN ?? []);
    expect(runs).toHaveLength(14);
    // One result was written by hand, NOT_BUILD, a word that Jenkins has not.
    expect(tally(runs.map(({ statusName }) => statusName))).toEqual({
      ...{ SUCCESS: 8, BUILDING: 3, NOT_BUILD: 1, UNSTABLE: 1, ABORTED: 1 },
    });
    expect(runs.filter(({ commits }) => commits.length > 0)).toHaveLength(3);
    expect([...new Set(runs.flatMap(({ repository }) => repository ?? []))]).toEqual([
      'https://github.com/merico-dev/lake',
    ]);
    expect(new Set(runs.map(({ triggeredBy }) => triggeredBy?.id))).toEqual(
      new Set(['ci.example.com:merico']),
    );
  });

  it('of a multibranch job is a run on its branch, of its own code', () => {
    const lines = recorded<Build>('jenkins', 'builds_multibranch');
    const runs = lines.flatMap(({ data, input }) =>
      runsFrom(data, { job: branchJob(String(input?.Name)) }),
    );
    expect(runs).toHaveLength(15);
    expect(tally(runs.map(({ status }) => status))).toEqual({
      ...{ SUCCESS: 11, FAILURE: 2, ABORTED: 2 },
    });
    expect(runs.map(({ branch }) => branch)).toEqual(
      lines.map(({ input }) => branchOf(String(input?.Name))),
    );
    for (const { startedAt, endedAt } of runs) expect(endedAt).toBeGreaterThan(startedAt!);
    for (const [index, { startedAt, endedAt }] of runs.entries())
      expect(endedAt! - startedAt!).toBe(lines[index]!.data.duration);
    expect(runs.filter(({ commits }) => commits.length === 1)).toHaveLength(13);
  });

  it.each([
    ['stages', 1],
    ['stages_multibranch', 0],
  ])('of %s is read, and words written by hand are neither success nor failure', (name, odd) => {
    const answers = [...stagesBy(name).values()].map((lines) => ({
      ...{ startTimeMillis: 1_711_277_302_838, endTimeMillis: 1_711_277_402_838 },
      stages: lines.map(({ data }) => data),
    }));
    const build = { number: 2, timestamp: 1_711_277_302_838, result: 'SUCCESS', actions: [] };
    const given = { deployStages: '*' };
    const all = answers.map((stages) => mapped(build, { stages }, given));
    expect(all.flatMap(({ dropped }) => (dropped ? [dropped] : []))).toEqual([]);
    const runs = all.flatMap(({ PIPELINE_RUN = [] }) => PIPELINE_RUN.slice(1));
    expect(runs).toHaveLength(recorded('jenkins', name).length);
    const unknown = runs.filter(
      ({ statusName }) => statusName === 'NOT_BUILD' || statusName === 'UNKNOWN',
    );
    expect(unknown.filter(({ statusName }) => statusName === 'NOT_BUILD')).toHaveLength(odd);
    for (const { status } of unknown) expect(status).toBe('ABORTED');
  });

  it('of runs with their stages is read: those that go on have no end', () => {
    const runs = recorded<readonly { readonly startTimeMillis: number }[]>('jenkins', 'wfapi_runs');
    const all = runs.flatMap(({ data }) =>
      data.map((stages) => {
        const timestamp = stages.startTimeMillis;
        const build = { number: 3, timestamp, building: false, result: 'SUCCESS', actions: [] };
        return mapped(build, { stages }, { deployStages: '*' });
      }),
    );
    const facts = all.flatMap(({ PIPELINE_RUN = [] }) => PIPELINE_RUN.slice(1));
    // An older plugin gives its stages no id, by which they could be found again.
    const dropped = all.map((one) => one.dropped?.MALFORMED_STAGE ?? 0);
    expect(dropped.reduce((sum, count) => sum + count)).toBe(21);
    expect(facts).toHaveLength(20);
    for (const { statusName, endedAt } of facts)
      expect(endedAt === null).toBe(statusName === 'IN_PROGRESS');
  });

  it('of jobs with all their builds is read', () => {
    const jobs = recorded<{ readonly allBuilds: readonly object[] }>(
      'jenkins',
      'jobs_with_all_builds',
    );
    const runs = jobs.flatMap(({ data }) => data.allBuilds.flatMap((build) => runsFrom(build)));
    expect(runs).toHaveLength(4);
    expect(runs.map(({ status }) => status)).toEqual(Array(4).fill('SUCCESS'));
    expect(runs.at(-1)).toMatchObject({
      repository: 'https://github.com/example-org/ft-global',
      commits: ['4d24bf1ead5697843228fc2808f5f5b131a937b5'],
    });
  });
});

describe.skipIf(!hasContracts)('the play of Jenkins', () => {
  it('is asked, and answers, as the contract says', async () => {
    const contract = await contractOf('jenkins/remote-api.json');
    const server = await playing({ prefix: '/ci', queued: 3_000 });
    await gather(server);
    const faults = server.requests.flatMap((asked) => contractFaults([contract], asked, '/ci'));
    expect(faults).toEqual([]);
    expect(server.requests.length).toBeGreaterThan(50);
  });
});
