import type { Relation as RelationName } from '../../model/relation.js';
import type { FactLink } from '../../storage/relations/fact-links.js';
import type { Session } from '../../storage/sql/session.js';
import type { AffectedKind } from '../affected.js';
import type { Changed } from '../changed.js';

/** The batch as a relation reads it: its changes, and what the relations before found. */
export interface Linking {
  readonly changed: Changed;
  /** All release patterns that some ruleset uses. */
  readonly patterns: readonly string[];
  /** The patterns under which releases were not kept before: these are found in all repositories. */
  readonly newPatterns: readonly string[];
  /** False if there are no facts but code: nothing of other tools can be linked. */
  readonly hasTools: boolean;
  /** Returns what an earlier relation found. Throws if the relation that asks does not name it in `after`. */
  readonly of: <Found>(relation: Relation<Found>) => Found;
  /** Replaces the links at these facts. Returns those that came, went or differ. */
  readonly replace: (owned: OwnedLinks, links: readonly FactLink[]) => Promise<FactLink[]>;
}

/** The links that a relation finds again: all of these names that begin, or end, at these facts. */
export interface OwnedLinks {
  readonly names: readonly RelationName[];
  readonly side: 'source' | 'target';
  readonly numbers: Iterable<number>;
}

/** Numbers of facts that must be observed again, by kind. */
export type Affects = Iterable<readonly [AffectedKind, Iterable<number>]>;

/** A relation between facts, found for each batch of changes after the relations that it reads. */
export interface Relation<Found = unknown> {
  readonly name: string;
  /** Its links in `fact_link`; none if it writes a table of its own. */
  readonly links: readonly RelationName[];
  readonly after: readonly Relation[];
  find(session: Session, linking: Linking): Promise<Found>;
  affects(session: Session, found: Found, linking: Linking): Promise<Affects> | Affects;
}

/** Kinds of metric input at one end of a link that depend on it. */
type End = readonly AffectedKind[];

/** The facts whose links are found again. */
export interface Linkable {
  readonly numbers: Iterable<number>;
}

export interface LinkDefinition<Scope, Inputs extends Linkable> {
  readonly name: string;
  /** Its links, with the kinds of metric input at their sources and targets. */
  readonly links: Readonly<Partial<Record<RelationName, readonly [source: End, target: End]>>>;
  /** True if it links code to code. Other relations find nothing while there are no facts but code. */
  readonly isOfCode?: boolean;
  /** The end at which links are found again: those at `numbers` are replaced. */
  readonly side: 'source' | 'target';
  readonly after: readonly Relation[];
  /** Finds what can be linked otherwise than before; null or an empty list if nothing can. */
  readonly affected: (session: Session, linking: Linking) => Promise<Scope | null>;
  readonly load: (session: Session, scope: Scope) => Promise<Inputs>;
  readonly link: (inputs: Inputs) => readonly FactLink[];
  /** Adds facts to observe again besides those at the ends of links that differ. */
  readonly affects?: Relation<Linked<Inputs>>['affects'];
}

/** Result of linking. */
export interface Linked<Inputs> {
  /** Links that came, went or differ. */
  readonly differing: readonly FactLink[];
  /** Inputs that were linked; null if nothing could differ. */
  readonly inputs: Inputs | null;
}

/** Defines a relation that keeps its results in a table of its own. */
export const defineDerived = <Found>({
  affects = () => [],
  ...definition
}: Pick<Relation<Found>, 'name' | 'after' | 'find'> &
  Partial<Pick<Relation<Found>, 'affects'>>): Relation<Found> => ({
  ...definition,
  links: [],
  affects,
});

/** Defines a relation of links: it says what is affected, loads that, and links it by a pure function. */
export function defineRelation<Scope, Inputs extends Linkable>(
  definition: LinkDefinition<Scope, Inputs>,
): Relation<Linked<Inputs>> {
  const { name, after, links, side, isOfCode, affected, load, link, affects } = definition;
  const names = Object.keys(links) as RelationName[];
  const endsOf = ({ relation, source, target }: FactLink) => {
    const [from, to] = links[relation] ?? [[], []];
    const at = (kinds: End, number: number) => kinds.map((kind) => [kind, [number]] as const);
    return [...at(from, source), ...at(to, target)];
  };
  return {
    name,
    after,
    links: names,
    find: async (session, linking) => {
      const scope = isOfCode || linking.hasTools ? await affected(session, linking) : null;
      if (scope === null || (Array.isArray(scope) && scope.length === 0))
        return { differing: [], inputs: null };
      const inputs = await load(session, scope);
      const owned = { names, side, numbers: inputs.numbers };
      return { differing: await linking.replace(owned, link(inputs)), inputs };
    },
    affects: async (session, found, linking) => [
      ...found.differing.flatMap(endsOf),
      ...((await affects?.(session, found, linking)) ?? []),
    ],
  };
}

/** Returns the sources of links. */
export const sourcesOf = (links: readonly { readonly source: number }[]): number[] =>
  links.map(({ source }) => source);
/** Returns the targets of links. */
export const targetsOf = (links: readonly { readonly target: number }[]): number[] =>
  links.map(({ target }) => target);
/** Returns the numbers of facts. */
export const numbersOf = (facts: readonly { readonly number: number }[]): number[] =>
  facts.map(({ number }) => number);
