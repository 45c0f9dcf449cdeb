import { Migration20261122111500_foundation } from '../../migrations/Migration20261122111500_foundation.js';

/** Every migration in order; a new one is two lines. */
export const migrations = [
  { name: 'Migration20261122111500_foundation', class: Migration20261122111500_foundation },
];
