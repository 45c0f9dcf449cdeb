import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import type { DatabaseKind } from '../storage/databases.js';
import { openStory, type Story } from './open-story.js';

const equals = (property: string, ...values: string[]) =>
  ({ property, operator: 'EQUALS', values }) as const;

/** Ada and Ben, whose repository is shop and whose project is SHOP. */
export interface ImportedStory extends Story {
  /** Sends lines of a source, all of which must be taken. */
  report(...lines: readonly object[]): Promise<void>;
}

export async function openImportedStory(
  kind: DatabaseKind,
  settings: Partial<TeamSettings> = {},
): Promise<ImportedStory> {
  const story = await openStory(kind);
  await story.activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\nBen,ben@example.com,boss@example.com\n',
  );
  await story.save('Organisation', {
    repositories: [equals('repository', 'shop')],
    issueManagement: {
      ...emptyTeamSettings.issueManagement,
      projects: [equals('project', 'SHOP')],
    },
    ...settings,
  });
  return {
    ...story,
    async report(...lines) {
      const { refused } = await story.app.ingestion.ingest(story.viewer, {
        source: 'Ours',
        lines: lines.map((line) => JSON.stringify(line)),
      });
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
    },
  };
}

/** A file with the lines that it gained and lost. */
export const file = (path: string, additions: number, deletions: number, from?: string) => ({
  ...{ path, additions, deletions },
  ...(from === undefined ? {} : { from }),
});

/** A pull request of Ada's that was merged at an instant, an hour after it was opened. */
export const merged = (number: number, at: string, rest: object = {}) => ({
  ...{ kind: 'PULL_REQUEST', id: `shop!${number}`, updatedAt: at, repository: 'shop', number },
  ...{ title: `Change ${number}`, author: { id: '42', email: 'ada@example.com' } },
  ...{ sourceBranch: `topic-${number}`, targetBranch: 'main', state: 'MERGED' },
  ...{ openedAt: Date.parse(at) - 3_600_000, mergedAt: at, closedAt: at },
  ...rest,
});

/** A story of Ada's, done where it was resolved; nothing of how it came to be that. */
export const item = (
  id: string,
  createdAt: string,
  resolvedAt: string | null,
  rest: object = {},
) => ({
  ...{
    kind: 'WORK_ITEM',
    id,
    updatedAt: resolvedAt ?? createdAt,
    key: `SHOP-${id}`,
    project: 'SHOP',
  },
  ...{ type: 'Story', title: `Item ${id}`, createdAt, resolvedAt },
  ...{ assignee: { id: '42', email: 'ada@example.com' } },
  ...(resolvedAt === null
    ? { status: 'To Do', statusCategory: 'TODO' }
    : { status: 'Done', statusCategory: 'DONE' }),
  ...rest,
});

/** Lead time of March 2026, once all imported facts are calculated. */
export async function leadTimeOfMarch(story: ImportedStory) {
  await story.settle();
  const [insight] = await story.ask({
    metrics: ['LEAD_TIME_FOR_CHANGES'],
    range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
  });
  return insight!;
}
