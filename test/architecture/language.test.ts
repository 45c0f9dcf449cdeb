import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readRoot } from './dependencies.js';
import { exceptions } from './language/exceptions.js';
import { createCheck, type Finding, wordsOfName } from './language/findings.js';
import { retiredWordsIn, termsIn } from './language/glossary.js';
import { MOST_WORDS } from './language/sentences.js';

const glossary = readRoot('src/README.md');
const terms = termsIn(glossary);
const retired = retiredWordsIn(glossary);
const check = createCheck(retired);

/** All files but two: generated code repeats the schema, which is read itself, and the exceptions name the words. */
const files = globSync(
  ['{src,test}/**/*.ts', 'schema/**/*.graphql', 'src/**/*.md', '*.md', '.github/*.md'],
  {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    exclude: ['src/client/generated.ts', '**/language/exceptions.ts', '**/node_modules/**'],
  },
);
const found = files.flatMap((file) => check(file, readRoot(file)));
const isAllowed = ({ file, text, word }: Finding): boolean =>
  exceptions.some((one) => one.word === word && one.files.test(file) && one.text.test(text));
const show = ({ file, line, why, text }: Finding): string => `${file}:${line} ${why} | ${text}`;

it('the glossary is read whole: its terms and its retired words', () => {
  expect(retired.length).toBeGreaterThan(40);
  expect(terms.length).toBeGreaterThan(25);
  expect(files.length).toBeGreaterThan(1_000);
});

it('every term that the glossary defines is used by the code', () => {
  const code = files
    .filter((file) => /^src\/.*\.ts$/.test(file))
    .map((file) => wordsOfName(readRoot(file)))
    .join(' ');
  expect(terms.filter((term) => !code.includes(wordsOfName(term)))).toEqual([]);
});

it('names, comments, strings, the schema and the documents use the words of the glossary', () => {
  expect(found.filter((finding) => !isAllowed(finding)).map(show)).toEqual([]);
});

it('every exception is used', () => {
  const unused = exceptions.filter(
    ({ word, files: where, text: within }) =>
      !found.some(
        (finding) => finding.word === word && where.test(finding.file) && within.test(finding.text),
      ),
  );
  expect(unused).toEqual([]);
});

it.each(retired.map(({ word, folders }) => [word, folders[0] ?? 'model']))(
  'finds "%s" in a comment, and in a name, a string, a file name and the schema',
  (word, folder) => {
    const isBeginning = /^[A-Z]/.test(word);
    const name = word.replace(/ (.)/g, (_all, letter: string) => letter.toUpperCase());
    const wordsIn = (file: string, content: string) =>
      check(`src/${folder}/${file}`, content).filter((finding) => finding.word === word);
    expect(
      wordsIn('a.ts', `/** ${isBeginning ? word : `It may ${word}`} something. */\n`),
    ).toHaveLength(1);
    for (const [file, content] of [
      ['a.ts', `const ${name}Something = 1;\n`],
      ['a.ts', `log('They ${word} \${one}');\n`],
      [`${word.replace(/ /g, '-')}.ts`, ''],
      ['a.graphql', `type Some { ${name}Thing: Int }\n`],
      ['a.graphql', `"They ${word}." type Some { one: Int }\n`],
      ['README.md', `They ${word}.\n`],
    ] as const)
      expect(wordsIn(file, content)).toHaveLength(isBeginning ? 0 : 1);
  },
);

it('finds every form of a word, and none in a longer one', () => {
  const [one] = retiredWordsIn('| Retired |\n| --- |\n| `carry`, `go off` | | leave | |\n');
  const formsOf = (text: string) => one!.pattern.test(text);
  for (const text of ['carry', 'it carries', 'is carried.', 'carrying it'])
    expect(formsOf(text)).toBe(true);
  for (const text of ['carrycot', 'miscarry', 'carry_at']) expect(formsOf(text)).toBe(false);
});

it('a sentence of a comment has at most 25 words, and begins with its subject', () => {
  const long = `/** ${'word '.repeat(MOST_WORDS)}word. */`;
  expect(check('src/model/a.ts', long)).toHaveLength(1);
  expect(check('src/model/a.ts', '// What it is.\n')).toHaveLength(1);
  expect(check('src/model/a.ts', "const one = '// What it is.';\n")).toEqual([]);
  const half = `Some ${'word '.repeat(13)}end.`;
  expect(check('src/model/a.ts', `/** ${half} ${half} */`)).toEqual([]);
});
