const [MINUS, POINT, ZERO, NINE, EXPONENT] = [45, 46, 48, 57, 101] as const;
/** The number of digits up to which a sum of them is exact. */
const MOST_DIGITS = 15;
const word = /[\w.+-]*/y;

/** Reads numbers that stand between other signs in a text of the database, from its beginning on. */
export class NumberReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns the sign that is next, as its code, without passing it; NaN behind the last. */
  get sign(): number {
    return this.#text.charCodeAt(this.#at);
  }

  /** Passes signs. */
  skip(signs: number): void {
    this.#at += signs;
  }

  /** Reads the number that is next. */
  read(): number {
    const from = this.#at;
    const isNegative = this.#text.charCodeAt(from) === MINUS;
    const first = isNegative ? from + 1 : from;
    let at = first;
    let number = 0;
    let code = this.#text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      number = number * 10 + code - ZERO;
      at += 1;
      code = this.#text.charCodeAt(at);
    }
    if (at === first || at - first > MOST_DIGITS || code === POINT || code === EXPONENT)
      return this.#readWord(from);
    this.#at = at;
    return isNegative ? -number : number;
  }

  /** Reads a number with a fraction or an exponent, or one that is no digits. */
  #readWord(from: number): number {
    word.lastIndex = from;
    const [text] = word.exec(this.#text)!;
    if (text === '')
      throw new Error(`There is no number at ${from} of what the database returned.`);
    this.#at = from + text.length;
    return Number(text);
  }
}
