import { type Relation, relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import type { Session } from '../sql/session.js';
import { type DerivedTable, derivedTable, loadRows, replaceRows } from './derived-rows.js';

/** A link as it rests; rules are the engine's. */
export interface FactLink {
  readonly relation: Relation;
  readonly source: number;
  readonly target: number;
  readonly at: Instant | null;
  readonly rule: string;
}
const factLinks: DerivedTable<FactLink> = derivedTable('FactLinkTable');

/** All links of so few facts are asked for at once, since most relations ask for theirs in turn. */
const FEW_FACTS = 50;
const linksOfFew: DerivedTable<FactLink> = {
  ...factLinks,
  name: `unnest($2::text[]) as asked (name) cross join unnest($3::bigint[]) as one (fact) cross join lateral (
       select * from fact_link where account_id = $1 and relation = asked.name and source = one.fact
       union all select * from fact_link where account_id = $1 and relation = asked.name and target = one.fact) as link`,
};
const everyRelation = Object.values(relationName);
const identityOf = ({ relation, source, target }: FactLink) => `${relation} ${source} ${target}`;

/** Facts all of whose links a transaction knows, and these links, as they are since it wrote some. */
interface KnownLinks {
  readonly facts: Set<number>;
  readonly links: Map<string, FactLink>;
}
const knownLinks = (session: Session) => session.keep<KnownLinks | null>('known links', () => null);

/** Has a transaction remember the links of few facts that it reads or writes. Nobody else may write links meanwhile. */
export function rememberLinks(session: Session): void {
  session.keep<KnownLinks>('known links', () => ({ facts: new Set(), links: new Map() }));
}

async function learnLinks(
  session: Session,
  unknown: readonly number[],
  { facts, links }: KnownLinks,
) {
  if (unknown.length === 0) return;
  for (const link of await loadRows(session, linksOfFew, 'true', everyRelation, unknown))
    links.set(identityOf(link), link);
  for (const fact of unknown) facts.add(fact);
}

/** Links of these relations that begin, or end, at these numbers. */
export async function linksAt(
  session: Session,
  side: 'source' | 'target',
  relations: readonly Relation[],
  numbers: Iterable<number>,
): Promise<FactLink[]> {
  const wanted = new Set(numbers);
  if (wanted.size === 0) return [];
  const own = knownLinks(session);
  const unknown = [...wanted.difference(own?.facts ?? new Set())];
  if (!own || unknown.length > FEW_FACTS) {
    const condition = `relation = any($2::text[]) and ${side} = any($3::bigint[])`;
    return loadRows(session, factLinks, condition, relations, [...wanted]);
  }
  await learnLinks(session, unknown, own);
  return [...own.links.values()].filter(
    (link) => wanted.has(link[side]) && relations.includes(link.relation),
  );
}

/** Replaces links. Returns those that came, went or differ. */
export async function writeLinks(
  session: Session,
  before: readonly FactLink[],
  after: readonly FactLink[],
): Promise<FactLink[]> {
  const { facts, links } = knownLinks(session) ?? { facts: new Set(), links: new Map() };
  for (const link of before) links.delete(identityOf(link));
  for (const link of after)
    if (facts.has(link.source) || facts.has(link.target)) links.set(identityOf(link), link);
  return replaceRows(session, factLinks, before, after);
}
