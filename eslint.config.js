import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist/', '.data/', 'node_modules/', 'test/bench/node_modules/', 'test/bench/peers/'],
  },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/strict-boolean-expressions': 'off',
      // Here are no enums (`erasableSyntaxOnly`), and looking for them takes a quarter of the time of all rules.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Literals in the place of an instance: a sixth of the rules' time. Most classes here have private fields, which no
      // literal has, and of errors `only-throw-error` sees to it.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `${count}` is how a message is written.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-depth': ['error', 3],
      // It would switch off the check for surplus members, and hide who needs what.
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(SpreadElement, JSXSpreadAttribute) > ObjectExpression',
          message: 'Write its members out.',
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      // node:test's describe() and it() return promises that the runner itself awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'describe', 'it', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '*.js', '.*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-console': 'off' },
  },
);
