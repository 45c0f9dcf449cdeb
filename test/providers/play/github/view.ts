import type { Token } from './server/tokens.js';
import type { Person } from './world/records.js';
import type { World } from './world/world.js';

/** Who looks at the world, and from where: what answers are written for. */
export interface View {
  readonly world: World;
  /** Null for a visitor without a token. */
  readonly token: Token | null;
  /** The address of the web pages, without a slash at its end. */
  readonly web: string;
  /** The address of the REST API, without a slash at its end. */
  readonly api: string;
  /** What the server's clock says. */
  readonly now: number;
}

/** An instant as GitHub writes it, in whole seconds. */
export const instant = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 19)}Z`;
export const instantOrNull = (moment: number | null): string | null =>
  moment === null ? null : instant(moment);

/** The login as REST names it. */
export const restLoginOf = ({ kind, login }: Person): string =>
  kind === 'Bot' ? `${login}[bot]` : login;

const MOST_OF_32_BITS = 2_147_483_647;

/** GitHub leaves an id out of a field that cannot hold it. */
export const smallId = (id: number): number | null => (id > MOST_OF_32_BITS ? null : id);
