import { DAY_MILLISECONDS, type Instant, startOfLocalDate } from '../../../model/time.js';
import type { CollectContext } from '../../provider.js';
import { readAccount, zoneFault } from '../account.js';
import { type Instance, loginFault, openInstance } from '../api.js';
import {
  filterOf,
  readColumns,
  readStates,
  tablesOf,
  unknownColumns,
  unknownColumnsText,
} from '../legend.js';
import type { ServicenowSettings } from '../settings.js';
import type { GoneBody, RowsBody } from '../wire.js';
import { parseState } from './state.js';
import { createUsers } from './users.js';
import { vendorTime } from './vendor-time.js';

const DEFAULT_DAYS = 180;

/** A page before it has its cursor. */
export interface Draft {
  readonly kind: 'rows' | 'gone';
  readonly body: RowsBody | GoneBody;
  readonly items: number;
  readonly total?: number;
}

function fromOf({ since }: ServicenowSettings, context: CollectContext): Instant {
  if (context.since !== null) return context.since;
  return since === ''
    ? context.now - DEFAULT_DAYS * DAY_MILLISECONDS
    : startOfLocalDate(since, 'UTC');
}

/** Throws where dates of queries mean others than they say. */
async function confirmZone(instance: Instance): Promise<void> {
  const account = await readAccount(instance);
  const fault = account === null ? null : zoneFault(account);
  if (fault !== null) throw new Error(fault);
}

/** Throws where a filter asks for what ServiceNow does not know: it would answer all rows. */
async function confirmFilters(instance: Instance): Promise<void> {
  const { settings } = instance;
  const filtered = tablesOf(settings).filter((table) => filterOf(settings, table) !== '');
  const columns = filtered.length > 0 ? await readColumns(instance) : null;
  if (columns === null) return;
  for (const table of filtered) {
    const unknown = unknownColumns(columns, settings, table);
    if (unknown.length > 0) throw new Error(unknownColumnsText(table, unknown));
  }
}

async function begin(settings: ServicenowSettings, context: CollectContext) {
  const instance = await openInstance(settings, context);
  await confirmZone(instance);
  await confirmFilters(instance);
  const states = await readStates(instance, context.log);
  const [now, theirs] = [context.now, instance.begunAt()];
  return {
    context,
    instance,
    states,
    users: createUsers(instance, context.log),
    /** How many rows the run expects of each walk. */
    expected: new Map<string, number>(),
    state: parseState(context.cursor, vendorTime(fromOf(settings, context))),
    /** The instant up to which the run reads: never later than our clock, nor than the instance's. */
    begun: vendorTime(Math.min(now, theirs)),
    /** Later than whatever the instance has written yet. */
    latest: Math.max(now, theirs),
  };
}
/** A run under way. Its state moves on before each page, so that the page's cursor covers it. */
export type Run = Awaited<ReturnType<typeof begin>>;

/** Opens the instance and reads what stands still during a run. Throws what to do where the login is refused. */
export async function beginRun(
  settings: ServicenowSettings,
  context: CollectContext,
): Promise<Run> {
  try {
    return await begin(settings, context);
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}
