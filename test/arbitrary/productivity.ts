import fc from 'fast-check';
import { defaultProductivity } from '../../src/model/profile/default-profile.js';
import type { ProductivityConfig } from '../../src/model/profile/productivity-profile.js';
import type { WorkingCalendar } from '../../src/model/profile/working-calendar.js';

const officeHours: WorkingCalendar = {
  zone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:30',
  holidays: ['2024-04-01', '2024-10-03'],
};

/** Every choice that a productivity profile has. */
export const anyProductivity: fc.Arbitrary<ProductivityConfig> = fc
  .record({
    prSize: fc.constantFrom(defaultProductivity.prSize, { small: 50, medium: 51 }),
    prCycleTime: fc.record({
      startEvent: fc.constantFrom('FIRST_COMMIT' as const, 'PR_OPENED' as const),
    }),
    restrictToDestinationBranches: fc.boolean(),
    workCompleted: fc.record({ countSubtasks: fc.boolean() }),
    timeToComplete: fc.record({
      basis: fc.constantFrom('CREATED' as const, 'FIRST_ACTIVE' as const),
    }),
    codeRework: fc.record({
      recentWindowDays: fc.constantFrom(1, 30, 365),
      excludedPaths: fc.subarray(['a', '**/b']),
    }),
    calendar: fc.constantFrom(null, null, officeHours),
  })
  .map((chosen) => ({ ...defaultProductivity, ...chosen }));
