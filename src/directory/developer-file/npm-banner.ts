import { csvFault } from './csv-fault.js';
import type { Finding } from './developer-file-error.js';

/**
 * The lines of `npm run` before the output of a script: `> name@version script`, then `> command`.
 */
const banner = /^(\s*)> \S+@\S+ \S+[^\r\n]*\r?\n> /;

/** Names the lines that `npm run` put into a file whose output went there; null where there are none. */
export function npmBannerFault(text: string): Finding | null {
  const found = banner.exec(text);
  if (!found) return null;
  const line = found[1]!.split('\n').length;
  return csvFault(
    'INVALID_CSV',
    line,
    1,
    `Line ${line} and the next were written by npm, not by insights: delete them, or write the file with \`npm run -s insights -- import developers FILE --from-sources\`.`,
  );
}
