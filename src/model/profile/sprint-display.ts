export const sprintFigures = [
  'AVERAGE_SPRINT_SIZE',
  'SCOPE_CREEP',
  'WORK_DELIVERED',
  'SPRINT_VELOCITY',
  'DELIVERED_TO_COMMITTED',
  'CHURN_RATE',
  'PREDICTABILITY',
] as const;
/** A figure about sprints that a client may show. */
export type SprintFigure = (typeof sprintFigures)[number];
export type SprintFigureGroup = 'WORK' | 'DELIVERY' | 'ANALYSIS';

export const groupOfSprintFigure: Readonly<Record<SprintFigure, SprintFigureGroup>> = {
  AVERAGE_SPRINT_SIZE: 'WORK',
  SCOPE_CREEP: 'WORK',
  WORK_DELIVERED: 'DELIVERY',
  SPRINT_VELOCITY: 'DELIVERY',
  DELIVERED_TO_COMMITTED: 'DELIVERY',
  CHURN_RATE: 'ANALYSIS',
  PREDICTABILITY: 'ANALYSIS',
};

/** A part of a page about sprints; what it does not list it does not show. */
export interface SprintPanel {
  /** False if clients should hide the panel. */
  readonly enabled: boolean;
  /** The figures of the panel, in order. */
  readonly metrics: readonly {
    /** Which figure it is. */
    readonly key: SprintFigure;
    /** False if clients should hide it. */
    readonly enabled: boolean;
    /** Null: as the client calls it. */
    readonly displayName: string | null;
  }[];
}
/** The figures about sprints that clients show; nothing is measured otherwise for it. */
export interface SprintDisplay {
  /** The cards above the sprints. */
  readonly summaryCards: SprintPanel;
  /** The chart of delivered against committed work. */
  readonly deliveryAnalysis: SprintPanel;
}

const everything: SprintPanel = {
  enabled: true,
  metrics: sprintFigures.map((key) => ({ key, enabled: true, displayName: null })),
};
export const defaultSprintDisplay: SprintDisplay = {
  summaryCards: everything,
  deliveryAnalysis: everything,
};
