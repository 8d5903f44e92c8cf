// The licences of what is bundled: `dist/licences.json`, from what esbuild says went in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IN_A_PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** @param folder of a package @returns its name, version, licence, and the licence's text where it has one */
function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder)
    .sort()
    .find((one) => /^licen[cs]e(?:\.|$)/i.test(one));
  const holder = typeof author === 'string' ? author : author?.name;
  const text =
    file === undefined ? `Copyright ${holder}` : readFileSync(join(folder, file), 'utf8');
  return { name, version, licence: license, text: text.trim() };
}

/** The files that are in a bundle, with what of them is left in it. */
const inputsOf = ({ outputs }) =>
  Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));

/** @param metafiles of all bundles @param others packages of which files are taken as they are */
export function bundledLicences(metafiles, others) {
  const names = metafiles
    .flatMap(inputsOf)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => IN_A_PACKAGE.exec(path)?.[1] ?? []);
  return [...new Set([...names, ...others])]
    .sort()
    .map((name) => licenceOf(join('node_modules', name)));
}
