import type { BuildOptions, Plugin } from 'esbuild';

export const BUNDLE: BuildOptions;
export function inItsPlace(path: string, contents: string): string;
export const sourcesInPlace: Plugin;
