import { describe, expect, it } from 'vitest';
import { configErrors } from '../../../src/directory/profile/config-errors.js';
import { efficiencyWarnings } from '../../../src/directory/profile/efficiency-errors.js';
import { needErrors, type Offer } from '../../../src/directory/profile/needs.js';
import {
  defaultProductivity,
  fivePhasesPreset,
  pullRequestPhasesPreset,
  sourceCodePreset,
} from '../../../src/model/profile/default-profile.js';
import type {
  EfficiencyConfig,
  LevelBound,
  MaturityOverride,
  Phase,
} from '../../../src/model/profile/profile.js';
import type { WorkingCalendar } from '../../../src/model/profile/working-calendar.js';

type Errors = ReturnType<typeof configErrors>;
const named = (errors: Errors) => errors.map(({ code, field }) => `${code} ${field.join('.')}`);
const efficiency = (given: Partial<EfficiencyConfig>) =>
  named(configErrors('EFFICIENCY', { ...sourceCodePreset, ...given }));
const withPhases = (phases: readonly Phase[]): EfficiencyConfig => ({
  ...fivePhasesPreset,
  leadTime: { ...fivePhasesPreset.leadTime, phases },
});
const phases = fivePhasesPreset.leadTime.phases;

describe('an efficiency profile', () => {
  it('is valid as each preset has it, without a warning', () => {
    expect(configErrors('EFFICIENCY', sourceCodePreset)).toEqual([]);
    expect(configErrors('EFFICIENCY', fivePhasesPreset)).toEqual([]);
    expect(efficiencyWarnings(fivePhasesPreset)).toEqual([]);
    expect(configErrors('EFFICIENCY', pullRequestPhasesPreset)).toEqual([]);
    expect(efficiencyWarnings(pullRequestPhasesPreset)).toEqual([]);
  });

  it('has at least one phase, each once, with events of their sources', () => {
    const off = phases.map((phase) => ({ ...phase, enabled: false }));
    expect(named(configErrors('EFFICIENCY', withPhases(off)))).toEqual([
      'NO_PHASES config.leadTime.phases',
    ]);
    const wrong: Phase = {
      ...phases[0]!,
      end: { source: 'CONTINUOUS_INTEGRATION', event: 'TICKET_DONE' },
    };
    expect(named(configErrors('EFFICIENCY', withPhases([phases[0]!, wrong])))).toEqual([
      'DUPLICATE_PHASE config.leadTime.phases.1.key',
      'INVALID_EVENT config.leadTime.phases.1.end',
    ]);
  });

  it('warns of enabled phases of which one does not begin where the one before ends', () => {
    const without = phases.map((phase) => ({ ...phase, enabled: phase.key !== 'REVIEW' }));
    // Coding ends with the first commit, and Build begins with the last merge.
    expect(named(efficiencyWarnings(withPhases(without)))).toEqual([
      'NON_CONTIGUOUS_PHASES config.leadTime.phases.3.start',
    ]);
  });

  it('names a status where its entry is the event, and nowhere else', () => {
    const issue = 'ISSUE_MANAGEMENT' as const;
    const edges = (start: Phase['start'], end: Phase['end']) =>
      withPhases([
        { ...phases[0]!, start, end },
        { ...phases[1]!, start: end },
      ]);
    const status = (name: string | null = null) =>
      ({ source: issue, event: 'TICKET_STATUS', status: name }) as const;
    expect(named(configErrors('EFFICIENCY', edges(status('Ready'), status('Doing'))))).toEqual([]);
    expect(
      named(
        configErrors(
          'EFFICIENCY',
          edges({ source: issue, event: 'TICKET_DONE', status: 'Done' }, status(' ')),
        ),
      ),
    ).toEqual([
      'STATUS_NOT_EXPECTED config.leadTime.phases.0.start.status',
      'STATUS_REQUIRED config.leadTime.phases.0.end.status',
      'STATUS_REQUIRED config.leadTime.phases.1.start.status',
    ]);
    expect(named(configErrors('EFFICIENCY', edges(status(), status('x'.repeat(201)))))).toEqual([
      'STATUS_REQUIRED config.leadTime.phases.0.start.status',
      'STATUS_REQUIRED config.leadTime.phases.0.end.status',
      'STATUS_REQUIRED config.leadTime.phases.1.start.status',
    ]);
  });

  it('warns where one phase ends with another status than the next begins with', () => {
    const between = (end: string, start: string) =>
      efficiencyWarnings(
        withPhases([
          {
            ...phases[0]!,
            end: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_STATUS', status: end },
          },
          {
            ...phases[1]!,
            start: { source: 'ISSUE_MANAGEMENT', event: 'TICKET_STATUS', status: start },
          },
        ]),
      );
    expect(between('Doing', ' doing')).toEqual([]);
    expect(between('Doing', 'Ready')).toMatchObject([
      {
        code: 'NON_CONTIGUOUS_PHASES',
        message: expect.stringContaining('TICKET_STATUS "Ready", but PLANNING ends with'),
      },
    ]);
  });

  it('needs what its enabled phases and its deployments come from', () => {
    const needed = (config: EfficiencyConfig, offers: Offer[], before?: EfficiencyConfig) => [
      ...new Set(needErrors(config, new Set(offers), before ?? null).map(({ code }) => code)),
    ];
    expect(needed(sourceCodePreset, [])).toEqual([]);
    expect(needed(fivePhasesPreset, [])).toEqual([
      'NEEDS_ISSUE_MANAGEMENT',
      'NEEDS_PULL_REQUESTS',
      'NEEDS_CONTINUOUS_INTEGRATION',
      'NEEDS_CONTINUOUS_DEPLOYMENT',
    ]);
    const coding = phases.map((phase) => ({ ...phase, enabled: phase.key === 'CODING' }));
    expect(needed(withPhases(coding), ['CONTINUOUS_DEPLOYMENT'])).toEqual([
      'NEEDS_ISSUE_MANAGEMENT',
    ]);
    expect(needed(fivePhasesPreset, [], fivePhasesPreset)).toEqual([]);
    const changes = {
      ...sourceCodePreset,
      deploymentFrequency: {
        ...sourceCodePreset.deploymentFrequency,
        source: 'CHANGE_REQUESTS' as const,
      },
    };
    expect(named(needErrors(changes, new Set(), null))).toEqual([
      'NEEDS_INCIDENT_MANAGEMENT config.deploymentFrequency.source',
    ]);
  });

  it('counts days in whole numbers within bounds', () => {
    const { changeFailureRate, sprints } = sourceCodePreset;
    expect(
      efficiency({
        changeFailureRate: { ...changeFailureRate, attributionWindowDays: 0 },
        sprints: { ...sprints, startGraceDays: -1, endGraceDays: 31 },
      }),
    ).toEqual([
      'INVALID_ATTRIBUTION_WINDOW config.changeFailureRate.attributionWindowDays',
      'INVALID_GRACE_DAYS config.sprints.startGraceDays',
      'INVALID_GRACE_DAYS config.sprints.endGraceDays',
    ]);
  });
});

describe('maturity', () => {
  const { maturity } = sourceCodePreset;
  const bounds = (...values: number[]): LevelBound[] =>
    values.map((bound, index) => ({
      ...{ level: (['ELITE', 'HIGH', 'MEDIUM'] as const)[index]!, bound, inclusive: false },
    }));
  const errorsOf = (...overrides: MaturityOverride[]) =>
    efficiency({ maturity: { ...maturity, overrides } });
  const at = 'config.maturity.overrides.0';

  it.each([
    ['LEAD_TIME_FOR_CHANGES', bounds(1, 2, 3), true],
    ['LEAD_TIME_FOR_CHANGES', bounds(1, 1, 3), false],
    ['LEAD_TIME_FOR_CHANGES', bounds(3, 2, 1), false],
    ['LEAD_TIME_FOR_CHANGES', bounds(0, 2, 3), false],
    ['LEAD_TIME_FOR_CHANGES', bounds(1, 2), false],
    ['LEAD_TIME_FOR_CHANGES', bounds(1, 2, Number.POSITIVE_INFINITY), false],
    ['DEPLOYMENT_FREQUENCY', bounds(3, 2, 1), true],
    ['DEPLOYMENT_FREQUENCY', bounds(1, 2, 3), false],
    ['CHANGE_FAILURE_RATE', bounds(0.1, 0.2, 1.5), true],
  ] as const)('of %s by %j is accepted: %s', (metric, given, accepted) => {
    expect(errorsOf({ metric, phase: null, bounds: given })).toEqual(
      accepted ? [] : [`INVALID_MATURITY_RANGE ${at}.bounds`],
    );
  });

  it('is overridden once for metrics that are rated and phases that there are', () => {
    const good = { metric: 'LEAD_TIME_FOR_CHANGES', bounds: bounds(1, 2, 3) };
    expect(errorsOf({ ...good, phase: 'COMMIT_TO_RELEASE' }, { ...good, phase: null })).toEqual([]);
    expect(errorsOf({ ...good, phase: 'BUILD' })).toEqual([`INVALID_PHASE ${at}.phase`]);
    expect(errorsOf({ ...good, phase: null, metric: 'CODE_REWORK' })).toEqual([
      `METRIC_NOT_RATED ${at}.metric`,
    ]);
    expect(errorsOf({ ...good, phase: null }, { ...good, phase: null })).toEqual([
      'DUPLICATE_OVERRIDE config.maturity.overrides.1',
    ]);
  });

  it('names a benchmark that there is, and each level once', () => {
    expect(efficiency({ maturity: { ...maturity, benchmark: 'DORA_1999' } })).toEqual([
      'UNKNOWN_BENCHMARK config.maturity.benchmark',
    ]);
    expect(efficiency({ maturity: { ...maturity, levels: maturity.levels.slice(1) } })).toEqual([
      'INVALID_LEVELS config.maturity.levels',
    ]);
    const levels = maturity.levels.map((level) => ({ ...level, label: ' ', color: 'a b' }));
    expect(efficiency({ maturity: { ...maturity, levels } })).toHaveLength(8);
  });
});

describe('a working calendar', () => {
  const week: WorkingCalendar = {
    ...{ zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    holidays: ['2026-12-25'],
  };
  const errorsOf = (given: Partial<WorkingCalendar>) =>
    efficiency({ calendar: { ...week, ...given } });
  it('has a zone, days, hours and holidays that exist', () => {
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ to: '24:00' })).toEqual([]);
    expect(errorsOf({ zone: 'Mars/Olympus' })).toEqual(['UNKNOWN_TIME_ZONE config.calendar.zone']);
    for (const days of [[], [0], [8], [1, 1], [1.5]])
      expect(errorsOf({ days })).toEqual(['INVALID_CALENDAR config.calendar.days']);
    expect(errorsOf({ from: '24:00', to: '9:00', holidays: ['2026-02-30'] })).toEqual([
      'INVALID_CALENDAR config.calendar.from',
      'INVALID_CALENDAR config.calendar.to',
      'INVALID_CALENDAR config.calendar.holidays',
    ]);
  });
});

describe('a productivity profile', () => {
  const errorsOf = (given: Partial<typeof defaultProductivity>) =>
    named(configErrors('PRODUCTIVITY', { ...defaultProductivity, ...given }));
  it.each([
    [10, 100, true],
    [1, 2, true],
    [0, 100, false],
    [100, 100, false],
    [10.5, 100, false],
  ])('takes sizes of %d and %d: %s', (small, medium, accepted) => {
    expect(errorsOf({ prSize: { small, medium } })).toEqual(
      accepted ? [] : ['INVALID_PR_SIZE config.prSize'],
    );
  });
  it('takes paths from the root of a repository', () => {
    const codeRework = { recentWindowDays: 0, excludedPaths: ['**/package-lock.json', '/x', ''] };
    expect(errorsOf({ codeRework })).toEqual([
      'INVALID_RECENT_WINDOW config.codeRework.recentWindowDays',
      'INVALID_PATH config.codeRework.excludedPaths.1',
      'INVALID_PATH config.codeRework.excludedPaths.2',
    ]);
  });
});
