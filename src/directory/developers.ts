import type { Viewer } from '../model/access.js';
import { Refusal, refuse } from '../model/errors.js';
import { botRuleOf } from '../model/facts/bot.js';
import type { MailmapEntry } from '../model/facts/code.js';
import type { Developer } from '../model/facts/people.js';
import type { Instant, LocalDate } from '../model/time.js';
import {
  countDevelopers,
  lockDirectory,
  readDevelopers,
  readDevelopersByNumber,
  type StoredDeveloper,
  searchDevelopers,
} from '../storage/directory/developers.js';
import { readActivePeople } from '../storage/directory/identities.js';
import { mailmapsOf } from '../storage/directory/identity-resolution.js';
import { readOrgTrees } from '../storage/directory/org-trees.js';
import type { Session } from '../storage/sql/session.js';
import { revealing } from './activity.js';
import { type Adoption, adoptDevelopers } from './adopt-developers.js';
import type { DirectoryContext } from './context.js';
import {
  type DeveloperRecord,
  tidyEmail,
  tidyEmails,
  tidyText,
} from './developer-file/developer-record.js';
import { type DevelopersDraft, draftDevelopers } from './developer-file/draft-developers.js';
import { validateDevelopers } from './developer-file/validate-developers.js';
import { asUserErrors, effectiveInstant } from './imports.js';
import { type Page, type PageRequest, pageByName, rangeByName } from './page.js';
import { demand } from './permissions.js';

/**
 * A change of a developer. Absent fields stay as they are; null clears a field. A developer that is
 * not known yet needs a name.
 */
export interface DeveloperChange {
  /** E-mail address. */
  readonly email: string;
  /** Full name. */
  readonly name?: string;
  /** E-mail of the manager; null at the top. */
  readonly managerEmail?: string | null;
  /** Further addresses. */
  readonly alternateEmails?: readonly string[] | null;
  /** Replaces the values of these attributes; null removes one. */
  readonly attributes?: Readonly<Record<string, string | null>>;
}

/** Reads who wrote a commit by the lines of a `.mailmap`. */
export type Mailmap = (entries: readonly MailmapEntry[]) => (person: {
  readonly name: string | null;
  readonly email: string | null;
}) => {
  readonly name: string | null;
  readonly email: string | null;
};

const recordOf = (developer: Developer): DeveloperRecord => ({ ...developer, line: null });

function changedAttributes(before: Readonly<Record<string, string>>, change: DeveloperChange) {
  const attributes = { ...before, ...change.attributes };
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      value?.trim() ? [[tidyText(key), tidyText(value)]] : [],
    ),
  );
}

function merged(before: DeveloperRecord | undefined, change: DeveloperChange): DeveloperRecord {
  const { name, managerEmail, alternateEmails } = change;
  return {
    line: null,
    email: tidyEmail(change.email),
    name: name === undefined ? (before?.name ?? '') : tidyText(name),
    managerEmail:
      managerEmail === undefined
        ? (before?.managerEmail ?? null)
        : tidyEmail(managerEmail ?? '') || null,
    alternateEmails:
      alternateEmails === undefined
        ? (before?.alternateEmails ?? [])
        : tidyEmails((alternateEmails ?? []).join('; ')),
    attributes: changedAttributes(before?.attributes ?? {}, change),
  };
}

/** The whole set after the changes; an e-mail that is changed twice stands twice, so that it is found. */
function afterChanges(developers: readonly Developer[], changes: readonly DeveloperChange[]) {
  const before = new Map(developers.map((developer) => [developer.email, recordOf(developer)]));
  const changed = changes.map((change) => merged(before.get(tidyEmail(change.email)), change));
  const emails = new Set(changed.map(({ email }) => email));
  return [...[...before.values()].filter(({ email }) => !emails.has(email)), ...changed];
}

async function adopt(
  session: Session,
  viewer: Viewer,
  at: Instant,
  change: (developers: readonly Developer[]) => readonly DeveloperRecord[],
  field: string,
): Promise<Adoption> {
  await lockDirectory(session);
  if ((await readOrgTrees(session)).length === 0)
    refuse(
      'SETUP_REQUIRED',
      [],
      'There are no developers yet: upload and activate a developers file first.',
    );
  const active = (await readDevelopers(session)).filter((developer) => developer.active);
  const records = change(active);
  const errors = validateDevelopers(records);
  if (errors.length > 0) throw new Refusal(asUserErrors(errors, [field]));
  return adoptDevelopers(session, viewer, records, at, field);
}

async function list(
  context: DirectoryContext,
  viewer: Viewer,
  search: string | null,
  request: PageRequest,
): Promise<Page<StoredDeveloper>> {
  const range = rangeByName(request);
  const text = search?.trim() || null;
  const { found, totalCount } = await revealing(context, viewer, 'developers', async (session) => ({
    found: await searchDevelopers(session, { text, ...range }),
    totalCount: text === null ? await countDevelopers(session) : null,
  }));
  return pageByName(found, range, totalCount);
}

async function draft(
  { database }: DirectoryContext,
  viewer: Viewer,
  mailmap: Mailmap,
  manager: string | null,
): Promise<DevelopersDraft> {
  const { people, entries } = await database.read(viewer.account, async (session) => ({
    people: await readActivePeople(session, false),
    entries: [...(await mailmapsOf(session)).values()].flat(),
  }));
  const proper = mailmap(entries);
  const accounts = people
    .filter((person) => botRuleOf(person) === null)
    .map(({ commits, pullRequests, reviews, workItems, ...person }) => ({
      ...person,
      ...(person.applicationType === 'GIT' ? proper(person) : {}),
      uses: commits + pullRequests + reviews + workItems,
    }));
  return draftDevelopers(accounts, manager);
}

export const createDevelopers = (context: DirectoryContext, mailmap: Mailmap) => ({
  /** Effective developers by name, for those who may see names; each reading is written down. */
  async list(viewer: Viewer, search: string | null, request: PageRequest) {
    demand(viewer, 'READ_DIRECTORY', 'READ_DEVELOPERS');
    return list(context, viewer, search, request);
  },

  /** Developers by number, also those who left, in the order of the numbers; null where there is none. Names only for those who may see them. */
  async byNumber(viewer: Viewer, numbers: readonly number[]) {
    demand(viewer, 'READ_DIRECTORY', 'READ_DEVELOPERS');
    const found = await revealing(context, viewer, 'developers', (session) =>
      readDevelopersByNumber(session, numbers),
    );
    const byNumber = new Map(found.map((developer) => [developer.number, developer]));
    return numbers.map((number) => byNumber.get(number) ?? null);
  },

  /** Adds and changes developers without a file, all or nothing. Refuses what a file of the resulting set would be refused for. */
  async upsert(viewer: Viewer, changes: readonly DeveloperChange[], effectiveOn: LocalDate | null) {
    demand(viewer, 'EDIT_DIRECTORY');
    const at = await effectiveInstant(context, viewer, effectiveOn);
    return context.database.write(viewer.account, (session) =>
      adopt(session, viewer, at, (active) => afterChanges(active, changes), 'developers'),
    );
  },

  /** Lets developers go. Refuses while somebody who stays reports to one of them; e-mails that nobody has are answered. */
  async remove(viewer: Viewer, given: readonly string[], effectiveOn: LocalDate | null) {
    demand(viewer, 'EDIT_DIRECTORY');
    const at = await effectiveInstant(context, viewer, effectiveOn);
    const emails = new Set(given.map(tidyEmail));
    const unknown = new Set(emails);
    const stay = (active: readonly Developer[]) => {
      for (const { email } of active) unknown.delete(email);
      return active.filter(({ email }) => !emails.has(email)).map(recordOf);
    };
    const adoption = await context.database.write(viewer.account, (session) =>
      adopt(session, viewer, at, stay, 'emails'),
    );
    return { adoption, unknownEmails: [...unknown] };
  },

  /**
   * Returns a developers file to start from, made of the people of all sources; `manager` is the address of the manager of the others.
   * Throws BAD_USER_INPUT where that is no address.
   */
  async draft(viewer: Viewer, manager: string | null = null): Promise<DevelopersDraft> {
    demand(viewer, 'EDIT_DIRECTORY', 'READ_DEVELOPERS');
    return draft(context, viewer, mailmap, manager);
  },
});
