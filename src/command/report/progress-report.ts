/// <reference path="./cli-progress.d.ts" />
import { SingleBar } from 'cli-progress';
import type { Progress } from '../owner/protocol.js';

/** Receives the lines and the progress of long work. */
export interface Report {
  line(text: string): void;
  progress(progress: Progress): void;
  /** Nothing more will come: takes a bar away. */
  end(): void;
}

const PLAIN_EVERY_MILLISECONDS = 5000;
const rateOf = (done: number, milliseconds: number) =>
  milliseconds < 100 ? 0 : Math.round((done * 1000) / milliseconds);

const isCount = ({ total }: Progress): boolean => total === null || total === 0;

/** Returns how far work has come. */
export function amountOf(progress: Progress): string {
  const { label, done, total, unit } = progress;
  return `${label}: ${isCount(progress) ? done : `${done} of ${total}`} ${unit}`;
}

/** One line that says how far, how fast and how long still. */
export function progressLine(progress: Progress, elapsedMilliseconds: number): string {
  const { done, total } = progress;
  const rate = rateOf(done, elapsedMilliseconds);
  const pace = rate > 0 ? `, ${rate}/s` : '';
  if (total === null || isCount(progress)) return `${amountOf(progress)}${pace}`;
  const rest = rate > 0 && done < total ? `, ETA ${Math.ceil((total - done) / rate)} s` : '';
  const share = Math.floor((100 * done) / total);
  return `${amountOf(progress)} (${share} %)${pace}${rest}`;
}

const FORMATS = {
  BAR: '{label} {bar} {percentage} % | {value} of {total} {unit} | {rate}/s | ETA {eta_formatted}',
  /** A share of what nobody knows would be invented. */
  COUNT: '{label}: {value} {unit} | {rate}/s',
} as const;

/** A bar for somebody who watches, or a count where nobody knows how many there are. */
export function barReport(stream: NodeJS.WritableStream): Report {
  let shown: { bar: SingleBar; step: string; since: number } | null = null;
  const end = () => {
    shown?.bar.stop();
    shown = null;
  };
  const begin = (step: string, format: string, label: string) => {
    end();
    const options = { stream, format, hideCursor: true, clearOnComplete: true, fps: 8 };
    const bar = new SingleBar(options);
    bar.start(1, 0, { label, unit: '', rate: 0 });
    shown = { bar, step, since: Date.now() };
    return shown;
  };
  return {
    line: (text) => {
      end();
      stream.write(`${text}\n`);
    },
    progress: ({ label, done, total, unit }) => {
      if (total === null && done === 0) return;
      const format = total === null ? FORMATS.COUNT : FORMATS.BAR;
      const step = `${format} ${label}`;
      const current = shown?.step === step ? shown : begin(step, format, label);
      current.bar.setTotal(total ?? done + 1);
      current.bar.update(done, { label, unit, rate: rateOf(done, Date.now() - current.since) });
    },
    end,
  };
}

/** Plain lines for logs and build machines: at most one in five seconds, and one at the end of each step. */
export function plainReport(
  stream: NodeJS.WritableStream,
  everyMilliseconds = PLAIN_EVERY_MILLISECONDS,
): Report {
  let label = '';
  let since = 0;
  let reportedAt = 0;
  return {
    line: (text) => {
      stream.write(`${text}\n`);
    },
    progress: (progress) => {
      const now = Date.now();
      if (progress.label !== label) {
        label = progress.label;
        since = now;
        reportedAt = now;
      }
      const isWhole = progress.total !== null && progress.done >= progress.total;
      if (now - reportedAt < everyMilliseconds && !isWhole) return;
      reportedAt = now;
      stream.write(`${progressLine(progress, now - since)}\n`);
    },
    end: () => undefined,
  };
}
