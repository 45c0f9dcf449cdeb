import { createDice } from '../kit/random.js';
import {
  addRepository,
  type CodeWorld,
  comment,
  emptyCode,
  merge,
  openPullRequest,
  type PlayPerson,
  type PlayRepository,
  review,
} from './world.js';

const HOUR = 3_600_000;

export const people: readonly PlayPerson[] = [
  { uid: '0Nnoezs6RGa_fOWvG_Ta4w', name: 'Mira Stone', email: 'mira@harbour.example' },
  { uid: 'FCQ-FAPORre3jD4XhC3dQA', name: 'Otto Reed', email: 'otto@harbour.example' },
  { uid: 'aqm0RQXGQI6v3m_f7u7C5A', name: 'Ines Vogt', email: 'ines@harbour.example' },
];
export const robot: PlayPerson = {
  ...{ uid: 'robot', name: 'Robot', email: 'robot@service.harness.io', type: 'serviceaccount' },
};

function addPullRequest(
  repository: PlayRepository,
  number: number,
  at: number,
  dice: () => number,
) {
  const [by, other] = [people[number % 3]!, people[(number + 1) % 3]!];
  const one = openPullRequest(repository, { number, by, at });
  if (dice() < 0.5) comment(one, other, at + HOUR);
  if (dice() < 0.3) comment(one, robot, at + HOUR / 60);
  if (dice() < 0.2) review(one, other, at + 2 * HOUR, 'changereq');
  if (dice() < 0.8) {
    review(one, other, at + 3 * HOUR, 'approved');
    merge(one, by, at + 4 * HOUR);
  }
}

export interface CodeOptions {
  /** About how many pull requests. */
  readonly size?: number;
  readonly now?: number;
  readonly token?: string;
}

const shares: readonly (readonly [string, number])[] = [
  ['default/Shop/web', 0.6],
  ['default/Shop/api', 0.3],
  ['default/shared', 0.1],
];

/** Returns an invented account with three repositories, one of them of an organisation. */
export function generateCode({ size = 80, now = Date.now(), token }: CodeOptions = {}): CodeWorld {
  const world = emptyCode(now, token);
  const dice = createDice(size);
  world.projects.push({ organization: 'default', id: 'Shop', name: 'Shop' });
  for (const [path, share] of shares) {
    const repository = addRepository(world, path);
    const count = Math.max(2, Math.round(size * share));
    for (let number = 1; number <= count; number += 1)
      addPullRequest(repository, number, now - (count - number + 1) * 8 * HOUR, dice);
  }
  return world;
}
