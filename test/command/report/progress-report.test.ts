import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { plainReport, progressLine } from '../../../src/command/report/progress-report.js';

const step = { label: 'api', done: 250, total: 1000, unit: 'commits' };

describe('progress', () => {
  it('is reported with share, rate and what is left', () => {
    expect(progressLine(step, 500)).toBe('api: 250 of 1000 commits (25 %), 500/s, ETA 2 s');
    expect(progressLine({ ...step, total: null }, 500)).toBe('api: 250 commits, 500/s');
    expect(progressLine({ ...step, done: 1000 }, 2000)).toBe(
      'api: 1000 of 1000 commits (100 %), 500/s',
    );
    expect(progressLine({ ...step, done: 0 }, 0)).toBe('api: 0 of 1000 commits (0 %)');
  });

  it('is one plain line at the end of a step, and few before', () => {
    let written = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    const report = plainReport(stream);
    for (let done = 1; done <= 1000; done += 1) report.progress({ ...step, done });
    report.line('Done');
    report.end();
    expect(written.split('\n')).toHaveLength(3);
    expect(written).toMatch(/^api: 1000 of 1000 commits \(100 %\).*\nDone\n$/);
  });
});
