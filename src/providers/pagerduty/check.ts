import { DAY_MILLISECONDS } from '../../model/time.js';
import { checkItem, messageOf, reportOf } from '../check-items.js';
import { parseJson } from '../http/answer.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { type Account, isRefused, loginFault, openAccount, readOne, readPage } from './api.js';
import { readIncidents } from './reading/windows.js';
import { identify, type PagerdutySettings } from './settings.js';

const explain = (error: unknown): string => loginFault(error) ?? messageOf(error);

type About = Pick<CheckItem, 'what' | 'optional'> & { readonly permission: string };

/** Returns what an item finds; without its permission, that it must be granted. */
const item = (about: About, without: string, find: () => Promise<string>): Promise<CheckItem> =>
  checkItem(
    about,
    async () => {
      try {
        return { ok: true, message: await find() };
      } catch (error) {
        if (!isRefused(error)) throw error;
        const { permission } = about;
        const message = `Grant the token the scope ${permission}, or give a read-only API key of the account: without, ${without}.`;
        return { ok: false, message };
      }
    },
    explain,
  );

interface Me {
  readonly user?: { readonly name?: string | null; readonly role?: string | null } | null;
}

/** Returns whose key it is: a key of the account is nobody's, and a user's sees what that user sees. */
async function describeKey({ client }: Account): Promise<string> {
  await client.ask('/abilities', { allowed: [403] });
  const answer = await client.ask('/users/me', { allowed: [400, 403, 404] });
  if (answer.status >= 400) return 'It is a key of the account.';
  const { user } = parseJson<Me>(answer);
  return `It is the key of ${user?.name ?? 'a user'} (${user?.role ?? 'no role'}), and sees what that user sees.`;
}

const incidentsRead = { permission: 'incidents.read' };

const checkIncidents = (account: Account, now: number): Promise<CheckItem> =>
  item({ what: 'Incidents', ...incidentsRead }, 'nothing is read', async () => {
    const window = { since: now - 30 * DAY_MILLISECONDS, until: now };
    const { items, hasMore } = await readIncidents(account, window, 0);
    return `${items.length}${hasMore ? ' or more' : ''} of the last 30 days can be read.`;
  });

const checkLogs = (account: Account): Promise<CheckItem> =>
  item({ what: 'Log entries', ...incidentsRead }, 'no change is seen', async () => {
    await readPage(account, '/log_entries', 'log_entries', 0);
    return 'They can be read.';
  });

const checkUsers = (account: Account): Promise<CheckItem> => {
  const about = { what: 'E-mail addresses', permission: 'users.read', optional: true };
  return item(about, 'people must be matched to developers by hand', async () => {
    await readPage(account, '/users', 'users', 0);
    return 'They can be read.';
  });
};

const checkService = async (account: Account, id: string): Promise<CheckItem> => {
  const about = { what: `Service ${id}`, permission: 'services.read' };
  const found = await item({ ...about, optional: true }, 'it cannot be found', async () => {
    const service = await readOne(account, `/services/${id}`, 'service');
    return service === null ? '' : `${String(service.name ?? id)} can be read.`;
  });
  const message = `PagerDuty has no service ${id}, or the key does not see it: correct the id.`;
  return found.message === '' ? { ...about, ok: false, message } : found;
};

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export async function check(
  settings: PagerdutySettings,
  context: SourceContext,
): Promise<CheckReport> {
  const account = openAccount(settings, context);
  const key = await checkItem(
    { what: 'API key' },
    async () => ({ ok: true, message: await describeKey(account) }),
    explain,
  );
  if (!key.ok) return reportOf([key]);
  const place: CheckItem = {
    ...{ what: 'Address', ok: true, message: `PagerDuty at ${identify(settings).name}.` },
  };
  const services = await Promise.all(settings.services.map((id) => checkService(account, id)));
  return reportOf([
    ...[place, key, await checkIncidents(account, context.now), await checkLogs(account)],
    ...[...services, await checkUsers(account)],
  ]);
}
