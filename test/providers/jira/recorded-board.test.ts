import { expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { Phase, PhaseEdge } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { jira } from '../../../src/providers/jira/index.js';
import { openStory, type Story } from '../../story/open-story.js';
import { recordedWorld } from '../play/jira/recorded.js';
import { hasPayloads, playing, recorded } from './support.js';

const NOW = Date.UTC(2022, 5, 17, 9);
const RANGE = { dates: { from: '2020-05-01', to: '2021-12-31' } };

interface RawIssue {
  readonly fields: {
    readonly created: string;
    readonly statuscategorychangedate: string;
    readonly status: { readonly name: string; readonly statusCategory: { readonly key: string } };
    readonly assignee: Readonly<Record<string, unknown>> & { readonly accountId: string };
  };
  readonly changelog: {
    readonly histories: readonly {
      readonly created: string;
      readonly items: readonly { readonly field: string; readonly toString: string }[];
    }[];
  };
}
const dataOf = <Data>(name: string): Data[] => recorded<Data>(name).map(({ data }) => data);
/** The recording was made by an account that sees no addresses; developers are found by theirs. */
const addressOf = (accountId: string): string => `${accountId}@example.com`;
const withAddress = (issue: RawIssue): RawIssue & Record<string, unknown> => {
  const { assignee } = issue.fields;
  const seen = { ...assignee, emailAddress: addressOf(assignee.accountId) };
  return { ...issue, fields: { ...issue.fields, assignee: seen } };
};
const timeOf = (text: string): number => Date.parse(text);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the recording's own figures of a done issue: Jira notes the category some milliseconds before the entry of the history. */
function calculated({ fields, changelog }: RawIssue) {
  const changed = timeOf(fields.statuscategorychangedate);
  const entries = changelog.histories.flatMap(({ created, items }) =>
    items.flatMap((item) =>
      item.field === 'status' ? [{ at: timeOf(created), name: item.toString }] : [],
    ),
  );
  const completed = entries.find(({ at }) => Math.abs(at - changed) < 100)!.at;
  const opened = Math.min(...entries.flatMap(({ at, name }) => (name === 'Open' ? [at] : [])));
  const migrated = entries.find(({ name }) => name === '已完成')!.at;
  return { created: timeOf(fields.created), opened, completed, migrated };
}

const source = 'ISSUE_MANAGEMENT' as const;
const open: PhaseEdge = { source, event: 'TICKET_STATUS', status: 'Open' };
const phase = (key: Phase['key'], start: PhaseEdge, end: PhaseEdge): Phase => ({
  ...{ key, enabled: true, start, end },
});
const phases = [
  phase('PLANNING', { source, event: 'TICKET_CREATED' }, open),
  phase('CODING', open, { source, event: 'TICKET_DONE' }),
];

async function configure({ app, viewer, ...story }: Story, accounts: readonly string[]) {
  const rows = accounts.map((id) => `${id},${addressOf(id)},boss@example.com`);
  await story.activate(
    ['Name,Email,Manager Email', 'Boss,boss@example.com,', ...rows, ''].join('\n'),
  );
  const projects = [{ property: 'project', operator: 'EQUALS' as const, values: ['EE'] }];
  await story.save('Organisation', {
    issueManagement: { ...emptyTeamSettings.issueManagement, projects },
  });
  const leadTime = { ...fivePhasesPreset.leadTime, phases };
  const { deploymentFrequency, changeFailureRate, meanTimeToRestore } = fivePhasesPreset;
  const config = {
    ...{ ...fivePhasesPreset, leadTime },
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

it.skipIf(!hasPayloads)(
  'counts the recorded board of Jira as its raw answers say, whatever the later migration did',
  async () => {
    const raw = dataOf<RawIssue>('board_issues');
    const world = recordedWorld(
      {
        issues: raw.map(withAddress),
        ...{ statuses: dataOf('status'), users: dataOf('users'), projects: dataOf('projects') },
        ...{ sprints: dataOf('sprints'), fields: dataOf('fields') },
      },
      NOW,
    );
    const server = await playing({ world });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [jira], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { number } = await story.app.ingestion.connect(story.viewer, {
      ...{ provider: 'JIRA', name: null, settings: { ...server.settings, since: '2008-01-01' } },
    });
    await story.sync(number);
    await configure(story, [...new Set(raw.map(({ fields }) => fields.assignee.accountId))]);

    const done = raw.filter(({ fields }) => fields.status.statusCategory.key === 'done');
    expect(done.every(({ fields }) => fields.status.name === '已完成')).toBe(true);
    const items = done.map(calculated);
    const metrics = ['WORK_COMPLETED_PER_DEVELOPER', 'TIME_TO_COMPLETE', 'LEAD_TIME_FOR_CHANGES'];
    const [completed, time, lead] = await story.ask({ metrics, range: RANGE });
    expect(completed!.headline.numerator).toBe(done.length);
    const leads = items.map(({ created, completed: at }) => at - created);
    for (const { headline } of [time!, lead!]) {
      expect(headline.sampleSize).toBe(done.length);
      expect(headline.milliseconds).toBeCloseTo(mean(leads), 3);
    }

    const monthOf = (at: number) => new Date(at).toISOString().slice(0, 'YYYY-MM'.length);
    const counts = Map.groupBy(items, (item) => monthOf(item.completed));
    const migrations = new Set(items.map(({ migrated }) => monthOf(migrated)));
    expect([...migrations]).toEqual(['2021-03']);
    for (const { from: start, value, segments } of lead!.series) {
      const own = counts.get(monthOf(start)) ?? [];
      expect(value.sampleSize).toBe(own.length);
      if (own.length === 0) continue;
      const spans = {
        PLANNING: mean(own.map(({ created, opened }) => opened - created)),
        CODING: mean(own.map(({ opened, completed: at }) => at - opened)),
      };
      expect(segments.map(({ key }) => key)).toEqual(Object.keys(spans));
      for (const { key, value: inStatus } of segments)
        expect(inStatus.milliseconds).toBeCloseTo(spans[key as keyof typeof spans], 3);
    }
  },
);
