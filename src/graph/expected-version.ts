/** The description of the field by which an input guards against two who change at once. */
export const EXPECTED_VERSION =
  'The version you changed: refused if there is a newer one. Absent: not checked.';
