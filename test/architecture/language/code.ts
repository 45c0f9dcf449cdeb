import ts from 'typescript';

/** A text of a file and the line on which it begins. */
export interface Placed {
  readonly text: string;
  readonly line: number;
}
export interface Texts {
  readonly names: readonly Placed[];
  readonly strings: readonly Placed[];
  readonly comments: readonly Placed[];
}

const isDeclared = (node: ts.Identifier): boolean =>
  (node.parent as { name?: ts.Node }).name === node &&
  !ts.isPropertyAccessExpression(node.parent) &&
  !ts.isImportSpecifier(node.parent);

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isRegularExpressionLiteral(node);

/** Neighbouring line comments are one text. */
function joined(comments: readonly Placed[]): Placed[] {
  const all: { text: string; line: number; last: number }[] = [];
  for (const { text, line } of comments) {
    const before = all.at(-1);
    if (text.startsWith('//') && before?.text.startsWith('//') && before.last === line - 1) {
      before.text += `\n${text}`;
      before.last = line;
    } else all.push({ text, line, last: line });
  }
  return all;
}

/** Returns the comments of code; `literals` are the places of its strings and regular expressions, in which no comment begins. */
function commentsIn(code: string, literals: readonly ts.Node[], lineAt: (at: number) => number) {
  let rest = code;
  for (const node of literals) {
    const [from, to] = [node.getStart(), node.getEnd()];
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  }
  const found = rest.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g);
  return joined(
    Array.from(found, ({ index, 0: all }) => ({
      ...{ text: code.slice(index, index + all.length), line: lineAt(index) },
    })),
  );
}

/** Returns the names that a file of code declares, its strings of more than one word, and its comments. */
export function textsOfCode(path: string, code: string): Texts {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const lineAt = (at: number): number => source.getLineAndCharacterOfPosition(at).line + 1;
  const [names, strings, literals]: [Placed[], Placed[], ts.Node[]] = [[], [], []];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isDeclared(node))
      names.push({ text: node.text, line: lineAt(node.getStart()) });
    if (isText(node)) literals.push(node);
    if (isText(node) && /\S\s+\S/.test(node.text))
      strings.push({ text: node.text, line: lineAt(node.getStart()) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, strings, comments: commentsIn(code, literals, lineAt) };
}
