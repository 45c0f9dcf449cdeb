import { randomBytes } from 'node:crypto';
import type { Viewer } from '../model/access.js';
import { Fault, Refusal, refuse } from '../model/errors.js';
import { defaultProductivity, sourceCodePreset } from '../model/profile/default-profile.js';
import { isTimeZone, type TimeZone } from '../model/time.js';
import {
  type AccountSettings,
  insertAccountSettings,
  readAccountSettings,
  updateTimeZone,
} from '../storage/directory/accounts.js';
import { insertProfile } from '../storage/directory/profiles.js';
import type { Session } from '../storage/sql/session.js';
import { directoryEntry, record } from './activity.js';
import { type DirectoryContext, operator } from './context.js';
import { nameErrors } from './name-errors.js';
import { demand } from './permissions.js';

/** An account as its own keys may see it. */
export type AccountDescription = Pick<AccountSettings, 'name' | 'timeZone'>;
/** An account in a list. */
export interface AccountEntry extends AccountDescription {
  /** Number of the account. */
  readonly id: number;
}

const checkZone = (timeZone: TimeZone): void => {
  if (!isTimeZone(timeZone))
    refuse(
      'UNKNOWN_TIME_ZONE',
      ['timeZone'],
      `There is no time zone "${timeZone}": give an IANA name such as Europe/Berlin.`,
    );
};

const settingsOf = async ({ database }: DirectoryContext, account: number) => {
  const settings = await database.read(account, readAccountSettings);
  if (!settings) throw new Fault('NOT_FOUND', `There is no account ${account}.`);
  return settings;
};

async function all({ database }: DirectoryContext): Promise<AccountEntry[]> {
  const entries: AccountEntry[] = [];
  for (const { id } of await database.accounts()) {
    const settings = await database.read(id, readAccountSettings);
    if (settings) entries.push({ id, name: settings.name, timeZone: settings.timeZone });
  }
  return entries;
}

async function seedAccount(session: Session, name: string, timeZone: TimeZone): Promise<void> {
  const aliasSecret = randomBytes(32).toString('base64url');
  await insertAccountSettings(session, { name, timeZone, aliasSecret });
  const common = { name: 'Default', description: null };
  await insertProfile(session, { ...common, kind: 'EFFICIENCY', config: sourceCodePreset });
  await insertProfile(session, { ...common, kind: 'PRODUCTIVITY', config: defaultProductivity });
  const { account } = session;
  await record(session, operator(account), 'CREATED', 'ACCOUNT', account, { name, timeZone });
}

async function create(context: DirectoryContext, given: string, timeZone: TimeZone) {
  const errors = nameErrors(given);
  if (errors.length > 0) throw new Refusal(errors);
  checkZone(timeZone);
  const name = given.trim();
  return context.database.withLock('ACCOUNTS', async () => {
    if ((await all(context)).some((account) => account.name === name))
      refuse('NAME_TAKEN', ['name'], `There is an account "${name}" already.`);
    return context.database.createAccount((session) => seedAccount(session, name, timeZone));
  });
}

async function moveTo(session: Session, viewer: Viewer, before: TimeZone, after: TimeZone) {
  await updateTimeZone(session, after);
  const details = { timeZone: { before, after } };
  await record(session, viewer, 'EDITED', 'ACCOUNT', viewer.account, details);
  session.append(directoryEntry());
}

export const createAccounts = (context: DirectoryContext) => ({
  /** Creates an account with its default profiles and returns its id. Refuses a taken or empty name, and unknown zones. */
  create: (name: string, timeZone: TimeZone = 'UTC'): Promise<number> =>
    create(context, name, timeZone),

  /** Returns every account of this database; only for the operator of the machine. */
  all: (): Promise<AccountEntry[]> => all(context),

  /** Returns the name and the time zone of the viewer's account. */
  async describe(viewer: Viewer): Promise<AccountDescription> {
    const { name, timeZone } = await settingsOf(context, viewer.account);
    return { name, timeZone };
  },

  /** Sets the zone of days. Observations do not depend on the zone. */
  async update(viewer: Viewer, { timeZone }: { timeZone: TimeZone }): Promise<AccountDescription> {
    demand(viewer, 'EDIT_ACCOUNT');
    checkZone(timeZone);
    const { timeZone: before } = await settingsOf(context, viewer.account);
    await context.database.write(viewer.account, (session) =>
      moveTo(session, viewer, before, timeZone),
    );
    return this.describe(viewer);
  },
});
