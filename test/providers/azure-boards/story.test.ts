import { describe, expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { Phase, PhaseEdge } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { openStory, type Story } from '../../story/open-story.js';
import { createItem, edit, shown } from '../play/azure-boards/mutations.js';
import { atDay, createSmallWorld } from './small-world.js';
import { playing } from './support.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RANGE = { dates: { from: '2026-03-01', to: '2026-03-31' } };

const source = 'ISSUE_MANAGEMENT' as const;
const active: PhaseEdge = { source, event: 'TICKET_STATUS', status: 'Active' };
const phase = (key: Phase['key'], start: PhaseEdge, end: PhaseEdge): Phase => ({
  ...{ key, enabled: true, start, end },
});
/** From the creation of an item until it is begun, and from then until it is done. */
const phases = [
  phase('PLANNING', { source, event: 'TICKET_CREATED' }, active),
  phase('CODING', active, { source, event: 'TICKET_DONE' }),
];

async function configure({ app, viewer, ...story }: Story): Promise<void> {
  await story.activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\nBen,ben@example.com,boss@example.com\n',
  );
  const projects = [{ property: 'project', operator: 'EQUALS' as const, values: ['Shop'] }];
  await story.save('Organisation', {
    issueManagement: { ...emptyTeamSettings.issueManagement, projects },
  });
  const { deploymentFrequency, changeFailureRate, meanTimeToRestore } = fivePhasesPreset;
  const config = {
    ...{ ...fivePhasesPreset, leadTime: { ...fivePhasesPreset.leadTime, phases } },
    deploymentFrequency: { ...deploymentFrequency, source: 'ISSUE_MANAGEMENT_RELEASES' as const },
    changeFailureRate: { ...changeFailureRate, source },
    meanTimeToRestore: { ...meanTimeToRestore, source },
  };
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Tickets', description: null, config },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await story.settle();
}

async function connected() {
  const server = await playing({ world: createSmallWorld() });
  const story = await openStory('EMBEDDED', {
    ...{ providers: [azureBoards], allowedPrivateHosts: ['127.0.0.1'] },
  });
  const settings = { ...server.settings, since: '2026-01-01' };
  const report = await story.app.ingestion.check(story.viewer, {
    ...{ provider: 'AZURE_BOARDS', name: null, settings },
  });
  expect(report.ok).toBe(true);
  const { number } = await story.app.ingestion.connect(story.viewer, {
    ...{ provider: 'AZURE_BOARDS', name: null, settings },
  });
  await story.sync(number);
  await configure(story);
  const headlines = async (...metrics: string[]) =>
    (await story.ask({ metrics, range: RANGE })).map(({ headline }) => headline);
  return { server, story, number, headlines };
}

describe('seven items of Azure Boards, from connecting to the metrics of tickets,', () => {
  it('give the figures that their histories say, and those of what changes later', async () => {
    const { server, story, number, headlines } = await connected();

    // One, two, three, five and six are completed. Seven was given up as a duplicate, four never begun.
    const [completed, time, lead] = await headlines(
      ...['WORK_COMPLETED_PER_DEVELOPER', 'TIME_TO_COMPLETE', 'LEAD_TIME_FOR_CHANGES'],
    );
    expect(completed!.numerator).toBe(5);
    // From the creation: 03-01 to 03-05, to 03-12 and to 03-20, 03-04 to 03-10, and 03-14 to 03-26: resolved on 03-18 is no end.
    const days = [4, 11, 19, 6, 12];
    const mean = days.reduce((sum, one) => sum + one, 0) / 5;
    expect(mean).toBe(52 / 5);
    expect(time).toMatchObject({ sampleSize: 5 });
    expect(time!.milliseconds).toBeCloseTo(mean * DAY, 3);
    // The two phases join at the first Active, so that they add up to the same.
    expect(lead!.milliseconds).toBeCloseTo(mean * DAY, 3);

    const [velocity, creep, kept, churn, predictability] = await headlines(
      ...['SPRINT_VELOCITY', 'SPRINT_SCOPE_CREEP', 'SPRINT_DELIVERED_TO_COMMITTED'],
      ...['SPRINT_CHURN', 'SPRINT_PREDICTABILITY'],
    );
    // Sprint 1 began with one (3), two (5), three (5) and four (1) = 14; five (2) was added, four (1) taken out.
    // It delivered one (3), two as it was by then (8), and five (2) = 13.
    // Sprint 2 began with three (5) and six (3) = 8 and delivered both: 8.
    const [first, second] = [3 + 8 + 2, 5 + 3];
    const committed = 3 + 5 + 5 + 1 + (5 + 3);
    expect(velocity).toMatchObject({ value: (first + second) / 2, sampleSize: 2 });
    expect(creep).toMatchObject({ value: 2 / committed, numerator: 2, denominator: committed });
    expect(kept).toMatchObject({ numerator: first + second, denominator: committed });
    expect(kept!.value).toBeCloseTo(21 / 22, 10);
    expect(churn).toMatchObject({ numerator: 2 + 1, denominator: committed });
    // Deviations of 2.5 from the mean of 10.5, squared and divided by 2 - 1: the root of 12.5.
    expect(predictability!.value).toBeCloseTo(Math.sqrt(12.5), 10);

    // Seven turns out to be none: its reason changes, and with the next sync it counts.
    const { world } = server;
    edit(world, 7, { 'System.Reason': 'Acceptance tests pass' });
    const project = world.projects[0]!;
    world.now = atDay('03-30T08:00');
    const fields = { 'System.AssignedTo': shown(world, 0) };
    const { id } = createItem(world, { project, type: 'User Story', title: 'Eight', fields });
    world.now = atDay('03-31T08:00');
    edit(world, id, { 'System.State': 'Closed', 'System.Reason': 'Acceptance tests pass' });
    await story.sync(number);
    await story.settle();
    const [more, longer] = await headlines('WORK_COMPLETED_PER_DEVELOPER', 'TIME_TO_COMPLETE');
    // Seven took four days, eight one day.
    expect(more!.numerator).toBe(5 + 2);
    expect(longer!.milliseconds).toBeCloseTo(((52 + 4 + 1) / 7) * DAY, 3);
  });
});
