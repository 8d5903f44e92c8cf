// The changes that are made to one expression: each takes a rule out of it, or moves its edge.
import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

const EDGES = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
};
const EITHER = new Set(['&&', '||', '??']);
const METHODS = new Map(
  Object.entries({ some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith' }),
);
const FUNCTIONS = new Map(
  Object.entries({ min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', round: 'floor' }),
);
/** Methods whose value is of the same form as what they are asked of. */
const LEFT_OUT = new Set(
  `filter reverse toReversed slice sort toSorted trim trimStart trimEnd toLowerCase toUpperCase replace replaceAll
   flat`.split(/\s+/),
);
/** Text that a program compares, as against a sentence that a person reads. */
const isCode = (text) => !/\s/.test(text);

const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const isEquality = (node) =>
  ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText());

/** Whether it decides by itself which way is taken. */
function isCondition(node) {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isDoStatement(parent)) return parent.expression === node;
  return (
    (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) && parent.condition === node
  );
}

const isLoop = ({ parent }) =>
  ts.isWhileStatement(parent) || ts.isForStatement(parent) || ts.isDoStatement(parent);

/** Part of a longer `a?.b.c`, which brackets would cut in two. */
const isInsideChain = (node) => ts.isOptionalChain(node.parent) && node.parent.expression === node;

function ofBinary(node) {
  const [left, operator, right] = [node.left, node.operatorToken, node.right].map((part) =>
    part.getText(),
  );
  if (EITHER.has(operator)) return [`(${left})`, `(${right})`];
  if (operator === '+' && (isText(node.left) || isText(node.right))) return [];
  // As a condition it is made true and false anyhow.
  if (isEquality(node) && isCondition(node)) return [];
  return (EDGES[operator] ?? []).map((other) => `${left} ${other} ${right}`);
}

function ofCall(node) {
  const { expression: callee } = node;
  if (!ts.isPropertyAccessExpression(callee) || isInsideChain(node)) return [];
  const name = callee.name.text;
  const of = callee.expression.getText();
  const rest = node.getText().slice(callee.end - node.getStart());
  const dot = callee.questionDotToken === undefined ? '.' : '?.';
  if (LEFT_OUT.has(name)) return [`(${of})`];
  if (METHODS.has(name)) return [`${of}${dot}${METHODS.get(name)}${rest}`];
  return of === 'Math' && FUNCTIONS.has(name) ? [`Math.${FUNCTIONS.get(name)}${rest}`] : [];
}

function ofText(node) {
  if (isEquality(node.parent) || ts.isTaggedTemplateExpression(node.parent)) return [];
  const inner = node.getText().slice(1, -1);
  const isSentence = !isCode(inner.replaceAll(/\$\{[^}]*\}/g, ''));
  return isSentence ? [] : [inner === '' ? "'mutant'" : "''"];
}

function ofRegExp(node) {
  const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/s.exec(node.getText());
  const changes = [
    ...(pattern.startsWith('^') ? [`/${pattern.slice(1)}/${flags}`] : []),
    ...(/[^\\]\$$/.test(pattern) ? [`/${pattern.slice(0, -1)}/${flags}`] : []),
    ...(flags.includes('i') ? [`/${pattern}/${flags.replace('i', '')}`] : []),
  ];
  return changes.filter((change) => change.length > 2 && !change.startsWith('//'));
}

function ofUnary(node) {
  const operand = node.operand.getText();
  if (node.operator === Kind.ExclamationToken) return isCondition(node) ? [] : [`(${operand})`];
  if (node.operator === Kind.PlusPlusToken) return [node.getText().replace('++', '--')];
  return node.operator === Kind.MinusMinusToken ? [node.getText().replace('--', '++')] : [];
}

const ofNumber = (node) => [String(Number(node.getText().replaceAll('_', '')) + 1)];

/** What is mutated by its kind. */
function ofKind(node) {
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return ofUnary(node);
  if (ts.isCallExpression(node)) return ofCall(node);
  if (isText(node)) return ofText(node);
  if (ts.isNumericLiteral(node)) return ofNumber(node);
  if (ts.isRegularExpressionLiteral(node)) return ofRegExp(node);
  if (ts.isAwaitExpression(node)) return [`(${node.expression.getText()})`];
  if (node.kind === Kind.TrueKeyword) return ['false'];
  return node.kind === Kind.FalseKeyword ? ['true'] : [];
}

/** Whether `undefined` in its place says something that no other mutant says. */
function isTelling(node) {
  if (ts.isBinaryExpression(node) || ts.isConditionalExpression(node)) return false;
  if (ts.isPrefixUnaryExpression(node) || ts.isVoidExpression(node)) return false;
  const isNothing = ts.isIdentifier(node) && node.text === 'undefined';
  const isTruth = node.kind === Kind.TrueKeyword || node.kind === Kind.FalseKeyword;
  return !isNothing && !isTruth;
}

function isGivenBack(node) {
  const { parent } = node;
  return (
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node))
  );
}

/** Texts, each to stand in the place of this expression. */
export function expressionMutants(node) {
  if (!ts.isExpression(node) || node.parent === undefined) return [];
  const changes = ofKind(node);
  if (isCondition(node)) changes.push(...(isLoop(node) ? ['false'] : ['true', 'false']));
  if (isGivenBack(node) && isTelling(node)) changes.push('undefined');
  return changes;
}
