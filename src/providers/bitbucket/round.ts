import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { openApi } from '../bitbucket-api/api.js';
import type { CollectContext } from '../provider.js';
import type { BitbucketSettings } from './settings.js';
import { noted, type RepositoryState, readState } from './state.js';
import type { Place } from './wire.js';

/** Milliseconds that are read twice, since an answer may be a moment old. */
export const OVERLAP_MILLISECONDS = 5 * 60_000;
const USUAL_DAYS = 90;

/** Returns the earliest of what the settings and the run ask for. */
function sinceOf({ since }: BitbucketSettings, context: CollectContext): Instant {
  const wanted = [since, context.since].filter((at): at is Instant => at !== null);
  return wanted.length > 0 ? Math.min(...wanted) : context.now - USUAL_DAYS * DAY_MILLISECONDS;
}

export const beginRound = (settings: BitbucketSettings, context: CollectContext) => ({
  api: openApi(settings, context),
  settings,
  context,
  state: readState(context.cursor, sinceOf(settings, context)),
  noted,
});
/** One run: what it may use, and how far it is. The state is changed as it goes on, and each page carries it as it is then. */
export type Round = ReturnType<typeof beginRound>;
/** The parts of a run that a single look-up needs. */
export type Asked = Pick<Round, 'api' | 'settings'>;

/** Returns the instant that no cursor may pass: by Bitbucket's clock, since its dates are compared with it. */
export const vendorNow = ({ api, context }: Pick<Round, 'api' | 'context'>): Instant =>
  api.begunAt() ?? context.now;

/** Returns the repository that a page is of. */
export const placeOf = (
  { api }: Pick<Round, 'api'>,
  uuid: string,
  { name }: Pick<RepositoryState, 'name'>,
): Place => ({ host: api.host, repository: { uuid, name } });
