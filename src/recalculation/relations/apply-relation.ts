import type { Relation as RelationName } from '../../model/relation.js';
import { linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import type { Session } from '../../storage/sql/session.js';
import { AffectedFacts } from '../affected.js';
import type { Linking, Relation } from './relation.js';

/** Applies relations one after the other, each to what those before it found. Returns the facts to observe again. */
export async function applyRelations(
  session: Session,
  relations: readonly Relation[],
  batch: Omit<Linking, 'of' | 'replace'>,
): Promise<AffectedFacts> {
  const found = new Map<Relation, unknown>();
  const affected = new AffectedFacts();
  for (const relation of relations) {
    const linking: Linking = {
      ...batch,
      of: <Found>(asked: Relation<Found>) => {
        if (!relation.after.includes(asked))
          throw new Error(`${relation.name} reads ${asked.name}, which its \`after\` lacks.`);
        return found.get(asked) as Found;
      },
      replace: async ({ names, side, numbers }, links) =>
        writeLinks(session, await linksAt(session, side, names, numbers), links),
    };
    const result = await relation.find(session, linking);
    found.set(relation, result);
    for (const [kind, numbers] of await relation.affects(session, result, linking))
      affected.add(kind, numbers);
  }
  return affected;
}

/** Returns the relations. Throws if one reads a relation that does not come before it, or two own the same links. */
export function inDependencyOrder(relations: readonly Relation[]): readonly Relation[] {
  const owners = new Map<RelationName, string>();
  relations.forEach(({ name, after, links }, index) => {
    const late = after.find((each) => !relations.slice(0, index).includes(each));
    if (late) throw new Error(`${name} reads ${late.name}, which does not come before it.`);
    for (const link of links) {
      const owner = owners.get(link);
      if (owner) throw new Error(`Both ${owner} and ${name} own the links ${link}.`);
      owners.set(link, name);
    }
  });
  return Object.freeze(relations);
}
