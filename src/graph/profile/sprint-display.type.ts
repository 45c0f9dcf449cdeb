import { InputType, ObjectType } from 'type-graphql';
import {
  groupOfSprintFigure,
  type SprintDisplay as SprintDisplayModel,
  type SprintFigure,
  type SprintFigureGroup,
  type SprintPanel as SprintPanelModel,
} from '../../model/profile/sprint-display.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';

const SprintFigureEnum = enumOf<SprintFigure>(
  'SprintFigure',
  'A figure about sprints that a client may show.',
  {
    AVERAGE_SPRINT_SIZE: 'What was committed and crept in, per sprint.',
    SCOPE_CREEP: 'What crept in: SPRINT_SCOPE_CREEP.',
    WORK_DELIVERED: 'What was delivered: of what SPRINT_VELOCITY is made.',
    SPRINT_VELOCITY: 'What was delivered per sprint: SPRINT_VELOCITY.',
    DELIVERED_TO_COMMITTED:
      'What was delivered of what was committed: SPRINT_DELIVERED_TO_COMMITTED.',
    CHURN_RATE: 'What came and went: SPRINT_CHURN.',
    PREDICTABILITY: 'How much deliveries vary: SPRINT_PREDICTABILITY.',
  },
);

const SprintFigureGroupEnum = enumOf<SprintFigureGroup>(
  'SprintFigureGroup',
  'What a figure about sprints says.',
  {
    WORK: 'How much work there was.',
    DELIVERY: 'How much was delivered.',
    ANALYSIS: 'How steady it is.',
  },
);

const CARD = { description: 'A figure as it is shown.' };
@ObjectType()
@InputType(CARD)
class SprintCardInput {
  @NonNull(() => SprintFigureEnum, 'Which figure.')
  key!: SprintFigure;

  @NonNull(() => Boolean, 'Is it shown?', { defaultValue: true })
  enabled!: boolean;

  @Nullable(() => String, 'What it is called; null: as the client calls it.')
  displayName?: string | null;
}

@ObjectType(CARD)
class SprintCard extends SprintCardInput {
  @NonNull(() => SprintFigureGroupEnum, 'Where it belongs.')
  group!: SprintFigureGroup;
}

const PANEL = { description: 'A part of a page about sprints.' };
@ObjectType(PANEL)
export class SprintPanel {
  @NonNull(() => Boolean, 'Is it shown at all?')
  enabled!: boolean;

  @NonNull(() => [SprintCard], 'Its figures in order; no others are shown.')
  metrics!: readonly SprintCard[];
}

@InputType(PANEL)
export class SprintPanelInput {
  @NonNull(() => Boolean, 'Is it shown at all?', { defaultValue: true })
  enabled!: boolean;

  @Nullable(
    () => [SprintCardInput],
    'Its figures in order, each once; no others are shown. Absent: all.',
  )
  metrics?: SprintCardInput[] | null;
}

const DISPLAY = {
  description: 'What clients show about sprints; nothing is measured otherwise for it.',
};
const CARDS = 'Single numbers.';
const ANALYSIS = 'Committed and delivered work over time.';
@ObjectType(DISPLAY)
export class SprintDisplay {
  @NonNull(() => SprintPanel, CARDS)
  summaryCards!: SprintPanel;

  @NonNull(() => SprintPanel, ANALYSIS)
  deliveryAnalysis!: SprintPanel;
}

@InputType(DISPLAY)
export class SprintDisplayInput {
  @Nullable(() => SprintPanelInput, `${CARDS} Absent: all.`)
  summaryCards?: SprintPanelInput | null;

  @Nullable(() => SprintPanelInput, `${ANALYSIS} Absent: all.`)
  deliveryAnalysis?: SprintPanelInput | null;
}

const panelGiven = (
  given: SprintPanelInput | null | undefined,
  usual: SprintPanelModel,
): SprintPanelModel => ({
  enabled: given?.enabled ?? usual.enabled,
  metrics:
    given?.metrics?.map(({ key, enabled, displayName }) => ({
      key,
      enabled,
      displayName: displayName ?? null,
    })) ?? usual.metrics,
});

/** Returns the sprint display to save: the given parts, and `usual` for all others. */
export const sprintDisplayGiven = (
  { summaryCards, deliveryAnalysis }: SprintDisplayInput,
  usual: SprintDisplayModel,
): SprintDisplayModel => ({
  summaryCards: panelGiven(summaryCards, usual.summaryCards),
  deliveryAnalysis: panelGiven(deliveryAnalysis, usual.deliveryAnalysis),
});

const panelOutside = ({ enabled, metrics }: SprintPanelModel): SprintPanel => ({
  enabled,
  metrics: metrics.map((card) => ({ ...card, group: groupOfSprintFigure[card.key] })),
});

export const sprintDisplayOutside = (display: SprintDisplayModel): SprintDisplay => ({
  summaryCards: panelOutside(display.summaryCards),
  deliveryAnalysis: panelOutside(display.deliveryAnalysis),
});
