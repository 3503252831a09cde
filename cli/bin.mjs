#!/usr/bin/env node
// Runs the TypeScript sources directly, so that the command needs no build step.
import { fileURLToPath } from 'node:url';

// The `@/` alias is read from here, wherever the command is called.
process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const { register } = await import('tsx/esm/api');
register();
await import('./tollgate.ts');
