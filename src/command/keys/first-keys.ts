import type { App } from '../../app.js';
import { operator } from '../../directory/context.js';

export const makeAdminKey = ({ directory }: App, account: number, secret?: string) =>
  directory.keys.create(operator(account), {
    name: 'First admin',
    role: 'ADMIN',
    expiresAt: null,
    reveals: true,
    ...(secret === undefined ? {} : { secret }),
  });

/** Makes a key that may do everything and one that reads, which is what a link may carry. Returns their secrets. Invented people have no names to hide. */
export async function makeFirstKeys(
  app: App,
  account: number,
  { isInvented }: { readonly isInvented: boolean },
) {
  const admin = await makeAdminKey(app, account);
  const viewer = await app.directory.keys.create(operator(account), {
    name: 'First viewer',
    role: 'VIEWER',
    expiresAt: null,
    reveals: isInvented,
  });
  return { admin: admin.secret, viewer: viewer.secret };
}
/** The secrets of the keys that an account begins with. */
export type FirstKeys = Awaited<ReturnType<typeof makeFirstKeys>>;

/** Returns the lines that are printed of the first keys, this once. */
export const firstKeyLines = (url: string, { admin, viewer }: FirstKeys): readonly string[] => [
  `Admin key, shown this once: ${admin}`,
  `GraphiQL: ${url}/#key=${viewer}`,
];
