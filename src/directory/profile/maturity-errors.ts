import type { UserError } from '../../model/errors.js';
import { isRated, scales } from '../../model/profile/benchmark.js';
import { benchmarkSets } from '../../model/profile/benchmark-sets.js';
import type {
  LevelKey,
  Maturity,
  MaturityOverride,
  PhaseKey,
} from '../../model/profile/profile.js';
import { repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';

const MATURITY = ['config', 'maturity'];
const levelKeys: readonly LevelKey[] = ['ELITE', 'HIGH', 'MEDIUM', 'LOW'];
const COLOR = /^(#[0-9a-f]{6}|[a-z]{3,20})$/i;

function rangeProblem({ metric, bounds }: MaturityOverride): string | null {
  if (bounds.map(({ level }) => level).join() !== 'ELITE,HIGH,MEDIUM')
    return 'Give the bounds of ELITE, HIGH and MEDIUM in this order; LOW is what remains.';
  const values = bounds.map(({ bound }) => bound);
  if (!values.every((value) => Number.isFinite(value) && value > 0)) return 'Give bounds above 0.';
  const rises = !isRated(metric) || scales[metric].better === 'LOWER';
  const isStrict = values.every(
    (value, index) =>
      index === 0 || (rises ? value > values[index - 1]! : value < values[index - 1]!),
  );
  if (isStrict) return null;
  return rises
    ? 'Less is better here: each bound must be above the one before.'
    : 'More is better here: each bound must be below the one before.';
}

function overrideErrors(override: MaturityOverride, index: number, phases: readonly PhaseKey[]) {
  const { metric, phase } = override;
  const field = [...MATURITY, 'overrides', String(index)];
  const problem = rangeProblem(override);
  return [
    ...errorIf(
      !isRated(metric),
      'METRIC_NOT_RATED',
      [...field, 'metric'],
      `${metric} is not rated: choose one of ${Object.keys(scales).join(', ')}.`,
    ),
    ...errorIf(
      phase !== null && (metric !== 'LEAD_TIME_FOR_CHANGES' || !phases.includes(phase)),
      'INVALID_PHASE',
      [...field, 'phase'],
      'Only phases of lead time that the profile has can have bounds of their own.',
    ),
    ...errorIf(problem !== null, 'INVALID_MATURITY_RANGE', [...field, 'bounds'], problem ?? ''),
  ];
}

const keyOf = ({ metric, phase }: MaturityOverride) => `${metric} ${phase ?? ''}`;

function levelErrors({ levels }: Maturity): UserError[] {
  const field = [...MATURITY, 'levels'];
  if (levels.map(({ key }) => key).join() !== levelKeys.join())
    return [{ code: 'INVALID_LEVELS', field, message: `Give ${levelKeys.join(', ')}, each once.` }];
  return levels.flatMap(({ label, description, color }, index) => [
    ...errorIf(
      label.trim() === '' || label.length > 50 || description.length > 500,
      'INVALID_LABEL',
      [...field, String(index)],
      'Give a label of 1 to 50 characters and a description of at most 500.',
    ),
    ...errorIf(
      !COLOR.test(color),
      'INVALID_COLOR',
      [...field, String(index), 'color'],
      'Give a color by its name, or as #rrggbb.',
    ),
  ]);
}

/** Returns why the levels of a profile with these phases cannot be effective. */
export function maturityErrors(maturity: Maturity, phases: readonly PhaseKey[]): UserError[] {
  const { benchmark, overrides } = maturity;
  const known = benchmarkSets.map(({ id }) => id);
  return [
    ...errorIf(
      !known.includes(benchmark),
      'UNKNOWN_BENCHMARK',
      [...MATURITY, 'benchmark'],
      `There is no benchmark "${benchmark}": choose one of ${known.join(', ')}.`,
    ),
    ...overrides.flatMap((override, index) => overrideErrors(override, index, phases)),
    ...repeated(overrides, keyOf).map((index) => ({
      code: 'DUPLICATE_OVERRIDE',
      field: [...MATURITY, 'overrides', String(index)],
      message: 'These bounds are given before: give them once.',
    })),
    ...levelErrors(maturity),
  ];
}
