import type { Insight } from '../../insights/answer/answer.js';
import type { Viewer } from '../../model/access.js';
import type { OrgNode } from '../../model/org-node.js';
import type { TaskContext } from '../task.js';
import { tableLines } from './table-lines.js';

const figureOf = ({ metric, unit, headline, dataStatus }: Insight) => ({
  metric: metric.id,
  unit,
  dataStatus,
  value: headline.value,
  milliseconds: headline.milliseconds,
  sampleSize: headline.sampleSize,
});

type Figure = ReturnType<typeof figureOf>;

/** Calculates what is stale, then returns the figures of a node. */
export async function figuresOf(
  { app, signal }: Pick<TaskContext, 'app' | 'signal'>,
  viewer: Viewer,
  { number, path }: Pick<OrgNode, 'number' | 'path'>,
) {
  await app.recalculation.settle(viewer.account, signal);
  signal.throwIfAborted();
  const answered = await app.insights.overview(viewer, { orgNode: number });
  return {
    path,
    figures: answered.map(figureOf),
    /** True where some of them are being recalculated. */
    recalculating: answered.some(({ recalculating }) => recalculating),
  };
}
/** The metrics of a node over the last 12 weeks. */
export type Figures = Awaited<ReturnType<typeof figuresOf>>;

const HOUR = 3_600_000;

function durationOf(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}

const words: Readonly<Record<string, string>> = {
  DAYS_PER_DEVELOPER: ' days per developer',
  PULL_REQUESTS_PER_DEVELOPER: ' per developer',
  WORK_ITEMS_PER_DEVELOPER: ' per developer',
  COMMENTS_PER_PULL_REQUEST: ' per pull request',
};

function shownValue({ unit, value, milliseconds }: Figure): string {
  if (milliseconds !== null) return durationOf(milliseconds);
  if (unit === 'RATIO') return `${(100 * value!).toFixed(1)} %`;
  return `${Number(value!.toFixed(2))}${words[unit] ?? ''}`;
}

/** Returns the figures for people: those that there are, and how many there are not. */
export function figureLines({ path, figures, recalculating }: Figures): string[] {
  const known = figures.filter(({ value, sampleSize }) => value !== null && sampleSize > 0);
  const empty = figures.length - known.length;
  const rows = known.map((one) => [
    one.metric,
    shownValue(one),
    String(one.sampleSize),
    one.dataStatus,
  ]);
  return [
    `${path}, the last 12 weeks:`,
    ...(known.length > 0 ? tableLines(['METRIC', 'VALUE', 'SAMPLE', 'DATA'], rows) : []),
    ...(empty > 0 ? [`${empty} metrics have no numbers.`] : []),
    ...(recalculating ? ['Some of it is still being recalculated: ask again in a moment.'] : []),
  ];
}
