import type { StatusCategory } from '../../../src/model/facts/work.js';
import type { SprintInput, SprintItem } from '../../../src/model/inputs/work-input.js';

/** Day of the sprint that runs from day 0 to day 14, Monday 3 June 2024 00:00 UTC being day 0. */
export const day = (number: number): number => Date.UTC(2024, 5, 3) + number * 86_400_000;

interface Given extends Partial<Omit<SprintItem, 'points' | 'moves' | 'statuses'>> {
  /** Day and whether it came in; without, it was in from five days before. */
  readonly moves?: readonly (readonly [number, boolean])[];
  readonly points?: number | null | readonly (readonly [number, number | null])[];
  /** Day and category; without, it is to do from ten days before. */
  readonly statuses?: readonly (readonly [number, StatusCategory, string?])[];
  /** Day on which it is done. */
  readonly done?: number;
}

export function item(number: number, given: Given = {}): SprintItem {
  const { moves = [[-5, true]], points = 1, done, resolution = null, isSubtask = false } = given;
  const statuses = given.statuses ?? [
    [-10, 'TODO'] as const,
    ...(done === undefined ? [] : [[done, 'DONE'] as const]),
  ];
  return {
    number,
    isSubtask,
    resolution,
    moves: moves.map(([on, added]) => ({ at: day(on), added })),
    points:
      points === null || typeof points === 'number'
        ? [{ at: day(-10), points }]
        : points.map(([on, each]) => ({ at: day(on), points: each })),
    statuses: statuses.map(([on, category, status = category]) => ({
      at: day(on),
      category,
      status,
    })),
  };
}

export const sprint = (
  number: number,
  items: readonly SprintItem[],
  rest: Partial<SprintInput> = {},
): SprintInput => ({
  number,
  repository: null,
  developer: null,
  byBot: false,
  ownAt: rest.endedAt ?? day(14),
  name: `Sprint ${number}`,
  isClosed: true,
  startedAt: day(0),
  endedAt: day(14),
  items,
  ...rest,
});

/** The sprint of seven items whose every amount is known; the sixth is done the day after the end. */
export const sevenItems: readonly SprintItem[] = [
  item(1, { points: 2, done: 5 }),
  item(2, {
    points: [
      [-10, 1],
      [3, 2],
    ],
    done: 6,
  }),
  item(3, { points: 5, moves: [[2, true]], done: 9 }),
  item(4, { points: 5 }),
  item(5, { points: 1, moves: [[4, true]] }),
  item(6, { points: 1, done: 14.5 }),
  item(7, {
    points: 1,
    moves: [
      [-5, true],
      [7, false],
    ],
  }),
];
