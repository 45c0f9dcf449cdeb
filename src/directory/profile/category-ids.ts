import { refuse } from '../../model/errors.js';
import type {
  AlignmentCategory,
  BusinessAlignmentConfig,
} from '../../model/profile/alignment-profile.js';

/**
 * The configuration with an id for each category that has none yet (0). Ids are never given again, so that what was observed of a
 * category is never taken for another's. Refuses an id that the version `before` does not have.
 */
export function withCategoryIds(
  config: BusinessAlignmentConfig,
  before: BusinessAlignmentConfig | null,
): BusinessAlignmentConfig {
  const known = new Set((before?.categories ?? []).map(({ id }) => id));
  let last = before?.lastCategory ?? Math.max(0, ...known);
  const categories = config.categories.map((category, index): AlignmentCategory => {
    if (category.id !== 0 && !known.has(category.id))
      refuse(
        'UNKNOWN_CATEGORY',
        ['config', 'categories', String(index), 'id'],
        `The profile has no category ${category.id}: leave its key out where the category is new.`,
      );
    if (category.id !== 0) return category;
    last += 1;
    return { ...category, id: last };
  });
  return { ...config, categories, lastCategory: last };
}
