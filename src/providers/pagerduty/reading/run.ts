import { DAY_MILLISECONDS, type Instant, startOfLocalDate } from '../../../model/time.js';
import type { CollectContext } from '../../provider.js';
import { loginFault, openAccount } from '../api.js';
import type { PagerdutySettings } from '../settings.js';
import type { GoneBody, IncidentsBody } from '../wire.js';
import type { Reader } from './incidents.js';
import { parseState } from './state.js';
import { createUsers } from './users.js';

const DEFAULT_DAYS = 180;

/** A page before it has its cursor. */
export interface Draft {
  readonly kind: 'incidents' | 'gone';
  readonly body: IncidentsBody | GoneBody;
  readonly items: number;
}

function fromOf({ since }: PagerdutySettings, context: CollectContext): Instant {
  if (context.since !== null) return context.since;
  return since === ''
    ? context.now - DEFAULT_DAYS * DAY_MILLISECONDS
    : startOfLocalDate(since, 'UTC');
}

const whole = (at: Instant): Instant => Math.floor(at / 1_000) * 1_000;

/** Opens the account. Throws what to do where the key is refused. */
export async function beginRun(settings: PagerdutySettings, context: CollectContext) {
  const account = openAccount(settings, context);
  try {
    // Every key may ask for them, scoped tokens excepted.
    await account.client.ask('/abilities', { allowed: [403] });
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
  const theirs = account.begunAt();
  const reader: Reader = { account, users: createUsers(account, context.log) };
  return {
    context,
    reader,
    state: parseState(context.cursor, whole(fromOf(settings, context))),
    /** The instant up to which the run reads: never later than our clock, nor than PagerDuty's. */
    begun: whole(Math.min(context.now, theirs)),
    /** Later than whatever PagerDuty has written yet. */
    latest: whole(Math.max(context.now, theirs)) + 1_000,
  };
}
/** A run under way. Its state moves on before each page, so that the page's cursor covers it. */
export type Run = Awaited<ReturnType<typeof beginRun>>;
