// Types, then lint with them: one check of the types serves both, which by themselves would each make their own.
import { ESLint } from 'eslint';
import ts from 'typescript';

/** Each with the files that it is for. */
const PROJECTS = [
  { config: 'tsconfig.json', files: ['**/*.ts', '**/*.tsx'] },
  // The page and its tests know a browser.
  { config: 'test/ui/tsconfig.json', files: ['src/ui/**/*.{ts,tsx}', 'test/ui/**/*.{ts,tsx}'] },
];

const HOST = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};

function programOf(config) {
  const onUnRecoverableConfigFileDiagnostic = (fault) => {
    throw new Error(ts.formatDiagnostic(fault, HOST));
  };
  const host = Object.assign({}, ts.sys, { onUnRecoverableConfigFileDiagnostic });
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  return ts.createProgram({
    rootNames: fileNames,
    options,
    configFileParsingDiagnostics: errors,
  });
}

/** Each file in the project that has it: what the page uses of the hub is not checked again. @returns whether all types are right */
function checkTypes(program) {
  const faults = ts.sortAndDeduplicateDiagnostics(
    program
      .getRootFileNames()
      .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name))),
  );
  process.stdout.write(ts.formatDiagnostics(faults, HOST));
  return faults.length === 0;
}

/** @returns whether nothing is to be said, not even a warning */
async function lint(projects) {
  const eslint = new ESLint({
    overrideConfig: projects.map(({ files, program }) => ({
      files,
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    })),
  });
  const results = await eslint.lintFiles(['.']);
  process.stdout.write(await (await eslint.loadFormatter('stylish')).format(results));
  return results.every(({ messages }) => messages.length === 0);
}

const projects = PROJECTS.map(({ config, files }) => ({ files, program: programOf(config) }));
const areRight = projects.map(({ program }) => checkTypes(program));
process.exitCode = areRight.every(Boolean) && (await lint(projects)) ? 0 : 1;
