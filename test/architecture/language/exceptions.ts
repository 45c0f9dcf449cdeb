/** A retired word that may stay at a place, with the reason. */
export interface Exception {
  readonly word: string;
  /** Matches the paths of the files. */
  readonly files: RegExp;
  /** Matches the names and texts in which the word may stand. */
  readonly text: RegExp;
  readonly reason: string;
}

const STORED = 'A stored name: a column, or a key of stored content.';
const PUBLIC = 'A name of the API, which clients use.';

export const exceptions: readonly Exception[] = [
  { word: 'told', files: /\/storage\/|\/arbitrary\//, text: /^_?toldAt$|told_at/, reason: STORED },
  { word: 'told', files: /\/git\/pages\//, text: /^told$/, reason: STORED },
  { word: 'facet', files: /\/storage\/schema\//, text: /\bfacet\b/, reason: STORED },
  {
    word: 'mark',
    files: /\/(storage|recalculation)\//,
    text: /(from|into) mark\b/,
    reason: STORED,
  },
  {
    word: 'word',
    files: /\/(storage|recalculation)\//,
    text: /fact_word|\bw\.word\b/,
    reason: STORED,
  },
  { word: 'shape', files: /\/recalculation\//, text: /^shape$|'shape'/, reason: STORED },
  { word: 'standing', files: /./, text: /^RUN_STANDING$|standing_run/, reason: STORED },
  { word: 'left out', files: /./, text: /^leftOut$|TAG_LEFT_OUT/, reason: STORED },
  { word: 'ride', files: /./, text: /^(rideRule|RideRule|RideRuleEnum)$/, reason: PUBLIC },
  { word: 'in force', files: /./, text: /^RulesInForce$/, reason: PUBLIC },
  {
    word: 'tell',
    files: /./,
    text: /tell-me-when-it-changes|TellMeWhenItChanges/i,
    reason: PUBLIC,
  },
  {
    word: 'touch',
    files: /\/recalculation\//,
    text: /^touch(es)?$|line touched/,
    reason: 'A commit touches files: that is the word of git, and of the metric.',
  },
  {
    word: 'mark',
    files: /\/recalculation\//,
    text: /^mark(ed|s)?$/i,
    reason: 'A mark of a deployment, by the mutation `markDeployment`.',
  },
  {
    word: 'facet',
    files: /CHANGELOG\.md$/,
    text: /Renamed: /,
    reason: 'A name of before, in the line that says how it is called now.',
  },
];
