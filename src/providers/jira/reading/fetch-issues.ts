import { followTokens } from '../../http/paging.js';
import type { SourceContext } from '../../provider.js';
import type { JiraSite } from '../api.js';
import type { Known } from '../issues/read-legend.js';
import { changeItemOf, type IssuesBody } from '../wire.js';

/** The most issues that `bulkfetch` accepts. */
export const ISSUES_AT_ONCE = 100;
const HISTORIES_AT_ONCE = 5_000;

/** An issue as it came, in the parts that reading itself needs. */
export interface RawIssue {
  readonly id: string;
  readonly key: string;
  readonly fields?: Readonly<Record<string, unknown>> | null;
  readonly changelog?: RawChangelog | null;
}
interface RawHistory {
  readonly items?: readonly unknown[] | null;
}
interface RawChangelog {
  readonly total?: number | null;
  readonly histories?: readonly RawHistory[] | null;
}
/** A page of issues. */
export interface Search<Issue = RawIssue> {
  readonly issues?: readonly Issue[] | null;
  readonly nextPageToken?: string | null;
  readonly total?: number | null;
}
interface IssueChangelog {
  readonly issueId: string;
  readonly changeHistories?: readonly RawHistory[] | null;
}
interface BulkChangelogs {
  readonly issueChangeLogs?: readonly IssueChangelog[] | null;
  readonly nextPageToken?: string | null;
}

/** A reader of issues: the site, its known data, and the target of warnings. */
export interface Reader {
  readonly site: JiraSite;
  readonly known: Known;
  readonly log: SourceContext['log'];
  /** Ids of epics by their keys, as far as this run has looked them up. */
  readonly epicIds: Map<string, string>;
}

/** Leaves out the changes of fields that are not read, such as descriptions: they are most of a history. */
function readHistories(
  histories: readonly RawHistory[],
  unread: ReadonlySet<string>,
): RawHistory[] {
  const isRead = (given: unknown): boolean => {
    const item = changeItemOf(given);
    return item === null || !(unread.has(item.fieldId ?? item.field) || unread.has(item.field));
  };
  return histories.flatMap((history) => {
    const items = history.items?.filter(isRead);
    return items?.length === 0 ? [] : [{ ...history, ...(items ? { items } : {}) }];
  });
}

/** Reads the histories of issues, the oldest entry first. */
async function changelogsOf(
  { site: { client, api }, log }: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly RawHistory[]>> {
  const found = new Map<string, RawHistory[]>();
  const pages = followTokens<BulkChangelogs>(
    client,
    `${api}/changelog/bulkfetch`,
    (token) => ({
      json: {
        issueIdsOrKeys: ids,
        maxResults: HISTORIES_AT_ONCE,
        nextPageToken: token ?? undefined,
      },
    }),
    ({ nextPageToken }) => nextPageToken ?? null,
    log,
  );
  for await (const { value } of pages)
    for (const { issueId, changeHistories } of value.issueChangeLogs ?? [])
      found.set(issueId, [...(found.get(issueId) ?? []), ...(changeHistories ?? [])]);
  return found;
}

/**
 * Reads issues by id, at most a hundred, with the requested fields. Issues that no longer exist are
 * excluded.
 */
export async function issuesOf(
  { site: { client, api, edition } }: Reader,
  ids: readonly string[],
  fields: readonly string[],
  expand: readonly string[] = [],
): Promise<readonly RawIssue[]> {
  if (edition === 'CLOUD') {
    const json = { issueIdsOrKeys: ids, fields };
    return (await client.askJson<Search>(`${api}/issue/bulkfetch`, { json })).issues ?? [];
  }
  const jql = `id in (${ids.join(', ')}) ORDER BY key ASC`;
  // Without validation an id that is no more is no error.
  const how = { startAt: 0, maxResults: ids.length, validateQuery: false };
  const { issues } = await client.askJson<Search>(`${api}/search`, {
    json: { jql, fields, expand, ...how },
  });
  return issues ?? [];
}

/** Returns the id of the project that holds an issue. */
export const projectOf = ({ fields }: RawIssue): string =>
  String((fields?.project as { readonly id?: unknown } | undefined)?.id);

/** Reads issues by id on Cloud, where search shows what was written only after a while. */
export const bulkIssues = (reader: Reader, ids: readonly string[]): Promise<readonly RawIssue[]> =>
  issuesOf(reader, ids, reader.known.requested);

/** Returns the body of a page of issues of Cloud, with their histories. */
export async function cloudBody(reader: Reader, issues: readonly RawIssue[]): Promise<IssuesBody> {
  const { legend, unread } = reader.known;
  if (issues.length === 0) return { legend, issues };
  const histories = await changelogsOf(
    reader,
    issues.map(({ id }) => id),
  );
  const changelogs = [...histories].map(([issueId, entries]) => ({
    issueId,
    changeHistories: readHistories(entries, unread),
  }));
  return { legend, issues, changelogs };
}

/** A history that the search cut is read by itself. */
async function completed({ site: { client, api }, log }: Reader, issue: RawIssue) {
  const isCut = ({ changelog }: RawIssue): boolean =>
    (changelog?.total ?? 0) > (changelog?.histories?.length ?? 0);
  if (!isCut(issue)) return issue;
  const query = { expand: 'changelog', fields: 'updated' };
  const whole = await client.askJson<RawIssue>(`${api}/issue/${issue.id}`, { query });
  if (isCut(whole))
    log('warn', `Jira cuts the history of ${issue.key}: its oldest part is missing.`);
  return { ...issue, changelog: whole.changelog ?? null };
}

/** Returns the keys of epics that issues name without an id. */
function epicKeys(issues: readonly RawIssue[], { known, epicIds }: Reader): readonly string[] {
  const { epics, parents } = known.legend;
  const keys = issues.flatMap(({ fields }) =>
    [...epics, ...parents].flatMap(({ id }) => {
      const value = fields?.[id];
      return typeof value === 'string' && value !== '' ? [value] : [];
    }),
  );
  return [...new Set(keys)].filter((key) => !epicIds.has(key));
}

async function findEpics(reader: Reader, issues: readonly RawIssue[]): Promise<void> {
  const { client, api } = reader.site;
  const keys = epicKeys(issues, reader);
  if (keys.length === 0) return;
  const quoted = keys.map((key) => `"${key.replace(/["\\]/g, '')}"`);
  const jql = `key in (${quoted.join(', ')})`;
  // Without validation a key that is no more is no error.
  const how = { startAt: 0, maxResults: keys.length, validateQuery: false };
  const json = { jql, fields: ['updated'], ...how };
  const answer = await client.askJson<Search>(`${api}/search`, { json });
  for (const { id, key } of answer.issues ?? []) reader.epicIds.set(key, id);
}

/** Returns the body of a page of issues of Data Center, whose histories came with them. */
export async function serverBody(reader: Reader, issues: readonly RawIssue[]): Promise<IssuesBody> {
  const { legend, unread } = reader.known;
  await findEpics(reader, issues);
  const whole: RawIssue[] = [];
  for (const issue of issues) {
    const { changelog, ...rest } = await completed(reader, issue);
    const histories = readHistories(changelog?.histories ?? [], unread);
    whole.push({ ...rest, changelog: { total: changelog?.total ?? 0, histories } });
  }
  return { legend, issues: whole, epicIds: Object.fromEntries(reader.epicIds) };
}

/** Reads issues by id with their histories, at most a hundred. */
export async function bodyOf(reader: Reader, ids: readonly string[]): Promise<IssuesBody> {
  if (reader.site.edition === 'CLOUD') return cloudBody(reader, await bulkIssues(reader, ids));
  return serverBody(reader, await issuesOf(reader, ids, reader.known.requested, ['changelog']));
}
