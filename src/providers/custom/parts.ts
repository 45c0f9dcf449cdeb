import { comment, pullRequestCommit, review } from './code-records.js';
import { artifact } from './delivery-records.js';
import { file, person } from './fields.js';
import { historyEntries } from './work-records.js';

/** No instant lies ahead of it; what is documented does not depend on the clock. */
const now = () => 0;

/** Parts of fields of several kinds, by the name that the documentation gives them. */
export const parts = {
  Person: person,
  File: file,
  Review: review(now),
  Comment: comment(now),
  'Pull request commit': pullRequestCommit(now),
  Artifact: artifact,
  ...historyEntries(now),
};
