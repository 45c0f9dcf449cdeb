import { checkItem, messageOf, reportOf } from '../check-items.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { type Account, readAccount, zoneFault } from './account.js';
import { type Instance, isRefused, loginFault, openInstance, readTable } from './api.js';
import {
  filterOf,
  readChoices,
  readColumns,
  tablesOf,
  unknownColumns,
  unknownColumnsText,
} from './legend.js';
import type { ServicenowSettings } from './settings.js';
import type { Table } from './wire.js';

const explain = (error: unknown): string => loginFault(error) ?? messageOf(error);
/** Returns what an item finds, and of a refused login what to do. */
const item = (...[about, find]: Parameters<typeof checkItem>) => checkItem(about, find, explain);

const labels: Readonly<Record<Table, string>> = {
  incident: 'Incidents',
  change_request: 'Change requests',
};

const checkTable = (instance: Instance, table: Table): Promise<CheckItem> => {
  const optional = table === 'change_request' ? { optional: true } : {};
  return item({ what: labels[table], permission: 'itil', ...optional }, async () => {
    const grant = `Grant the account the role itil, or a role of your own that reads ${table}.`;
    try {
      const query = filterOf(instance.settings, table);
      const { rows, total } = await readTable(instance, table, {
        ...{ query, fields: ['sys_id'], limit: 1 },
      });
      if (rows.length === 0 && total !== null && total > 0)
        return { ok: false, message: `${total} rows match, but none may be seen. ${grant}` };
      return { ok: true, message: total === null ? 'They can be read.' : `${total} can be read.` };
    } catch (error) {
      if (!isRefused(error)) throw error;
      return { ok: false, message: grant };
    }
  });
};

/** An account that may not read itself may still be in UTC. */
const checkZone = (account: Account | null): CheckItem => {
  const about = { what: 'Time zone of the account' };
  if (account === null)
    return {
      ...{ ...about, ok: false, optional: true, permission: 'user_admin' },
      message:
        'The account may not read itself in sys_user: make sure that its time zone is UTC (GMT).',
    };
  const fault = zoneFault(account);
  return { ...about, ok: fault === null, message: fault ?? 'It is UTC.' };
};

const checkUsers = (instance: Instance): Promise<CheckItem> =>
  item({ what: 'E-mail addresses', permission: 'user_admin', optional: true }, async () => {
    const grant =
      'Grant the account the role user_admin, or a role of your own that reads sys_user: without, people must be matched to developers by hand.';
    try {
      const fields = ['sys_id', 'email'];
      const { rows } = await readTable(instance, 'sys_user', {
        ...{ query: 'emailISNOTEMPTY', fields, limit: 1 },
      });
      const ok = rows.some(({ email }) => Boolean(email));
      return { ok, message: ok ? 'They can be read.' : grant };
    } catch (error) {
      if (!isRefused(error)) throw error;
      return { ok: false, message: grant };
    }
  });

const checkStates = (instance: Instance): Promise<CheckItem> =>
  item({ what: 'States', permission: 'personalize_choices', optional: true }, async () => {
    const choices = await readChoices(instance);
    return choices === null
      ? {
          ok: false,
          message:
            'Grant the account the role personalize_choices, which reads sys_choice: without, states go by the numbers that ServiceNow delivers.',
        }
      : { ok: true, message: `${choices.length} words of states can be read.` };
  });

const checkFilters = (instance: Instance): Promise<CheckItem> =>
  item({ what: 'Columns of filters', permission: 'personalize_dictionary' }, async () => {
    const { settings } = instance;
    const columns = await readColumns(instance);
    if (columns === null) throw new DictionaryRefused();
    const faults = tablesOf(settings).flatMap((table) => {
      const unknown = unknownColumns(columns, settings, table);
      return unknown.length > 0 ? [unknownColumnsText(table, unknown)] : [];
    });
    const missing = settings.customFields.filter((column) => !columns.has(column));
    if (missing.length > 0)
      faults.push(`ServiceNow has no column ${missing.join(', ')}: correct "More fields".`);
    return { ok: faults.length === 0, message: faults.join(' ') || 'All are known.' };
  }).then((found) =>
    found.message === DictionaryRefused.words ? { ...found, optional: true } : found,
  );

/** Nobody knows then whether the filters are right. */
class DictionaryRefused extends Error {
  static readonly words =
    'Grant the account the role personalize_dictionary, which reads sys_dictionary: without, a misspelt filter is ignored and all rows are read.';
  constructor() {
    super(DictionaryRefused.words);
  }
}

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export async function check(
  settings: ServicenowSettings,
  context: SourceContext,
): Promise<CheckReport> {
  let instance: Instance;
  let account: Account | null;
  try {
    instance = await openInstance(settings, context);
    account = await readAccount(instance);
  } catch (error) {
    return reportOf([{ what: 'Account', ok: false, message: explain(error) }]);
  }
  const { place } = instance;
  const login = {
    what: 'Account',
    ok: true,
    message: `${account?.name ?? 'It'} is logged in at ${place}.`,
  };
  const read = await Promise.all(tablesOf(settings).map((table) => checkTable(instance, table)));
  return reportOf([
    ...[login, ...read, checkZone(account)],
    await checkStates(instance),
    await checkFilters(instance),
    await checkUsers(instance),
  ]);
}
