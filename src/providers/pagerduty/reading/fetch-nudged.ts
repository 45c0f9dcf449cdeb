import { chunksOf } from '../../chunks-of.js';
import type { Page, SourceContext } from '../../provider.js';
import { openAccount } from '../api.js';
import type { PagerdutySettings } from '../settings.js';
import { bodyOf, type Reader, readById } from './incidents.js';
import { createUsers } from './users.js';

const INCIDENTS_AT_ONCE = 25;

/** Reads by id what deliveries pointed at, of the services and teams that the settings name. */
export async function* fetchNudged(
  settings: PagerdutySettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const ids = new Set(nudges.flatMap((nudge) => /^incident\/(\w+)$/.exec(nudge)?.[1] ?? []));
  const account = openAccount(settings, context);
  const reader: Reader = { account, users: createUsers(account, context.log) };
  for (const some of chunksOf([...ids], INCIDENTS_AT_ONCE)) {
    const incidents = await readById(reader, some);
    if (incidents.length === 0) continue;
    const body = JSON.stringify(await bodyOf(reader, incidents));
    const { now: fetchedAt } = context;
    yield { kind: 'incidents', body, items: incidents.length, fetchedAt, cursor: null };
  }
}
