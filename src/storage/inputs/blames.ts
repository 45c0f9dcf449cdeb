import { byId } from '../../model/byte-order.js';
import type { BlameRule, Blaming } from '../../model/inputs/delivery-input.js';
import { grouped } from '../../model/parts.js';
import type { Instant } from '../../model/time.js';
import { linksAt } from '../relations/fact-links.js';
import type { Session } from '../sql/session.js';
import { ticketRows, ticketTraits } from './incidents.js';
import { itemRows, itemTraits } from './item-rows.js';

/** Something that blames, as it does by a rule. */
interface Blamer {
  readonly id: string;
  readonly createdAt: Instant;
  readonly by: (rule: BlameRule) => Blaming;
}
const inOrder = (left: Blamer, right: Blamer): number =>
  left.createdAt - right.createdAt || byId(left, right);

/** Incidents, and work items taken for such, by number. */
async function blamingFacts(session: Session, numbers: readonly number[]) {
  const incidents = await ticketRows(session, 'incident', numbers);
  const items = await itemRows(session, numbers);
  return new Map<number, Blamer>([
    ...incidents.map((row) => {
      const { number: incident, id, status, createdAt, updatedAt, resolvedAt, closedAt } = row;
      const ticket = { incident, status, createdAt, updatedAt, resolvedAt, closedAt };
      const traits = ticketTraits(row);
      const by: Blamer['by'] = (rule) => ({
        source: 'INCIDENT_MANAGEMENT',
        ...ticket,
        traits,
        rule,
      });
      return [incident, { id, createdAt, by }] as const;
    }),
    ...items.map((row) => {
      const { number: incident, id, createdAt, resolvedAt } = row;
      const { status, statusCategory, resolution } = row;
      const item = { incident, createdAt, resolvedAt, status, statusCategory, resolution };
      const traits = itemTraits(row);
      const by: Blamer['by'] = (rule) => ({ source: 'ISSUE_MANAGEMENT', ...item, traits, rule });
      return [incident, { id, createdAt, by }] as const;
    }),
  ]);
}

/** Loads the incidents that blame each of these runs, in the order of creation. */
export async function blamesOfRuns(
  session: Session,
  runs: readonly number[],
): Promise<Map<number, Blaming[]>> {
  const links = await linksAt(session, 'target', ['INCIDENT_DEPLOYMENT'], runs);
  const sources = [...new Set(links.map(({ source }) => source))];
  const facts = sources.length > 0 ? await blamingFacts(session, sources) : new Map();
  const blames = links
    .flatMap(({ source, target: run, rule }) => {
      const blamer: Blamer | undefined = facts.get(source);
      return blamer ? [{ run, blamer, blaming: blamer.by(rule as BlameRule) }] : [];
    })
    .sort((left, right) => inOrder(left.blamer, right.blamer));
  return grouped(
    blames,
    ({ run }) => run,
    ({ blaming }) => blaming,
  );
}
