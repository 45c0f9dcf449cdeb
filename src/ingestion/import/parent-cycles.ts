/** Remembers parents and detects items that would become their own ancestor. */
export function createParents() {
  const parents = new Map<string, string | null>();
  const leadsTo = (from: string, item: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null = from; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      if (at === item) return true;
      seen.add(at);
    }
    return false;
  };
  return {
    /** Adds stored parents, without overruling those accepted meanwhile. */
    know(known: Iterable<readonly [item: string, parent: string | null]>): void {
      for (const [item, parent] of known) if (!parents.has(item)) parents.set(item, parent);
    },
    /** False, and nothing is remembered, where it would close a circle. */
    accept(item: string, parent: string | null): boolean {
      if (parent !== null && leadsTo(parent, item)) return false;
      parents.set(item, parent);
      return true;
    },
  };
}
