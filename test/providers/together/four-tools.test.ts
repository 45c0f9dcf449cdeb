import { describe, expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { providers } from '../../../src/providers/index.js';
import { databaseKinds } from '../../storage/databases.js';
import { is } from '../../story/delivery-story.js';
import { openStory, type Story } from '../../story/open-story.js';
import { playing as playGitlab } from '../gitlab/support.js';
import { playing as playHarness } from '../harness/support.js';
import { playing as playJira } from '../jira/support.js';
import { playing as playServicenow } from '../servicenow/support.js';
import { brokenInServicenow, deployedByHarness, mergedInGitlab, plannedInJira } from './worlds.js';

const HOUR = 3_600_000;
const people = [
  'Name,Email,Manager Email,GitLab',
  'Boss,boss@example.com,,',
  'Ada Quay,person-1@example.com,boss@example.com,ada',
  '',
].join('\n');

async function connectAll({ app, viewer, sync }: Story): Promise<void> {
  const { world, sha } = mergedInGitlab();
  const gitlab = await playGitlab({ world });
  const remote = `${gitlab.url}/harbour/shop.git`;
  const harness = await playHarness({ world: deployedByHarness({ sha, remote }) });
  const jira = await playJira({ world: plannedInJira() });
  const servicenow = await playServicenow({ world: brokenInServicenow() });
  const connected = [
    { provider: 'GITLAB', settings: { ...gitlab.settings, since: '2026-04-01' } },
    { provider: 'HARNESS', settings: { ...harness.settings, since: '2026-04-01' } },
    { provider: 'JIRA', settings: { ...jira.settings, since: '2026-04-01' } },
    { provider: 'SERVICENOW', settings: { ...servicenow.settings, since: '2026-04-01' } },
  ];
  for (const one of connected) {
    const { number } = await app.ingestion.connect(viewer, { name: null, ...one });
    await sync(number);
  }
}

async function configure({ app, viewer, activate, save, settle }: Story): Promise<void> {
  await activate(people);
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Five phases', description: null, config: fivePhasesPreset },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  const ofCheckout = { op: 'AND' as const, conditions: [is('service', 'Checkout')] };
  await save('Organisation', {
    repositories: [is('repository', 'harbour/shop')],
    issueManagement: { ...emptyTeamSettings.issueManagement, projects: [is('project', 'SHOP')] },
    pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', 'Checkout')] },
    incidentManagement: { ...emptyTeamSettings.incidentManagement, incidents: ofCheckout },
  });
  await settle();
}

const metrics = [
  ...(['LEAD_TIME_FOR_CHANGES', 'CHANGE_FAILURE_RATE'] as const),
  ...(['MEAN_TIME_TO_RESTORE', 'DEPLOYMENT_FREQUENCY'] as const),
];

describe.each(databaseKinds)(
  'a commit of GitLab, planned in Jira, deployed by Harness, broken according to ServiceNow, on %s',
  (kind) => {
    it('comes to the sheet that is worked out by hand', async () => {
      const story = await openStory(kind, { providers, allowedPrivateHosts: ['127.0.0.1'] });
      await connectAll(story);
      await configure(story);
      const range = { dates: { from: '2026-05-01', to: '2026-05-31' } };
      const answers = await story.ask({ metrics, range });
      const [lead, failed, restored, deployed] = answers;
      // Planning 4 May 6:00 to 9:00, coding to 11:00, review to 5 May 15:00, build to 15:30, deployment to 6 May 10:00.
      const phases = { PLANNING: 3, CODING: 2, REVIEW: 28, BUILD: 0.5, DEPLOYMENT: 18.5 };
      const found = lead!.segments.map(({ key, value }) => [key, value.milliseconds! / HOUR]);
      expect(Object.fromEntries(found)).toEqual(phases);
      // 3 + 2 + 28 + 0.5 + 18.5 = 52 hours, of one story.
      expect(lead!.headline).toMatchObject({ milliseconds: 52 * HOUR, sampleSize: 1 });
      // Two deployments, of which the later one is followed by the incident: 1 / 2.
      expect(deployed!.headline).toMatchObject({ value: 2 });
      expect(failed!.headline).toMatchObject({ value: 1 / 2, numerator: 1, denominator: 2 });
      // 12:00 to 14:30.
      expect(restored!.headline).toMatchObject({ milliseconds: 2.5 * HOUR, sampleSize: 1 });
    });
  },
);
