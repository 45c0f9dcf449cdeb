import { hasCome, isBlameHeld } from '../../../engine/delivery/blame.js';
import { endAt } from '../../../engine/delivery/end-state.js';
import { elapsed } from '../../../engine/elapsed.js';
import type { IncidentInput } from '../../../model/inputs/delivery-input.js';
import type { Rules } from '../../../model/team.js';
import { assembleIncidents } from '../../../storage/inputs/incidents.js';
import { byNumber, type Naming, present, type ReadColumns } from './reading.js';

function timeToRestore(incident: IncidentInput, { efficiency }: Rules): number | null {
  const at = endAt(efficiency.meanTimeToRestore.resolveOn, incident);
  if (at === null || at < incident.createdAt) return null;
  return elapsed(efficiency.calendar, incident.createdAt, at);
}

/** Returns the run that an incident blames; null if the blame does not hold. */
function blamesOf(incident: IncidentInput, { efficiency }: Rules, { link }: Naming) {
  const { blames, createdAt } = incident;
  const linked = link(blames?.run ?? null);
  if (!(blames && linked && hasCome(incident, efficiency))) return null;
  if (!isBlameHeld({ ...blames, createdAt }, efficiency)) return null;
  return { ...linked, rule: blames.rule };
}

export const readIncidents: ReadColumns = async ({ session, numbers, rulesOf }) => {
  const incidents = byNumber(await assembleIncidents(session, numbers));
  return {
    mentions: present([...incidents.values()].map(({ blames }) => blames?.run)),
    of({ subject }, naming) {
      const incident = incidents.get(subject);
      if (!incident) return {};
      const rules = rulesOf(subject);
      return {
        timeToRestore: timeToRestore(incident, rules),
        blames: blamesOf(incident, rules, naming),
      };
    },
  };
};
