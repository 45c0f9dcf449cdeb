import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src');
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const nameOf = (statement: ts.Statement): string | undefined => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.getText();
  return (statement as ts.DeclarationStatement).name?.getText();
};

/** Returns the names that a door re-exports, by the file that declares them. */
function exportsOf(door: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const statement of parse(door).statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) continue;
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    const file = join(dirname(door), text.replace(/\.js$/, '.ts'));
    const names = (statement.exportClause as ts.NamedExports).elements.map(
      ({ name, propertyName }) => (propertyName ?? name).getText(),
    );
    found.set(file, new Set([...(found.get(file) ?? []), ...names]));
  }
  return found;
}

const hasComment = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc);

/** Returns what a type's members lack: comments on the fields that a reader sees first. */
const undescribedFields = (statement: ts.Statement, name: string): string[] =>
  ts.isInterfaceDeclaration(statement)
    ? statement.members
        .filter((member) => member.name && !hasComment(member))
        .map((member) => `${name}.${member.name!.getText()}`)
    : [];

function undescribed(file: string, names: ReadonlySet<string>): string[] {
  return parse(file).statements.flatMap((statement) => {
    const name = nameOf(statement);
    if (name === undefined || !names.has(name)) return [];
    const fields = undescribedFields(statement, name);
    return hasComment(statement) ? fields : [name, ...fields];
  });
}

describe('every public export has a docstring, and so has each field of its interfaces:', () => {
  it.each(['index.ts', 'engine/index.ts', 'client/index.ts'])('%s', (door) => {
    const doors = [...exportsOf(join(root, door))].filter(
      ([file]) => !file.endsWith('generated.ts'),
    );
    expect(doors.length).toBeGreaterThan(2);
    expect(doors.flatMap(([file, names]) => undescribed(file, names))).toEqual([]);
  });
});
