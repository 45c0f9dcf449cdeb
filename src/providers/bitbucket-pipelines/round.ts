import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { openApi } from '../bitbucket-api/api.js';
import type { CollectContext } from '../provider.js';
import type { PipelinesSettings } from './settings.js';
import { noted, readState } from './state.js';

const USUAL_DAYS = 90;

/** Returns the earliest of what the settings and the run ask for. */
function sinceOf({ since }: PipelinesSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

export const beginRound = (settings: PipelinesSettings, context: CollectContext) => ({
  api: openApi(settings, context),
  settings,
  context,
  state: readState(context.cursor, sinceOf(settings, context)),
  noted,
  /** Remedies for repositories whose runs are refused, by name. */
  refusals: new Map<string, string>(),
});
/** One run: what it may use, and how far it is. */
export type Round = ReturnType<typeof beginRound>;

/** Returns the instant that no cursor may pass, by Bitbucket's clock. */
export const vendorNow = ({ api, context }: Pick<Round, 'api' | 'context'>): Instant =>
  api.begunAt() ?? context.now;
