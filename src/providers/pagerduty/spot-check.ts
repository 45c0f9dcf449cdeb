import { notFound, type SpotCheck } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { openAccount, readOne } from './api.js';
import { isOurs } from './reading/incidents.js';
import type { PagerdutySettings } from './settings.js';
import { incidentId } from './to-facts.js';

/** Looks up an incident by its id or its number, such as `Q3YON8WNWTZMRQ` or `#42`. */
export async function spotCheck(
  settings: PagerdutySettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const wanted = what.trim().replace(/^#/, '');
  if (!/^\w+$/.test(wanted))
    return notFound('Name an incident by its number or id, such as #42 or Q3YON8WNWTZMRQ.');
  const account = openAccount(settings, context);
  const incident = await readOne(account, `/incidents/${wanted}`, 'incident');
  if (!incident)
    return notFound(`PagerDuty has no incident ${wanted}, or the key does not see it.`);
  if (!isOurs(settings, incident))
    return notFound(`The incident ${wanted} is of a service or team that the settings leave out.`);
  const changed = String(incident.last_status_change_at ?? incident.created_at);
  return {
    found: true,
    factId: incidentId(account.host, String(incident.id)),
    message: `#${String(incident.incident_number)} is ${String(incident.status)} since ${changed}.`,
  };
}
