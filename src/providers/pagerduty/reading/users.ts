import { lineOrNull } from '../../names.js';
import type { SourceContext } from '../../provider.js';
import { type Account, type Item, isRefused, readList, readOne } from '../api.js';
import type { WireUser } from '../wire.js';

/** More people than these are read from the list of all. */
const FEW = 5;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const userOf = (item: Item): WireUser => {
  const email = textOf(item.email);
  return {
    name: lineOrNull(textOf(item.name)),
    email: email?.includes('@') ? email.trim() : null,
  };
};

/** Reads people as incidents name them, each once a run. Where the key may not, they are known by what incidents show. */
export function createUsers(account: Account, log: SourceContext['log']) {
  const known = new Map<string, WireUser | null>();
  let isWithout = false;
  let isListed = false;

  async function readAll(): Promise<void> {
    isListed = true;
    for (const item of await readList(account, '/users', 'users'))
      known.set(String(item.id), userOf(item));
  }

  async function read(ids: readonly string[]): Promise<void> {
    if (ids.length > FEW && !isListed) await readAll();
    for (const id of ids.filter((one) => !known.has(one))) {
      const item = await readOne(account, `/users/${id}`, 'user');
      known.set(id, item ? userOf(item) : null);
    }
  }

  async function readUnlessRefused(ids: readonly string[]): Promise<void> {
    try {
      await read(ids);
    } catch (error) {
      if (!isRefused(error)) throw error;
      isWithout = true;
      log('warn', 'The key may not read users: people come without e-mail addresses.');
    }
  }

  return async (ids: readonly string[]): Promise<Readonly<Record<string, WireUser>>> => {
    const unknown = ids.filter((id) => !known.has(id));
    if (!isWithout && unknown.length > 0) await readUnlessRefused(unknown);
    return Object.fromEntries(
      ids.flatMap((id) => {
        const user = known.get(id);
        return user ? [[id, user] as const] : [];
      }),
    );
  };
}
export type Users = ReturnType<typeof createUsers>;
