import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { isSending, textsOf } from './sender.js';

const root = join(import.meta.dirname, '../../..');

/** A place of `src/storage` that sends a statement, with the type that it gives the rows. */
export interface CallSite {
  /** Path from the project's folder, such as `src/storage/facts/facts.ts`. */
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Null if the rows are not read, or the type is a parameter of the function around it. */
  readonly row: ts.Type | null;
  /** The statements, if they are made of constants; empty if they are put together. */
  readonly texts: readonly string[];
}
/** The knowledge of the compiler about `src/storage`. */
export interface Source {
  readonly checker: ts.TypeChecker;
  readonly sites: readonly CallSite[];
  readonly files: readonly ts.SourceFile[];
}

function createProgram(): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return ts.createProgram(globSync(join(root, 'src/storage/**/*.ts')), options);
}

const memberOf = (checker: ts.TypeChecker, array: ts.Type): ts.Type | undefined =>
  checker.isArrayType(array) ? checker.getTypeArguments(array as ts.TypeReference)[0] : undefined;

/** Returns the rows of a result: its members, or those of a driver's `rows`. The embedded database has a result for each statement. */
function memberRowOf(checker: ts.TypeChecker, result: ts.Type): ts.Type | undefined {
  const rows = result.getProperty('rows');
  const row = memberOf(checker, rows ? checker.getTypeOfSymbol(rows) : result);
  return row?.getProperty('rows') ? memberRowOf(checker, row) : row;
}

const UNREAD = ts.TypeFlags.Instantiable | ts.TypeFlags.Unknown | ts.TypeFlags.Any;

const WITHOUT_ROWS = new Set(['run', 'hasRows']);
/** A method of a session, and the session. */
interface Method {
  readonly name: string;
  readonly session: ts.Node | undefined;
}

const methodOf = (checker: ts.TypeChecker, { expression }: ts.CallExpression): Method | null =>
  ts.isPropertyAccessExpression(expression)
    ? {
        name: expression.name.text,
        session: checker.getTypeAtLocation(expression.expression).getSymbol()?.valueDeclaration,
      }
    : null;

/** Returns the row of what a method results in: one row, its numbers, how many rows there are, or all rows. */
function rowOfMethod(
  checker: ts.TypeChecker,
  method: Method | null,
  result: ts.Type,
): ts.Type | undefined {
  if (WITHOUT_ROWS.has(method?.name ?? '')) return undefined;
  if (method?.name === 'find') return checker.getNonNullableType(result);
  if (!method?.name.startsWith('loadNumbers')) return memberRowOf(checker, result);
  const numbered = checker
    .getSymbolsInScope(method.session!, ts.SymbolFlags.Interface)
    .find(({ name }) => name === 'Numbered');
  return numbered && checker.getDeclaredTypeOfSymbol(numbered);
}

/** Returns the type of the rows, given or inferred; null if it is a type parameter or nobody reads them. */
function rowOf(checker: ts.TypeChecker, call: ts.CallExpression): ts.Type | null {
  const signature = checker.getResolvedSignature(call);
  const result = signature && checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  const row = result && rowOfMethod(checker, methodOf(checker, call), result);
  return row && (row.flags & UNREAD) === 0 ? row : null;
}

function sitesOf(checker: ts.TypeChecker, file: ts.SourceFile): CallSite[] {
  const found: CallSite[] = [];
  const lineOf = (position: number): number =>
    file.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isSending(checker, node))
      found.push({
        file: relative(root, file.fileName),
        firstLine: lineOf(node.getStart(file)),
        lastLine: lineOf(node.end),
        row: rowOf(checker, node),
        texts: textsOf(checker, node.arguments[0]!) ?? [],
      });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Returns every place of `src/storage` that sends a statement. */
export function readSource(): Source {
  const program = createProgram();
  const checker = program.getTypeChecker();
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(root, 'src/storage/')));
  return { checker, sites: files.flatMap((file) => sitesOf(checker, file)), files };
}
