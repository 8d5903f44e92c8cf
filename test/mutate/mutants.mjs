// What is changed, and how all changes of a file stand in it side by side: `__m(7) ? changed : as it was`. So a file is
// built once for all its mutants, and the process is told which of them it is to be.
import ts from 'typescript';
import { expressionMutants } from './expressions.mjs';

const { SyntaxKind: Kind } = ts;

const isLeave = (node) =>
  (ts.isReturnStatement(node) && node.expression === undefined) ||
  ts.isContinueStatement(node) ||
  ts.isBreakStatement(node);

/** What an `if` has for its only deed: to take it out is to make the condition false, a mutant that there is already. */
function isWholeBranch(node) {
  const { parent } = node;
  const deed = ts.isBlock(parent) && parent.statements.length === 1 ? parent : node;
  const holder = deed.parent;
  return (
    ts.isIfStatement(holder) && holder.thenStatement === deed && holder.elseStatement === undefined
  );
}

function isRemovable(node) {
  if (ts.isExpressionStatement(node))
    return !(
      ts.isCallExpression(node.expression) && node.expression.expression.kind === Kind.SuperKeyword
    );
  const isSwitchs = ts.isBreakStatement(node) && ts.isCaseClause(node.parent);
  return (ts.isThrowStatement(node) || isLeave(node)) && !isSwitchs && !isWholeBranch(node);
}

/** Members that are values; methods and functions are what the tests call. */
function isRemovableMember(node) {
  if (!ts.isObjectLiteralExpression(node.parent)) return false;
  if (ts.isSpreadAssignment(node) || ts.isShorthandPropertyAssignment(node)) return true;
  return (
    ts.isPropertyAssignment(node) &&
    !ts.isArrowFunction(node.initializer) &&
    !ts.isFunctionExpression(node.initializer)
  );
}

/** How a node is written so that it can be left out; undefined where it cannot. */
function removalOf(node) {
  if (node.parent === undefined) return undefined;
  if (isRemovable(node)) return (off, text) => `{ if (!${off}) ${text} }`;
  if (isRemovableMember(node)) return (off, text) => `...(${off} ? {} : { ${text} })`;
  const isElement = ts.isArrayLiteralExpression(node.parent);
  return isElement ? (off, text) => `...(${off} ? [] : [${text}])` : undefined;
}

const isTakenApart = (node) =>
  (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) &&
  ts.isAssignmentExpression(node.parent, true) &&
  node.parent.left === node;

/** Types are nobody's behaviour, and imports, names and what is assigned to have to stay. */
function isLeftAlone(node) {
  if (isTakenApart(node)) return true;
  if (ts.isExpressionWithTypeArguments(node)) return false;
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

/**
 * @param firstId of its mutants, which count on from there
 * @returns the source with all its mutants in it, and what they are
 */
export function instrument(path, text, firstId) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const mutants = [];

  function note(node, change) {
    const start = node.getStart(tree);
    const { line, character } = tree.getLineAndCharacterOfPosition(start);
    const before = text.slice(start, node.end);
    const id = firstId + mutants.length;
    mutants.push({ id, path, line: line + 1, column: character + 1, before, after: change });
    return `__m(${id})`;
  }

  function withChanges(node, inner) {
    let written = inner;
    for (const change of expressionMutants(node))
      written = `(${note(node, change)} ? ${change} : ${written})`;
    const removal = removalOf(node);
    return removal === undefined ? written : removal(note(node, '(taken out)'), written);
  }

  function write(node) {
    let at = node.getStart(tree);
    let written = '';
    ts.forEachChild(node, (child) => {
      const start = child.getStart(tree);
      const isName = node.name === child || isLeftAlone(child);
      if (isName || start < at) return;
      written += text.slice(at, start) + write(child);
      at = child.end;
    });
    return withChanges(node, written + text.slice(at, node.end));
  }

  return { code: text.slice(0, tree.getStart(tree)) + write(tree), mutants };
}
