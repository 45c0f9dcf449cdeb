import type { FamilyMember } from '../../model/inputs/work-input.js';
import { includesWord } from '../work/vocabulary.js';

/** A family of items, with who lies above whom. Circles end where they would begin again. */
export interface Tree {
  readonly members: readonly FamilyMember[];
  /** Returns the item and all above it, upwards. */
  readonly upwards: (number: number) => readonly FamilyMember[];
  readonly isLeaf: (number: number) => boolean;
  /** Returns the nearest epic among the item and those above it, else the topmost of them. */
  readonly epicOf: (number: number) => FamilyMember | undefined;
  /** Returns the nearest epic above the item. */
  readonly epicAbove: (number: number) => FamilyMember | undefined;
}

const isEpic = ({ traits }: FamilyMember): boolean => includesWord(traits.type ?? [], 'epic');

export function treeOf(members: readonly FamilyMember[]): Tree {
  const byNumber = new Map(members.map((member) => [member.number, member]));
  const parents = new Set(
    members.flatMap(({ number, parent }) => (parent === null || parent === number ? [] : [parent])),
  );
  const lines = new Map<number, readonly FamilyMember[]>();
  const lineOf = (number: number): readonly FamilyMember[] => {
    const found = new Set<FamilyMember>();
    let member = byNumber.get(number);
    while (member && !found.has(member)) {
      found.add(member);
      member = member.parent === null ? undefined : byNumber.get(member.parent);
    }
    return [...found];
  };
  const upwards = (number: number): readonly FamilyMember[] => {
    const line = lines.get(number) ?? lineOf(number);
    lines.set(number, line);
    return line;
  };
  return {
    members,
    upwards,
    isLeaf: (number) => !parents.has(number),
    epicOf(number) {
      const line = upwards(number);
      return line.find(isEpic) ?? line.at(-1);
    },
    epicAbove: (number) => upwards(number).slice(1).find(isEpic),
  };
}
