/** @param packages package → a program whose presence shows that it is installed */
export function installDebianPackages(packages?: Readonly<Record<string, string>>): void;
