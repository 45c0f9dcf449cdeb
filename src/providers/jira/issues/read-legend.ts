import type { SourceContext } from '../../provider.js';
import { entriesOf } from '../../setting-values.js';
import { type JiraSite, readMyself, zoneOf } from '../api.js';
import { formerKeysOf, type Project } from '../projects.js';
import type { Estimation } from '../reading/state.js';
import type { JiraSettings } from '../settings.js';
import type { FieldName, Legend, Named } from '../wire.js';

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly untranslatedName?: string | null;
  readonly custom?: boolean | null;
  readonly schema?: { readonly type?: string | null; readonly custom?: string | null } | null;
}
interface Status {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly statusCategory?: { readonly key?: string | null } | null;
  /** The scope of a field or status of a team-managed project. */
  readonly scope?: { readonly project?: { readonly id?: string | null } | null } | null;
}

const equals = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
const namesOf = ({ name, untranslatedName }: Field): readonly string[] =>
  [name, untranslatedName].flatMap((one) => one || []);

const isCalled = (field: Field, word: string): boolean =>
  field.id === word || namesOf(field).some((name) => equals(name, word));

/** Several fields may have one name: all of them are meant, in the order of the words. */
const fieldsCalled = (fields: readonly Field[], words: readonly string[]): readonly Field[] => [
  ...new Set(words.flatMap((word) => fields.filter((field) => isCalled(field, word)))),
];
const fieldsOfType = (fields: readonly Field[], type: string): readonly Field[] =>
  fields.filter(({ schema }) => schema?.custom?.endsWith(`:${type}`));

/** A field under each of its names, since entries of the history may name it by either. */
const toNames = (fields: readonly Field[]): readonly FieldName[] =>
  fields.flatMap((field) => namesOf(field).map((name) => ({ id: field.id, name })));

const usualPoints = ['Story Points', 'Story point estimate'];

function pointsFields(fields: readonly Field[], { storyPoints }: JiraSettings): readonly Field[] {
  const words = entriesOf(storyPoints);
  if (words.length > 0) return fieldsCalled(fields, words);
  const usual = fieldsCalled(fields, usualPoints);
  return [...new Set([...usual, ...fieldsOfType(fields, 'jsw-story-points')])];
}

function epicFields(fields: readonly Field[], { epicLink }: JiraSettings): readonly Field[] {
  const words = entriesOf(epicLink);
  return words.length > 0 ? fieldsCalled(fields, words) : fieldsOfType(fields, 'gh-epic-link');
}

/** Estimation fields by the id of the project that a board lies in; fields that the user names come before all boards. */
function pointsByProject(
  boards: Readonly<Record<string, Estimation>>,
  { storyPoints }: JiraSettings,
): Legend['pointsOf'] {
  if (entriesOf(storyPoints).length > 0) return {};
  const found: Record<string, string[]> = {};
  for (const { project, field } of Object.values(boards))
    if (project !== null && field !== null) {
      const fields = found[project] ?? [];
      if (!fields.includes(field)) found[project] = [...fields, field].sort();
    }
  return found;
}

const plain = [
  ...['summary', 'status', 'issuetype', 'project', 'created', 'updated'],
  ...['statuscategorychangedate', 'resolution', 'priority', 'labels', 'components', 'fixVersions'],
  ...['parent', 'assignee'],
];
/** Long, frequent, or of nobody's concern; their changes are in every history. */
const neverRead = [
  ...['description', 'environment', 'comment', 'Comment', 'RemoteIssueLink', 'Rank', 'Attachment'],
  ...['attachment', 'WorklogId', 'timespent', 'timeestimate', 'Workflow'],
];

const statusesOf = (statuses: readonly Status[]): Legend['statuses'] =>
  Object.fromEntries(
    statuses.flatMap(({ id, name, statusCategory }) =>
      id && name ? [[id, [name, statusCategory?.key ?? ''] as const]] : [],
    ),
  );

/** Statuses as their issues show them, and the project that each is of. */
const namedStatuses = (statuses: readonly Status[]): readonly Named[] =>
  statuses.flatMap(({ id, name, statusCategory, scope }) =>
    id
      ? [{ id, shown: [name, statusCategory?.key ?? ''], project: scope?.project?.id ?? null }]
      : [],
  );

const idsOf = (fields: readonly { readonly id: string }[]): string[] => fields.map(({ id }) => id);

function known(
  site: JiraSite,
  settings: JiraSettings,
  fields: readonly Field[],
  statuses: readonly Status[],
  zone: string | null,
) {
  const excluded = new Set(idsOf(fieldsCalled(fields, entriesOf(settings.excludedFields))));
  const kept = fields.filter(({ id }) => !excluded.has(id));
  const [sprints, parents] = ['gh-sprint', 'jpo-custom-field-parent'].map((type) =>
    toNames(fieldsOfType(kept, type)),
  ) as [readonly FieldName[], readonly FieldName[]];
  const points = toNames(pointsFields(kept, settings));
  const epics = toNames(epicFields(kept, settings));
  const custom = fieldsCalled(kept, entriesOf(settings.customFields)).map(({ id, name }) => ({
    id,
    name,
  }));
  const legend: Legend = {
    edition: site.edition,
    site: site.address,
    place: site.place,
    zone: zone ?? 'UTC',
    statuses: statusesOf(statuses),
    sprints,
    epics,
    parents,
    points,
    custom,
    pointsOf: {},
    formerKeys: {},
  };
  const all = [...plain, ...idsOf([...sprints, ...epics, ...parents, ...points, ...custom])];
  return {
    legend,
    /** Null if the site does not say it. */
    zone,
    /** Ids of the fields to ask for. */
    requested: [...new Set(all)].filter((id) => !excluded.has(id)),
    /** Ids of fields whose changes are not kept. */
    unread: new Set([...neverRead, ...excluded]) as ReadonlySet<string>,
    statuses: namedStatuses(statuses),
  };
}
/** The data of a site that a run reads before issues. */
export type Known = ReturnType<typeof known>;

/** A field that was renamed is not found by the name that the settings still have. */
function warnOfUnknown(
  fields: readonly Field[],
  { storyPoints, epicLink, customFields }: JiraSettings,
  log: SourceContext['log'],
): void {
  const words = [storyPoints, epicLink, customFields].flatMap(entriesOf);
  const unknown = words.filter((word) => !fields.some((field) => isCalled(field, word)));
  if (unknown.length > 0)
    log('warn', `Jira has no field ${unknown.join(', ')}: correct the names in the settings.`);
}

/** Reads who the token's user is, which fields there are, and what statuses mean. */
export async function readLegend(
  site: JiraSite,
  settings: JiraSettings,
  { log }: Pick<SourceContext, 'log'>,
): Promise<Known> {
  const { client, api } = site;
  const zone = zoneOf(await readMyself(site));
  if (zone === null)
    log(
      'warn',
      'Jira does not say the time zone of the account, so more is read again than needed.',
    );
  const fields = await client.askJson<readonly Field[]>(`${api}/field`);
  const statuses = await client.askJson<readonly Status[]>(`${api}/status`);
  warnOfUnknown(fields, settings, log);
  return known(site, settings, fields, statuses, zone);
}

/** Returns the same with the keys that projects had before. */
export const withProjects = ({ legend, ...rest }: Known, projects: readonly Project[]): Known => ({
  ...rest,
  legend: { ...legend, formerKeys: formerKeysOf(projects) },
});

/** Returns the same with what boards estimate by. */
export function withBoards(
  { legend, requested, ...rest }: Known,
  boards: Readonly<Record<string, Estimation>>,
  settings: JiraSettings,
): Known {
  const pointsOf = pointsByProject(boards, settings);
  const more = Object.values(pointsOf)
    .flat()
    .filter((id) => !rest.unread.has(id));
  return {
    ...rest,
    legend: { ...legend, pointsOf },
    requested: [...new Set([...requested, ...more])],
  };
}
