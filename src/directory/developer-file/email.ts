import { emailLookAlike } from '../../model/look-alike.js';

/** Wide enough for `root@localhost` and `ada@host.(none)`, which git histories are full of. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(text) && emailLookAlike(text) === null;
