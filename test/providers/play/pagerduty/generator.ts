import { createDice } from '../kit/random.js';
import { emptyWorld, reference } from './company.js';
import { acknowledge, alert, resolve, trigger } from './mutations.js';
import type { World } from './types.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface WorldOptions {
  /** Incidents of the last 150 days. */
  readonly size?: number;
  readonly now?: number;
}

const priority = (name: string) => ({
  ...{ id: `P${name}`, type: 'priority', name, summary: name, self: null, html_url: null },
});

/** An invented company: of its incidents, one in six is open. */
export function createWorld({ size = 60, now = Date.now() }: WorldOptions = {}): World {
  const world = emptyWorld(now);
  const dice = createDice(size);
  const pick = <Value>(all: readonly Value[]): Value => all[Math.floor(dice() * all.length)]!;
  const [users, services] = [[...world.users.keys()], [...world.services.keys()].slice(0, 3)];
  for (let index = 0; index < size; index++) {
    world.now =
      Math.floor(now / 1_000) * 1_000 - 150 * DAY + index * Math.floor((148 * DAY) / size);
    const team = reference('team', pick([...world.teams.values()]));
    const more = {
      ...{ priority: priority(pick(['P1', 'P2', 'P3'])), urgency: pick(['high', 'low']) },
      teams: index % 3 === 0 ? [] : [team],
    };
    const { id } = trigger(world, pick(services), more, pick(users));
    for (let alerts = index % 3; alerts > 0; alerts--)
      alert(world, id, pick(['info', 'warning', 'error', 'critical', null]));
    world.now += 5 * MINUTE;
    if (index % 2 === 0) acknowledge(world, id, pick(users));
    world.now += Math.floor(dice() * 600) * MINUTE;
    if (index % 6 !== 5) resolve(world, id);
  }
  world.now = now;
  return world;
}
