import { createHmac } from 'node:crypto';

/** A developer without a name. */
export interface Alias {
  /** Opaque, the same for ever within one account, of no use in another. */
  readonly id: string;
  /** "Developer 7". */
  readonly label: string;
}

export interface Aliases {
  /** `label` is the developer's stored number for showing. */
  of(developer: number, label: number): Alias;
  /** The developer among `developers` whose alias this is; null where it is nobody's. */
  resolve(id: string, developers: Iterable<number>): number | null;
}

/** Returns aliases for developers whose names may not be shown. `secret` is the account's own and never leaves the server. */
export function createAliases(secret: string): Aliases {
  const known = new Map<number, string>();
  const idOf = (developer: number): string => {
    const cached = known.get(developer);
    if (cached !== undefined) return cached;
    const id = createHmac('sha256', secret)
      .update(`developer:${developer}`)
      .digest('base64url')
      .slice(0, 22);
    known.set(developer, id);
    return id;
  };
  return {
    of: (developer, label) => ({ id: idOf(developer), label: `Developer ${label}` }),
    resolve(id, developers) {
      for (const developer of developers) if (idOf(developer) === id) return developer;
      return null;
    },
  };
}
