import type { Viewer } from '../model/access.js';
import { rangesOf } from '../model/change-log.js';
import { Fault } from '../model/errors.js';
import { botRuleOf } from '../model/facts/bot.js';
import type { Identity } from '../model/facts/people.js';
import { readDevelopersByNumber } from '../storage/directory/developers.js';
import {
  type ActivePerson,
  linkIdentities,
  readActivePeople,
  readIdentitiesOf,
  readIdentity,
  readSamePerson,
} from '../storage/directory/identities.js';
import { authoredBy } from '../storage/directory/identity-resolution.js';
import type { Session } from '../storage/sql/session.js';
import { directoryEntry, record, revealing } from './activity.js';
import type { DirectoryContext } from './context.js';
import { type Page, type PageRequest, pageOf } from './page.js';
import { demand } from './permissions.js';

async function samePerson(session: Session, number: number): Promise<Identity[]> {
  const identity = await readIdentity(session, number);
  if (!identity) throw new Fault('NOT_FOUND', 'There is no such identity.');
  return readSamePerson(session, identity);
}

/**
 * Emits the commits and changes of the identities again, since another developer is their author
 * now.
 */
async function reemitAuthored(session: Session, identities: readonly number[]): Promise<void> {
  const { commits, changes } = await authoredBy(session, identities);
  const added = [
    ['COMMIT', commits],
    ['CHANGE', changes],
  ] as const;
  for (const [kind, numbers] of added)
    if (numbers.length > 0)
      session.append({
        kind: 'FACTS',
        what: { kind, numbers: rangesOf(numbers), newPeople: false },
      });
}

async function assign(session: Session, viewer: Viewer, number: number, developer: number | null) {
  const identities = await samePerson(session, number);
  const numbers = identities.map((identity) => identity.number);
  await linkIdentities(session, numbers, developer);
  const before = [...new Set(identities.flatMap((identity) => identity.developer ?? []))];
  const details = { identities: numbers, before, after: developer };
  await record(session, viewer, 'EDITED', 'DEVELOPER_IDENTITY', number, details);
  const developers = [...new Set([...before, ...(developer === null ? [] : [developer])])];
  session.append(directoryEntry({ developers }));
  await reemitAuthored(session, numbers);
}

async function demandDeveloper(session: Session, number: number): Promise<void> {
  if ((await readDevelopersByNumber(session, [number])).length === 0)
    throw new Fault('NOT_FOUND', 'There is no such developer.');
}

export const createIdentities = ({ database, clock }: DirectoryContext) => ({
  /** People of all tools whom no rule matches to a developer, the busiest first; no bots. */
  async unmatched(viewer: Viewer, request: PageRequest): Promise<Page<ActivePerson>> {
    demand(viewer, 'READ_DIRECTORY', 'READ_DEVELOPERS');
    const people = await revealing({ database, clock }, viewer, 'unmatched people', (session) =>
      readActivePeople(session, true),
    );
    const humans = people.filter((person) => botRuleOf(person) === null);
    return pageOf(humans, ({ identity }) => identity, request);
  },

  /** The identities of developers, in no order. */
  async of(viewer: Viewer, developers: readonly number[]): Promise<Identity[]> {
    demand(viewer, 'READ_DIRECTORY', 'READ_DEVELOPERS');
    return database.read(viewer.account, (session) => readIdentitiesOf(session, developers));
  },

  /** Links a person of a tool, in every repository they appear in, to a developer; no automatic rule undoes it. */
  async link(viewer: Viewer, identity: number, developer: number): Promise<void> {
    demand(viewer, 'EDIT_IDENTITIES');
    await database.write(viewer.account, async (session) => {
      await demandDeveloper(session, developer);
      await assign(session, viewer, identity, developer);
    });
  },

  /** Says that a person of a tool is none of the developers; no automatic rule undoes it. */
  async unlink(viewer: Viewer, identity: number): Promise<void> {
    demand(viewer, 'EDIT_IDENTITIES');
    await database.write(viewer.account, (session) => assign(session, viewer, identity, null));
  },
});
