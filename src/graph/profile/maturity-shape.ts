import { isRated, scales } from '../../model/profile/benchmark.js';
import { benchmarkSet, boundsIn } from '../../model/profile/benchmark-sets.js';
import { sourceCodePreset } from '../../model/profile/default-profile.js';
import type * as model from '../../model/profile/profile.js';
import { ratedOutside } from '../catalogue/benchmark-shape.js';
import type { Maturity, MaturityInput, MaturityOverrideInput } from './maturity.type.js';

const inside = (metric: string, value: number): number =>
  isRated(metric) && scales[metric].unit === 'MILLISECONDS' ? value * 1000 : value;
const outside = (metric: string, value: number): number =>
  isRated(metric) ? ratedOutside(metric, value) : value;

const isUsuallyInclusive = (metric: string, level: model.LevelKey): boolean =>
  boundsIn(benchmarkSet('DEFAULT'), metric)?.bounds.find((bound) => bound.level === level)
    ?.inclusive ?? false;

const overrideOf = ({ metric, phase, bounds }: MaturityOverrideInput): model.MaturityOverride => ({
  metric,
  phase: phase ?? null,
  bounds: bounds.map(({ level, bound, inclusive }) => ({
    // LOW has no bound: the check of bounds refuses it.
    level: level as model.LevelBound['level'],
    bound: inside(metric, bound),
    inclusive: inclusive ?? isUsuallyInclusive(metric, level),
  })),
});

export const maturityOf = ({ benchmark, overrides, levels }: MaturityInput): model.Maturity => ({
  benchmark,
  overrides: overrides.map(overrideOf),
  levels: levels ?? sourceCodePreset.maturity.levels,
});

export const maturityOutside = ({ overrides, ...maturity }: model.Maturity): Maturity => ({
  ...maturity,
  overrides: overrides.map(({ metric, phase, bounds }) => ({
    metric,
    phase,
    bounds: bounds.map((bound) => ({ ...bound, bound: outside(metric, bound.bound) })),
  })),
});
