import type { BuildOptions } from 'esbuild'

export declare function compiled(root: string): string
export declare function options(root: string): BuildOptions
