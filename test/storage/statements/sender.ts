import ts from 'typescript';

/** Methods by which a session, a connection or the embedded database takes a statement. */
const METHODS = new Set([
  ...['query', 'execute', 'exec'],
  ...['load', 'loadBy', 'find', 'loadNumbers', 'loadNumbersBy', 'hasRows', 'run'],
]);

const isText = (checker: ts.TypeChecker, value: ts.Expression): boolean =>
  checker.isTypeAssignableTo(checker.getTypeAtLocation(value), checker.getStringType());

const declarationOf = (
  checker: ts.TypeChecker,
  value: ts.Expression,
): ts.Declaration | undefined => {
  const symbol = checker.getSymbolAtLocation(value);
  const isAlias = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return (isAlias ? checker.getAliasedSymbol(symbol) : symbol)?.valueDeclaration;
};

const ownerOf = (checker: ts.TypeChecker, called: ts.Expression): string | undefined =>
  ts.isPropertyAccessExpression(called)
    ? checker.getTypeAtLocation(called.expression).getSymbol()?.name
    : undefined;

/** Returns true if a connection is handed what a caller gave: the statement's place is the caller's. */
function isHandedOn(checker: ts.TypeChecker, value: ts.Expression): boolean {
  const root = ts.isPropertyAccessExpression(value) ? value.expression : value;
  const declaration = declarationOf(checker, root);
  return declaration !== undefined && ts.isParameter(declaration);
}

/** Returns true if what is called takes statements: an `Execute`, or a method of a session, a connection or the embedded database. */
function takesStatements(checker: ts.TypeChecker, called: ts.Expression): boolean {
  if (ts.isIdentifier(called))
    return checker.getTypeAtLocation(called).aliasSymbol?.name === 'Execute';
  return (
    ts.isPropertyAccessExpression(called) &&
    METHODS.has(called.name.text) &&
    ownerOf(checker, called) !== 'RegExp'
  );
}

/** Returns true for a method of a session that is called from outside of the session. */
const isOfSession = (checker: ts.TypeChecker, called: ts.Expression): boolean =>
  ownerOf(checker, called) === 'Session' &&
  ts.isPropertyAccessExpression(called) &&
  called.expression.kind !== ts.SyntaxKind.ThisKeyword;

/** Returns true if a call sends a statement. A function that hands a caller's statement on to a connection does not. */
export function isSending(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const [sql] = call.arguments;
  if (!sql || !takesStatements(checker, call.expression) || !isText(checker, sql)) return false;
  return isOfSession(checker, call.expression) || !isHandedOn(checker, sql);
}

const product = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>(
    (texts, part) => texts.flatMap((text) => part.map((next) => text + next)),
    [''],
  );

/** Returns the values of a type of literals. Any number is 1: it does not change what a statement means to the database. */
function literalsOf(type: ts.Type): readonly string[] | null {
  if (type.flags & ts.TypeFlags.Number) return ['1'];
  const members = type.isUnion() ? type.types : [type];
  const values = members.map((member) =>
    member.isStringLiteral() || member.isNumberLiteral() ? String(member.value) : null,
  );
  return values.every((value) => value !== null) ? values : null;
}

/** Returns true if a template makes a parameter's name of a number. */
const numbersParameters = ({ head, templateSpans }: ts.TemplateExpression): boolean =>
  [head, ...templateSpans.map(({ literal }) => literal)].some(({ text }) => text.endsWith('$'));

function all(
  checker: ts.TypeChecker,
  parts: readonly ts.Expression[],
): readonly (readonly string[])[] | null {
  const found = parts.map((part) => textsOf(checker, part));
  return found.every((texts) => texts !== null) ? found : null;
}

function templateTexts(
  checker: ts.TypeChecker,
  template: ts.TemplateExpression,
): readonly string[] | null {
  if (numbersParameters(template)) return null;
  const { head, templateSpans } = template;
  const values = all(
    checker,
    templateSpans.map(({ expression }) => expression),
  );
  const parts = values?.flatMap((value, index) => [value, [templateSpans[index]!.literal.text]]);
  return parts ? product([[head.text], ...parts]) : null;
}

/** Returns every text that an expression made of constants can be; null if it depends on more. */
export function textsOf(checker: ts.TypeChecker, value: ts.Expression): readonly string[] | null {
  const literals = literalsOf(checker.getTypeAtLocation(value));
  if (literals) return literals;
  if (ts.isTemplateExpression(value)) return templateTexts(checker, value);
  if (ts.isConditionalExpression(value))
    return all(checker, [value.whenTrue, value.whenFalse])?.flat() ?? null;
  if (!ts.isIdentifier(value)) return null;
  const declaration = declarationOf(checker, value);
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? textsOf(checker, declaration.initializer)
    : null;
}
