import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import {
  defaultAlignment,
  defaultProductivity,
  sourceCodePreset,
} from '../../src/model/profile/default-profile.js';
import { type EffectiveRules, emptyTeamSettings } from '../../src/model/team.js';
import { isConcerned } from '../../src/recalculation/concern.js';

const profile = { number: 1, name: 'Default', version: 1 };
const rules: EffectiveRules = {
  settings: emptyTeamSettings,
  efficiency: sourceCodePreset,
  productivity: defaultProductivity,
  alignment: defaultAlignment,
  efficiencyProfile: profile,
  productivityProfile: profile,
  alignmentProfile: null,
  shape: 'as now',
};
/** Kinds of profile and population of the metrics that the change concerns. */
const concerned = (change: Partial<EffectiveRules>) =>
  new Set(
    metrics
      .filter((metric) => isConcerned(metric, rules, { ...rules, ...change }))
      .map((metric) => metric.profile),
  );

describe('other rules', () => {
  it('concern the metrics of the profile that changed, and no others', () => {
    expect(concerned({})).toEqual(new Set());
    expect(concerned({ efficiencyProfile: { ...profile, version: 2 } })).toEqual(
      new Set(['EFFICIENCY']),
    );
    expect(concerned({ productivity: { ...defaultProductivity, denominator: 'ROSTER' } })).toEqual(
      new Set(),
    );
    expect(
      concerned({ productivity: { ...defaultProductivity, denominator: 'CONTRIBUTING' } }),
    ).toEqual(new Set(['PRODUCTIVITY']));
    expect(concerned({ alignmentProfile: profile })).toEqual(new Set(['BUSINESS_ALIGNMENT']));
    expect(concerned({ alignment: { ...defaultAlignment, effortUnit: 'STORY_POINTS' } })).toEqual(
      new Set(['BUSINESS_ALIGNMENT']),
    );
  });

  it('of the settings concern those who follow people only where they read them', () => {
    const settings = (change: Partial<EffectiveRules['settings']>) =>
      concerned({ settings: { ...emptyTeamSettings, ...change } });
    expect(settings({ releasePattern: '^r' })).toEqual(
      new Set(['EFFICIENCY', 'BUSINESS_ALIGNMENT']),
    );
    const all = new Set(['EFFICIENCY', 'BUSINESS_ALIGNMENT', 'PRODUCTIVITY']);
    expect(settings({ excludedChangesMode: 'KEEP_MATCHING' })).toEqual(all);
    const { issueManagement } = emptyTeamSettings;
    expect(settings({ issueManagement: { ...issueManagement, terminatedStatuses: [] } })).toEqual(
      all,
    );
  });

  it('concern everything where they were made for other metrics', () => {
    expect(concerned({ shape: 'as then' })).toEqual(
      new Set(['EFFICIENCY', 'PRODUCTIVITY', 'BUSINESS_ALIGNMENT']),
    );
  });

  it('concern everything where there were none before', () => {
    expect(metrics.every((metric) => isConcerned(metric, undefined, rules))).toBe(true);
  });
});
