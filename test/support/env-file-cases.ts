/** Files of settings and what systemd's EnvironmentFile= makes of them: test/systemd/ asks systemd itself. */
export const ENV_FILE_CASES: readonly (readonly [
  what: string,
  text: string,
  variables: Readonly<Record<string, string>>,
])[] = [
  ['plain', 'A=1\nB=two words\n', { A: '1', B: 'two words' }],
  ['comments, of both kinds', '# A=1\n ;A=2\nA=3 # no comment\n', { A: '3 # no comment' }],
  ['blanks around', '  A = 1 \t\n', { A: '1' }],
  ['empty', 'A=\nB=""\n', { A: '', B: '' }],
  ['double quotes', 'A="x # y"\nB=" a \\" \\\\ \\n "\n', { A: 'x # y', B: ' a " \\ \\n ' }],
  ['single quotes', "A='x \"y\\n'\n", { A: 'x "y\\n' }],
  ['quotes that stand together', `A="a"'b' c \n`, { A: 'abc' }],
  ['quotes within', `A=it's "so"\n`, { A: `it's "so"` }],
  [
    'lines that go on',
    'A=one \\\n  two\nB="three \\\nfour"\n',
    { A: 'one   two', B: 'three four' },
  ],
  ['lines in quotes', "A='one\ntwo'\n", { A: 'one\ntwo' }],
  ['escapes', 'A=a\\ b\\\\c\\d\\ \n', { A: 'a b\\cd ' }],
  ['lines of Windows', 'A=1\r\nB="2"\r\n', { A: '1', B: '2' }],
  ['what is no assignment', 'hello\nA=1\n', { A: '1' }],
  ['the last one counts', 'A=1\nA=2\n', { A: '2' }],
  ['no end of the last line', 'A=1', { A: '1' }],
];
