/**
 * What is wrong with a version of Node; undefined where nothing is.
 * @param wanted as in package.json, such as ">=20.19"
 */
export function nodeFault(version: string, wanted: string): string | undefined {
  const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(wanted);
  const isOld = major < leastMajor || (major === leastMajor && minor < leastMinor);
  return isOld
    ? `this is Node ${version}, and Aris needs ${leastMajor}.${leastMinor} or newer`
    : undefined;
}
