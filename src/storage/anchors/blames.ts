import type { BlameRule, Blaming } from '../../model/delivery-anchor.js';
import { linksAt } from '../fact-links.js';
import type { Session } from '../session.js';
import { ticketRows, ticketTraits } from './incidents.js';
import { itemRows, itemTraits } from './work-items.js';

type ByRule = (rule: BlameRule) => Blaming;

/** Incidents, and work items taken for such, by number, as they blame by a rule. */
async function blamingFacts(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, ByRule>> {
  const incidents = await ticketRows(session, 'incident', numbers);
  const items = await itemRows(session, numbers);
  return new Map<number, ByRule>([
    ...incidents.map((row) => {
      const { number: incident, status, createdAt, updatedAt, resolvedAt, closedAt } = row;
      const instants = { createdAt, updatedAt, resolvedAt, closedAt };
      const told = { incident, status, ...instants, traits: ticketTraits(row) };
      const of: ByRule = (rule) => ({ source: 'INCIDENT_MANAGEMENT', ...told, rule });
      return [incident, of] as const;
    }),
    ...items.map((row) => {
      const { number: incident, createdAt, resolvedAt, status, statusCategory, resolution } = row;
      const told = { incident, createdAt, resolvedAt, status, statusCategory, resolution };
      const of: ByRule = (rule) => ({
        ...{ source: 'ISSUE_MANAGEMENT', ...told, traits: itemTraits(row), rule },
      });
      return [incident, of] as const;
    }),
  ]);
}

/** What blames each of these runs, in the order of the numbers. */
export async function blamesOfRuns(
  session: Session,
  runs: readonly number[],
): Promise<Map<number, Blaming[]>> {
  const links = await linksAt(session, 'target', ['INCIDENT_DEPLOYMENT'], runs);
  const sources = [...new Set(links.map(({ source }) => source))];
  const facts = sources.length > 0 ? await blamingFacts(session, sources) : new Map();
  const blames = links
    .toSorted((left, right) => left.source - right.source)
    .flatMap(({ source, target: run, rule }) => {
      const by = facts.get(source);
      return by ? [{ run, blaming: by(rule as BlameRule) }] : [];
    });
  return new Map(
    [...Map.groupBy(blames, ({ run }) => run)].map(([run, all]) => [
      run,
      all.map(({ blaming }) => blaming),
    ]),
  );
}
