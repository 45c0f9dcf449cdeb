import ts from 'typescript';

/** A literal of a source file, as it is written. */
interface Text {
  readonly written: string;
  readonly line: number;
}

const TEMPLATE_PARTS = new Set([
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
]);

/** Returns true if a node is a message to people, which is a sentence and no statement. */
const isMessage = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && node.expression.getText() === 'Fault';

function textsOf(file: ts.SourceFile): Text[] {
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (isMessage(node)) return;
    if (ts.isStringLiteralLike(node) || TEMPLATE_PARTS.has(node.kind)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ written: node.getText(file), line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Returns the numbers of lines that are longer than `most` characters and hold a part of a statement. */
export function longLines(name: string, content: string, most: number): number[] {
  const file = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
  const lines = content.split('\n');
  const inTexts = textsOf(file).flatMap(({ written, line }) =>
    written.split('\n').map((_, offset) => line + offset),
  );
  return [...new Set(inTexts)].filter((line) => (lines[line - 1]?.length ?? 0) > most);
}

/** Returns the lines that spell one of these names inside a statement, as `line: name`. */
export function spelledNames(name: string, content: string, names: readonly string[]): string[] {
  const file = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
  return textsOf(file).flatMap(({ written, line }) =>
    names
      .filter((one) => written.slice(1, -1).includes(`'${one}'`))
      .map((one) => `${line}: ${one}`),
  );
}
