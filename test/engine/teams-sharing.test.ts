import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TeamColumns } from '../../src/engine/question.js';
import { teamsSharing } from '../../src/engine/selection/sharing.js';
import { anyQuestion } from '../arbitrary/questions.js';
import { lawRuns } from '../law-runs.js';

const subjectsOf = ({ cells, exclusions = [] }: TeamColumns) =>
  new Set([...cells, ...exclusions].flatMap(({ subject }) => [...subject]));

it('names the teams of which two have one subject, as comparing each with each does', () => {
  fc.assert(
    fc.property(anyQuestion, ({ teams }) => {
      const sharing = teams.filter((one) =>
        teams.some((other) => other !== one && !subjectsOf(one).isDisjointFrom(subjectsOf(other))),
      );
      expect([...teamsSharing(teams)].sort()).toEqual(sharing.map(({ team }) => team).sort());
    }),
    { numRuns: lawRuns(100, 1000) },
  );
});
