/** One commit as `git log -z` writes it in one of the formats below. */
export interface LogRecord {
  readonly fields: readonly string[];
  /** Tokens of the file list, as many as there are. */
  readonly files: readonly string[];
}

const fieldsOf = (...fields: string[]) => `tformat:${fields.join('%x00')}`;

/** Between trailers. */
export const TRAILER_END = '\x1f';
/** Between a trailer's key and its value. */
export const TRAILER_KEY_END = ': ';
/** The same in pages that were kept by earlier versions: git before 2.31 cannot write it. */
export const OLD_TRAILER_KEY_END = '\x1e';

/** sha, parents, author name, e-mail, seconds, committer name, e-mail, seconds, title, trailers, body. */
export const COMMIT_FORMAT = fieldsOf(
  ...['%H', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%s'],
  '%(trailers:only,unfold,separator=%x1f)',
  '%b',
);
export const COMMIT_FIELDS = 11;
/** So many had commits before their bodies were read. */
export const FIELDS_WITHOUT_BODY = 10;
/** Later than any calendar goes, and yet a number that can be reckoned with. */
const LAST_SECONDS = 1e12;
/** Epoch seconds as a commit or tag says them, which may be anything; 0 if it says none. */
export const secondsOf = (text: string): number =>
  Math.min(Math.max(Number(text) || 0, 0), LAST_SECONDS);

/** Where the seconds of the author date are. */
export const AUTHORED_FIELD = 4;

/** sha, author name, e-mail, seconds, committer seconds, title, body. */
export const STEP_FORMAT = fieldsOf('%H', '%an', '%ae', '%at', '%ct', '%s', '%b');
export const STEP_FIELDS = 7;

/** Bytes of a field that are kept. Nobody writes more. */
export const LONGEST_FIELD = 256 * 1024;

/** Returns git's output as text, with each field cut to the length that is kept. */
export function withoutLongFields(answer: Buffer): string {
  const kept: Buffer[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(0, at);
    const next = end < 0 ? answer.length : end;
    if (next - at > LONGEST_FIELD)
      kept.push(answer.subarray(at, at + LONGEST_FIELD), answer.subarray(next, next + 1));
    else kept.push(answer.subarray(at, next + 1));
    at = next + 1;
  }
  return Buffer.concat(kept).toString();
}

/**
 * Reads records one after the other. No message or path can be mistaken for the beginning of a
 * record. Fields are counted, a file list begins with a line break, and renamed paths come in
 * pairs.
 */
export function* readLog(raw: string, fieldCount: number): Generator<LogRecord> {
  const tokens = raw.split('\0');
  // The last one is empty: NUL ends, it does not separate.
  const end = tokens.length - 1;
  let at = 0;
  while (at < end) {
    const first = at + fieldCount;
    const fields = tokens.slice(at, first);
    at = endOfRecord(tokens, at, end, fieldCount);
    const files = at === first ? noFiles : tokens.slice(first, at);
    if (files.length > 0) files[0] = files[0]!.slice(1);
    yield { fields, files };
  }
}

const noFiles: string[] = [];
const RENAMED = /^\n?(?:\d+|-)\t(?:\d+|-)\t$/;
const STATUS = /^\n?[A-Z]\d*$/;

/** Where the record that begins at `from` ends; behind `end` where not all of its tokens are there. */
function endOfRecord(tokens: readonly string[], from: number, end: number, fieldCount: number) {
  const first = from + fieldCount;
  return first < end && tokens[first]!.startsWith('\n') ? endOfFiles(tokens, first, end) : first;
}

function endOfFiles(tokens: readonly string[], from: number, end: number): number {
  let at = from;
  while (at < end) {
    const token = tokens[at]!;
    if (STATUS.test(token)) at += 2;
    else if (!token.includes('\t')) return at;
    else if (token.endsWith('\t') && RENAMED.test(token)) at += 3;
    else at += 1;
  }
  return at;
}
