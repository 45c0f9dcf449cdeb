import { writeToString } from 'fast-csv';
import type { Metric } from '../../engine/metric.js';
import { withoutSecrets } from '../../model/facts/open-secret.js';
import { shielded } from '../../model/formula.js';
import { isRated } from '../../model/profile/benchmark.js';
import type { BreakdownDimension, Insight, MetricValue } from '../answer/answer.js';

const units: Partial<Record<string, string>> = {
  DURATION: 'seconds',
  RATIO: '0 to 1',
  COUNT: 'count',
};

const instant = (at: number): string => new Date(at).toISOString();

const cellOf = (unit: string, { value }: MetricValue): string => {
  if (value === null) return '';
  return String(unit === 'DURATION' ? value / 1000 : value);
};

function notesOf(insight: Insight, title: string): string[][] {
  const profiles = new Map(
    insight.explanation.rules.map(({ profile }) => [`${profile.name} ${profile.version}`, profile]),
  );
  return [
    ['# Formula', title, insight.explanation.formula],
    ...[...profiles.values()].map(({ name, version }) => [
      '# Profile',
      title,
      name,
      `version ${version}`,
    ]),
    ...insight.explanation.excluded.map(({ reason, count }) => [
      '# Excluded',
      title,
      reason,
      String(count),
    ]),
  ];
}

type Rated = Pick<Insight['series'][number], 'value' | 'rating'>;

interface CsvLine {
  readonly label: string;
  readonly values: Map<string, Rated>;
}

const hasRatings = ({ metric }: Insight): boolean => isRated(metric.id);

/** The cells of one metric in a row. */
function cellsOf(insight: Insight, rated: Rated | undefined, includeRatings: boolean): string[] {
  const value = rated
    ? [cellOf(insight.unit, rated.value), String(rated.value.sampleSize)]
    : ['', ''];
  return includeRatings && hasRatings(insight) ? [...value, rated?.rating?.label ?? ''] : value;
}

function headingsOf(insight: Insight, title: string, includeRatings: boolean): string[] {
  const unit = units[insight.unit] ?? insight.unit.toLowerCase().replaceAll('_', ' ');
  const value = [`${title} (${unit})`, `${title}: sample size`];
  return includeRatings && hasRatings(insight) ? [...value, `${title}: rating`] : value;
}

const wholeOf = ({ headline, rating }: Insight): Rated => ({ value: headline, rating });

/** Rows of all metrics joined by their key, in the order in which they first come. */
async function linesOf(
  insights: readonly Insight[],
  by: BreakdownDimension,
): Promise<readonly CsvLine[]> {
  const lines = new Map<string, CsvLine>([
    ['', { label: 'All', values: new Map(insights.map((one) => [one.metric.id, wholeOf(one)])) }],
  ]);
  for (const insight of insights)
    for (const { key, label, value, rating } of await insight.breakdown(by)) {
      const line = lines.get(key) ?? { label, values: new Map<string, Rated>() };
      line.values.set(insight.metric.id, { value, rating });
      lines.set(key, line);
    }
  return [...lines.values()];
}

/**
 * Returns an answer as CSV. Lines that begin with `#` describe the answer; then come one row for
 * the whole and one for each part. Each row has a value and a sample size per metric, and, if
 * ratings are wanted, the level in the words of the profile. Values are those of the insights, not
 * rounded; empty where nothing is known. The file holds no secrets, also if its texts were stored
 * before these were masked.
 */
export async function exportCsv(
  insights: readonly Insight[],
  metrics: readonly Metric[],
  by: BreakdownDimension,
  includeRatings: boolean,
): Promise<string> {
  const titles = new Map(metrics.map(({ id, title }) => [id, title]));
  const titleOf = (insight: Insight) => titles.get(insight.metric.id) ?? insight.metric.id;
  const [first] = insights;
  const about = first
    ? [
        ['# Range', instant(first.range.from), instant(first.range.to)],
        ['# As of', instant(first.asOf), 'sequence', String(first.sequence)],
        ...(first.recalculating ? [['# Still being recalculated']] : []),
      ]
    : [];
  const heading = insights.flatMap((insight) =>
    headingsOf(insight, titleOf(insight), includeRatings),
  );
  const rows = (await linesOf(insights, by)).map(({ label, values }) => [
    label,
    ...insights.flatMap((insight) =>
      cellsOf(insight, values.get(insight.metric.id), includeRatings),
    ),
  ]);
  const all = [
    ...about,
    ...insights.flatMap((insight) => notesOf(insight, titleOf(insight))),
    [by === 'CHILD' ? 'Team' : `${by.charAt(0)}${by.slice(1).toLowerCase()}`, ...heading],
    ...rows,
  ];
  return writeToString(
    all.map((cells) => cells.map((cell) => shielded(withoutSecrets(cell)))),
    { includeEndRowDelimiter: true },
  );
}
